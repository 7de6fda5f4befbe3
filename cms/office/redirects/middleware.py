"""Sends old addresses on: one query on the way to a 404, and never in a circle.

Wagtail's own asks up to four times and follows a redirect to a page that is not published, so that a page which
moved away and back and was then unpublished answers with a redirect to itself for ever
(wagtail/contrib/redirects/middleware.py).
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from ...language import NEUTRAL_PREFIXES

LONGEST = 255  # of Redirect.old_path


class RedirectMiddleware:
    """Looks for a redirect where there is no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        redirect = find(request)
        if redirect is None:
            return response
        address, is_permanent = redirect
        kind = HttpResponsePermanentRedirect if is_permanent else HttpResponseRedirect
        return kind(address)


def find(request: HttpRequest) -> tuple[str, bool] | None:
    """Where an address has moved to, and whether for good; None if nothing is known of it. One query."""
    if request.path_info.startswith(NEUTRAL_PREFIXES) and not request.path_info.startswith(("/media/", "/documents/")):
        return None
    site = Site.find_for_request(request)
    wanted = spellings(request.get_full_path())
    if not wanted or site is None:
        return None
    rows = Redirect.objects.filter(old_path__in=wanted).select_related("redirect_page", "redirect_page__locale")
    rows = [row for row in rows if row.site_id in (None, site.pk)]
    # The more exact spelling goes first, then one for this site.
    for row in sorted(rows, key=lambda row: (wanted.index(row.old_path), row.site_id is None)):
        address = target(row, request)
        if address and not leads_back(address, wanted, site):
            return address, row.is_permanent
    return None


def spellings(address: str) -> list[str]:
    """How a redirect for this address may have been stored: with its query and without, decoded and as sent."""
    if "\0" in uri_to_iri(address):  # PostgreSQL takes no null character
        return []
    found = []
    for text in (address, address.partition("?")[0]):
        for decode in (True, False):
            try:
                path = Redirect.normalise_path(text, decode_unicode=decode)
            except ValueError:  # urlsplit refuses some brackets
                continue
            if path not in found and len(path) <= LONGEST and "\0" not in path:
                found.append(path)
    return found


def target(row: Redirect, request: HttpRequest | None = None) -> str:
    """The address that a redirect leads to; empty if nobody could see anything there."""
    page = row.redirect_page
    if page is None:
        return row.redirect_link
    if not page.live:
        return ""
    address = page.get_url(request) or ""
    if address and row.redirect_page_route_path:
        # Whether the route exists is known to the page alone; it answers 404 itself where it does not.
        return address.rstrip("/") + row.redirect_page_route_path
    return address


def leads_back(address: str, paths: list[str], site: Site) -> bool:
    """Whether an address is one of these paths again, on this site."""
    parts = urlsplit(address)
    if parts.hostname and parts.hostname != site.hostname:
        return False
    return Redirect.normalise_path(address) in paths
