"""Settings for the test suite: fast hashes, no files outside a temporary folder, no outside service."""

import os
import tempfile
from pathlib import Path

TEST_VAR = Path(tempfile.gettempdir()) / f"dueren-la-me-test-{os.getuid()}"
os.environ.setdefault("VAR_DIR", str(TEST_VAR))

from .base import *  # noqa: E402, F403
from .base import STORAGES  # noqa: E402
from .logs import logging_config  # noqa: E402

SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
AXES_ENABLED = False
LOGGING = logging_config(None)
