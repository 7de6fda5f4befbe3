"""Settings for the test suite: fast hashes, no files outside a temporary folder, no outside service."""

import os
import tempfile
from pathlib import Path

TEST_VAR = Path(tempfile.gettempdir()) / f"dueren-la-me-test-{os.getuid()}"
os.environ.setdefault("VAR_DIR", str(TEST_VAR))

from .base import *  # noqa: E402
from .base import DATABASES, STORAGES  # noqa: E402
from .logs import logging_config  # noqa: E402

SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# A file for each process: a browser's requests come on other threads, each with its own connection,
# which a database in memory could not give. The name is unique, so that test runs can go side by side.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": Path(os.environ["VAR_DIR"]) / f"test-{os.getpid()}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_dueren_la_me_{os.getpid()}"}
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # an open connection would keep the database from being dropped
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
AXES_ENABLED = False
UPLOADS_ISOLATED = False  # a process for each picture would take longer than the tests
LIBRETRANSLATE_URL = DEEPL_API_KEY = ""  # what this machine is set up for is no concern of the tests
LOGGING = logging_config(None)
