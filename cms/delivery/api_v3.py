"""What v3 of the API lacks with our other packages, added through its own doors."""

from __future__ import annotations

import logging

from django.core.exceptions import FieldError
from django.db import DataError
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


def complete() -> None:
    """Add the route of locales, and answers to values that fit no field. Before the addresses are built.

    Wagtail adds ``/locales/`` when its own app of locales starts; ``wagtail_localize.locales``
    takes that app's place and does not:
    https://github.com/wagtail/wagtail-localize/blob/main/wagtail_localize/locales/apps.py
    ``test_upstream_still_lacks_the_locales_route`` tells when this can go.
    """
    from wagtail.api.v3.api import api
    from wagtail.api.v3.errors import problem_response
    from wagtail.locales.api.v3 import router

    api.add_router("/locales/", router)

    def unfit(request: HttpRequest, exc: Exception) -> HttpResponse:
        logger.warning("An API request held an unfit value.", exc_info=exc)
        return problem_response(status=400, detail="A value in the address does not fit its field.")

    for exception in (FieldError, DataError, OverflowError):
        api.add_exception_handler(exception, unfit)
