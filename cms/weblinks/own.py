"""Addresses of this site that somebody wrote out: whether they lead to a page, without asking the web server."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.accounts.roles import homes

from .models import Address, Problem

#: With own words at the end of the path (``ziele/3/``), a page answers for addresses below its own.
ROUTES_ITSELF = "route"
_DOCUMENT = re.compile(r"^/documents/(\d{1,18})/")


def check_own(addresses: Iterable[Address]) -> None:
    """Write down for each whether it leads anywhere now."""
    addresses = list(addresses)
    if not addresses:
        return
    roots = {language: home.url_path for language, home in homes().items()}
    for address in addresses:
        leads = leads_somewhere(address.url, roots)
        address.problem = Problem.NONE if leads else Problem.MISSING
        address.failures = 0 if leads else Address.PATIENCE
        address.checked_at = timezone.now()
    Address.objects.bulk_update(addresses, ["problem", "failures", "checked_at"], 200)


def leads_somewhere(url: str, roots: dict[str, str]) -> bool:
    """Whether an address of ours has a page, document or redirect. In: language → path of its home page."""
    try:
        path = unquote(urlsplit(url).path) or "/"
    except ValueError:
        return False
    if "\x00" in path:
        return False
    if document := _DOCUMENT.match(path):
        return get_document_model().objects.filter(pk=int(document[1])).exists()
    language, _slash, rest = path.strip("/").partition("/")
    if language in roots:
        return _page_at(roots[language] + rest, language, path)
    if path.startswith(settings.MEDIA_URL):
        return True  # whether a file is there, the storage would have to say
    return path == "/" or _redirects(path) or _resolves(path)


def _page_at(url_path: str, language: str, path: str) -> bool:
    parts = [part for part in url_path.split("/") if part]
    if len(parts) > 20:
        return False
    exact = "/" + "".join(f"{part}/" for part in parts)
    above = ["/" + "".join(f"{part}/" for part in parts[:end]) for end in range(1, len(parts) + 1)]
    nearest = Page.objects.filter(url_path__in=above, locale__language_code=language).order_by("-depth").first()
    if nearest is not None and nearest.url_path == exact:
        return nearest.live or _redirects(path)
    if nearest is not None and nearest.live and hasattr(nearest.specific_class, "resolve_subpage"):
        rest = "/" + exact[len(nearest.url_path) :]
        with translation.override(language):
            try:
                return nearest.specific.resolve_subpage(rest) is not None or _redirects(path)
            except Resolver404:
                pass
    return _redirects(path) or _resolves(path, language)


def _redirects(path: str) -> bool:
    return Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()


def _resolves(path: str, language: str = settings.LANGUAGE_CODE) -> bool:
    """Whether one of the site's own views other than that for pages is at this address."""
    with translation.override(language):
        try:
            return resolve(path).func.__name__ != "serve_page"
        except Resolver404:
            return False
