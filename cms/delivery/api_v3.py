"""What v3 of the API lacks with our other packages, added through its own doors."""

from __future__ import annotations

import logging

from django.core.exceptions import FieldError
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.models import Page

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


class PageLanguageMiddleware:
    """Activates the language of the page that a request to the API is about.

    v3 renders the links of rich text in the active language, which without this is that of the
    reader: the same address would give two texts (translation.md, "API v2 / v3").
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        match = request.resolver_match
        if match is None or "wagtailapi_v3" not in match.namespaces or "page_id" not in kwargs:
            return
        page = Page.objects.filter(pk=kwargs["page_id"])
        languages = page.values_list("alias_of__locale__language_code", "locale__language_code").first()
        if languages:
            translation.activate(languages[0] or languages[1])
