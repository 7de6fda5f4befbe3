"""From an address to a page in one query, whatever the depth.

Wagtail's own routing reads every page on the way down twice (base and specific). Here the
longest stored ``url_path`` that the address begins with is found together with its own fields
and everything it prints from foreign keys. What is left of the path is
given to the page itself (`Page.route`), so sub-addresses such as ``ziele/3/`` work as ever.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from .frame import site_root_path
from .office.snapshot import office_column
from .pages import BasePage
from .specific import own_page, with_own_fields
from .visibility import load_restrictions

MAXIMUM_DEPTH = 12


def find_route(request: HttpRequest, path: str, language: str) -> RouteResult:
    """The page for a path below the language prefix. Raises Http404 where there is none."""
    if Site.find_for_request(request) is None or (root_path := site_root_path(request, language)) is None:
        raise Http404("There is no site for this host and language.")
    components = [component for component in path.split("/") if component]
    if len(components) > MAXIMUM_DEPTH or any(len(component) > 255 for component in components):
        raise Http404("The address is too long.")
    candidates = [root_path + "".join(f"{part}/" for part in components[:end]) for end in range(len(components) + 1)]
    rows = Page.objects.filter(url_path__in=candidates, locale__language_code=language).order_by("-depth")
    # The office comes along in the same row: what every page prints of it stands in one column.
    found = with_own_fields(rows, to_serve=True).annotate(office_content=office_column()).first()
    if found is None:
        raise Http404("There is no page at this address.")
    page = own_page(found)
    if not isinstance(page, BasePage):
        raise Http404("This page has a type that the site does not show.")
    request._office_content = found.office_content or {}
    page._loaded_restrictions = load_restrictions(request)
    remaining = components[candidates.index(found.url_path) :]
    if remaining and not page.live:
        raise Http404("There is no page at this address.")
    return page.route(request, remaining)
