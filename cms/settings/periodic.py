"""Who turns the platform's clock (cms.periodic). Taken over by ``base``."""

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()

#: ``worker``: tools/worker.py does it. ``embedded``: a thread of the web process, for a site without a worker.
PERIODIC = _env("PERIODIC", default="worker")
if PERIODIC not in ("worker", "embedded"):
    raise ImproperlyConfigured('PERIODIC must be "worker" or "embedded".')
