"""How long deleted pages can be brought back (cms.bin). Taken over by ``base``."""

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()

#: Days after which a page in the bin is deleted for good.
BIN_DAYS = _env.int("BIN_DAYS", default=30)
if BIN_DAYS < 1:
    raise ImproperlyConfigured("BIN_DAYS must be 1 or more.")
