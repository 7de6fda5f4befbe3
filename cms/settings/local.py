"""``make run``: the whole site in one process on this machine, as close to production as that allows."""

from django.core.management.utils import get_random_secret_key

from .base import *
from .base import VAR_DIR, env
from .logs import logging_config

SECRET_FILE = VAR_DIR / "secret_key"
if not SECRET_FILE.exists():
    SECRET_FILE.touch(mode=0o600)
    SECRET_FILE.write_text(get_random_secret_key(), encoding="utf-8")
SECRET_KEY = SECRET_FILE.read_text(encoding="utf-8").strip()

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

LOGGING = logging_config(VAR_DIR / "logs")

# One process does it all here: publishing on schedule and the digests too.
PERIODIC = env("PERIODIC", default="embedded")
