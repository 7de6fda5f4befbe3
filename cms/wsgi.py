"""The WSGI entry point for Granian: ``granian --interface wsgi cms.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()

from cms.periodic import embedded  # noqa: E402 - needs the apps

embedded.start()
