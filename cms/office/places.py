"""Where the fixed places of the site are."""

from __future__ import annotations

from django.db.models import Case, CharField, Q, Value, When
from django.http import HttpRequest
from wagtail.models import Page, Site

from .. import frame
from ..language import SOURCE_LANGUAGE

#: Places that the law wants every page to lead to (duties.md).
DUTIES = frozenset({"imprint", "privacy", "accessibility", "barrier_report"})


def placed(language: str, condition: Q = Q()) -> list[Page]:  # noqa: B008
    """Pages of a language that are a fixed place of the site, published or not, with ``place`` set.

    In: a language, and which pages else are wanted (theirs is empty).
    """
    place = Case(
        *[When(found, then=Value(key)) for key, found in frame._places.items()],
        default=Value(""),
        output_field=CharField(),
    )
    rows = Page.objects.annotate(place=place).filter(locale__language_code=language, depth__gte=2)
    return list(rows.filter(Q(place__gt="") | condition).select_related("locale", "alias_of__locale").order_by("path"))


def address_of(request: HttpRequest, place: str, language: str = SOURCE_LANGUAGE) -> str:
    """The address of a place (``home`` for the home page); empty if nobody can see it."""
    if place == "home":
        site = Site.find_for_request(request) or Site.objects.filter(is_default_site=True).first()
        return (site.root_page.get_url(request) or "") if site else ""
    for page in placed(language) if place else ():
        if page.place == place and page.live:
            return page.get_url(request) or ""
    return ""


def duties_below(page: Page) -> list[Page]:
    """The published pages that the law wants, of a page and all below it. One query."""
    condition = Q()
    for key in DUTIES & frame._places.keys():
        condition |= frame._places[key]
    return list(Page.objects.filter(condition, path__startswith=page.path, live=True).order_by("path"))
