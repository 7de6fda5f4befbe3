"""Views that belong to no page type: pages by address, start, search, media, errors."""

from __future__ import annotations

import re
import sys

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.views import serve as wagtail_serve

from .frame import build_frame
from .language import NEUTRAL_PREFIXES, preferred_language
from .outages import outage
from .refusals import bad_request, bare_frame, refuse
from .routing import find_route
from .unreadable import is_unreadable


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """``/``: on to the language the visitor prefers, German unless French is preferred."""
    response = HttpResponseRedirect(f"/{preferred_language(request)}/")
    patch_vary_headers(response, ("Accept-Language",))
    return response


@csrf_exempt  # Django's check needs a cookie, and visitors get none
def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the tree. Hooks and restrictions run as in Wagtail's own view.

    Pages with a form for visitors check its signed mark themselves (`cms.inbox.pages`): what they take
    does nothing in the name of whoever is logged in. All others keep Django's check.
    """
    route = find_route(request, path, translation.get_language())
    request._wagtail_route_for_request = route
    takes_signed_forms = getattr(route.page, "takes_signed_forms", False)
    return (wagtail_serve if takes_signed_forms else csrf_protect(wagtail_serve))(request, path)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search in the pages of one language."""
    from .search import search_context

    frame = build_frame(
        request, title=pgettext("page title", "Search"), robots="noindex", neutral_urls=search_addresses()
    )
    return render(request, "search/search.html", {"frame": frame} | search_context(request, frame))


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Takes the place of an address of Wagtail's that fails on purpose. Raises Http404."""
    raise Http404("There is nothing at this address.")


def search_addresses() -> dict[str, str]:
    """The address of the search page in each language."""
    from django.urls import reverse

    addresses = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            addresses[code] = reverse("search")
    return addresses


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """A picture from the local media folder; with S3 or a web server in front this is never asked.

    Only pictures: documents go through Wagtail's view, which knows who may read them.
    """
    if not re.match(r"(images|original_images|avatar_images)/", path):
        raise Http404("There is no file at this address.")
    response = serve_file(request, path, document_root=settings.MEDIA_ROOT)
    # The name of a rendition changes with its content.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the visitor's language, with ways to go on. Machines get one line."""
    if request.path_info.startswith("/api/"):
        return JsonResponse({"message": "Not found."}, status=404)
    if request.path_info.startswith("/documents/") and request.accepts("text/html"):
        advice = _("It has been taken away, or its address has changed. Perhaps the search finds a newer one.")
        return refuse(request, 404, _("This document is not here"), advice)
    if request.path_info.startswith(NEUTRAL_PREFIXES) and not request.path_info.startswith("/admin/"):
        return HttpResponse("Not found.\n", status=404, content_type="text/plain; charset=utf-8")
    try:
        frame = build_frame(request, title=_("This page does not exist"), robots="noindex")
        return render(request, "404.html", {"frame": frame, "popular": frame.menu}, status=404)
    except Exception:  # the page for lost visitors must not itself get lost
        return HttpResponse(render_to_string("500.html", {"frame": bare_frame()}), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without database, in both languages.

    What is only an outage, or the fault of what was sent, says so; it stands in the log all the same.
    """
    error = sys.exc_info()[1]
    if (response := outage(request, error)) is not None:
        return response
    if is_unreadable(error):
        return bad_request(request)
    if request.path_info.startswith("/admin/"):
        if isinstance(error, ValidationError):
            return refuse(request, 400, _("This cannot be saved as it is"), " ".join(error.messages))
        if isinstance(error, ObjectDoesNotExist):
            return not_found(request)
    return HttpResponse(render_to_string("500.html", {"frame": bare_frame()}), status=500)
