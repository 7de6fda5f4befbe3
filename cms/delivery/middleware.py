"""What every request to an API passes through."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import translation
from wagtail.models import Page

from ..searching import clean_query

PREFIX = "/api/"
#: Parameters that end up as a number in SQL; more digits are an error there.
NUMBERS = ("limit", "offset")
MAXIMUM_DIGITS = 9


class ApiMiddleware:
    """Refuses values that the APIs hand to the database unchecked, and sets the language of the page asked for.

    Quotation marks in ``search`` and very large numbers are errors 500 otherwise (modelsearch puts
    the words between quotation marks on SQLite). v3 renders the links of rich text in the active
    language, which would be that of the reader: the same address would give two texts
    (translation.md, "API v2 / v3").
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PREFIX):
            if message := unfit(request.GET):
                return JsonResponse({"message": message}, status=400)
            if "search" in request.GET:
                request.GET = with_plain_search(request.GET)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        match = request.resolver_match
        identifier = str(kwargs.get("page_id", ""))
        if match is None or "wagtailapi_v3" not in match.namespaces or not re.fullmatch(r"[0-9]{1,18}", identifier):
            return
        page = Page.objects.filter(pk=int(identifier))
        languages = page.values_list("alias_of__locale__language_code", "locale__language_code").first()
        if languages:
            translation.activate(languages[0] or languages[1])


def unfit(query: QueryDict) -> str:
    """Why the parameters cannot be used, or an empty string."""
    for name, values in query.lists():
        if any("\x00" in value for value in (name, *values)):
            return "The address holds a null character."
        if name in NUMBERS and any(len(value) > MAXIMUM_DIGITS for value in values):
            return f"{name} is too large."
    if "search" in query and not _words(query["search"]):
        return "search holds no word."
    return ""


def with_plain_search(query: QueryDict) -> QueryDict:
    """The parameters with nothing but words in ``search``."""
    copy = query.copy()
    copy["search"] = _words(query["search"])
    return copy


def _words(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", clean_query(text)).split())
