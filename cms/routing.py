"""From an address to a page in two queries, whatever the depth.

Wagtail's own routing reads every page on the way down twice (base and specific). Here the
longest stored ``url_path`` that the address begins with is found in one query, and the page
is read in a second with everything it prints from foreign keys. What is left of the path is
given to the page itself (`Page.route`), so sub-addresses such as ``ziele/3/`` work as ever.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from .frame import site_root_path
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
    found = (
        Page.objects.filter(url_path__in=candidates, locale__language_code=language)
        .select_related("content_type")
        .order_by("-depth")
        .first()
    )
    if found is None:
        raise Http404("There is no page at this address.")
    model = found.content_type.model_class()
    if model is None:
        raise Http404("The type of this page is gone.")
    queryset = model.serve_queryset() if hasattr(model, "serve_queryset") else model.objects.all()
    page = queryset.get(pk=found.pk)
    page._loaded_restrictions = load_restrictions(request)
    remaining = components[candidates.index(found.url_path) :]
    if remaining and not page.live:
        raise Http404("There is no page at this address.")
    return page.route(request, remaining)
