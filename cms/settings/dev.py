"""``make dev``: as ``local``, with DEBUG, reload and the debug toolbar."""

from .local import *
from .local import INSTALLED_APPS, MIDDLEWARE, STORAGES

DEBUG = True
INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
# The toolbar writes into the page, so it comes after what compresses it.
after_gzip = MIDDLEWARE.index("cms.middleware.CompressionMiddleware") + 1
MIDDLEWARE = [
    *MIDDLEWARE[:after_gzip],
    "debug_toolbar.middleware.DebugToolbarMiddleware",
    *MIDDLEWARE[after_gzip:],
]
INTERNAL_IPS = ["127.0.0.1", "::1"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
