"""``/sitemap.xml``: every public address with its other languages, from one query for all pages.

Only what stands in lists stands here: live, public pages that are no alias. Apps whose pages
have addresses of their own below them (``ziele/3/``) name these through `register_suffixes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page, Site

from ..frame import absolute
from ..language import SOURCE_LANGUAGE
from ..visibility import listed

#: What search engines read of one file.
MAXIMUM = 50_000
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'

#: ``projects.projectpage`` → function() that gives ``{language: [path below the page, …]}``.
_suffixes: dict[str, Callable[[], dict[str, list[str]]]] = {}


def register_suffixes(model_label: str, suffixes: Callable[[], dict[str, list[str]]]) -> None:
    """Name addresses below the pages of a type. In: ``app.model`` in lower case, and what gives the paths."""
    _suffixes[model_label] = suffixes


@dataclass
class Address:
    """One address in each language that has it: language → absolute address and last change."""

    languages: dict[str, tuple[str, datetime | None]]
    is_home: bool = False


def addresses(request: HttpRequest) -> list[Address]:
    """All public addresses of the site, translations together, in the order of the tree."""
    site = Site.find_for_request(request)
    roots = [root for root in Site.get_site_root_paths() if site and root.site_id == site.pk]
    found: dict[tuple, Address] = {}
    below: dict[str, dict[str, list[str]]] = {}
    rows = listed(Page.objects.filter(depth__gt=1), request).order_by("path")
    for path, key, language, changed, app, model in rows.values_list(
        "url_path",
        "translation_key",
        "locale__language_code",
        "last_published_at",
        "content_type__app_label",
        "content_type__model",
    ):
        root = next((r for r in roots if r.language_code == language and path.startswith(r.root_path)), None)
        if root is None:
            continue  # of another site
        url = absolute(request, f"/{language}/{path[len(root.root_path) :]}")
        label = f"{app}.{model}"
        if label in _suffixes and label not in below:
            below[label] = _suffixes[label]()
        for suffix in ("", *below.get(label, {}).get(language, ())):
            address = found.setdefault((key, suffix), Address({}, is_home=path == root.root_path))
            address.languages[language] = (url + suffix, changed)
    return list(found.values())


def _lines(request: HttpRequest) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<urlset {NAMESPACES}>"
    written = 0
    for address in addresses(request):
        first = address.languages.get(SOURCE_LANGUAGE) or next(iter(address.languages.values()))
        default = absolute(request, "/") if address.is_home else first[0]
        links = [(language, url) for language, (url, _changed) in sorted(address.languages.items())]
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(url)}/>'
            for language, url in [*links, ("x-default", default)]
        )
        for url, changed in address.languages.values():
            written += 1
            if written > MAXIMUM:
                break
            lastmod = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
            yield f"<url><loc>{escape(url)}</loc>{lastmod}{alternates}</url>"
    yield "</urlset>"


@conditional_page
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap. It answers conditional requests, so that search engines fetch it again only when it changed."""
    return HttpResponse("\n".join(_lines(request)) + "\n", content_type="application/xml; charset=utf-8")
