"""wagtail-localize's text with markup (``<b>``, ``<a id="a1">``), made readable, and what its links lead to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, NavigableString
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail_localize.models import StringSegment

PLAIN = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "code", "abbr": "abbr", "acronym": "abbr"}


@dataclass(frozen=True)
class Insert:
    """A button that puts markup around the selected text (or at the cursor, if ``close`` is empty)."""

    open: str
    close: str
    label: str


def links_of(translation) -> dict[int, dict[str, str]]:
    """For each sentence: link id (``a1``) → what it leads to, in words. At most three queries for all."""
    rows = StringSegment.objects.filter(source_id=translation.source_id).exclude(attrs="{}").exclude(attrs="")
    found: dict[int, dict[str, dict]] = {}
    for pk, attrs in rows.values_list("pk", "attrs"):
        try:
            parsed = json.loads(attrs)
        except ValueError:
            continue
        if isinstance(parsed, dict) and parsed:
            found[pk] = {key: value for key, value in parsed.items() if isinstance(value, dict)}
    every = [value for links in found.values() for value in links.values()]
    titles = {
        "page": _titles(Page.objects, every, "page"),
        "document": _titles(get_document_model().objects, every, "document"),
    }
    return {pk: {key: _describe(value, titles) for key, value in links.items()} for pk, links in found.items()}


def _titles(manager, every: list[dict], kind: str) -> dict[str, str]:
    ids = (str(value.get("id", "")) for value in every if value.get("linktype") == kind)
    wanted = {text for text in ids if text.isascii() and text.isdigit() and len(text) < 10}
    if not wanted:
        return {}
    return {str(pk): title for pk, title in manager.filter(pk__in=wanted).values_list("pk", "title")}


def _describe(attributes: dict, titles: dict[str, dict[str, str]]) -> str:
    kind = attributes.get("linktype", "")
    if kind in titles:
        title = titles[kind].get(str(attributes.get("id")))
        if title is None:
            return _("page that no longer exists") if kind == "page" else _("document that no longer exists")
        return title
    return short_address(attributes.get("href", ""))


def short_address(address: str) -> str:
    """An address as people read it: without scheme, and not too long."""
    parts = urlsplit(address)
    shown = (parts.netloc + parts.path.rstrip("/")) if parts.scheme in ("http", "https") else address
    shown = shown.removeprefix("mailto:").removeprefix("tel:").removeprefix("www.")
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def readable(text: str, links: dict[str, str] | None = None) -> SafeString:
    """The text as HTML to look at: bold is bold, a link is followed by a pill that says where it leads."""
    if "<" not in text and "&" not in text:
        return SafeString(escape(text))
    return _children(BeautifulSoup(text, "html.parser"), links or {})


def _children(node, links: dict[str, str]) -> SafeString:
    # Every part is escaped or made by format_html before it is joined.
    return mark_safe("".join(_node(child, links) for child in node.children))  # noqa: S308


def _node(node, links: dict[str, str]) -> SafeString:
    if isinstance(node, NavigableString):
        return escape(str(node))
    inner = _children(node, links)
    if node.name == "br":
        return format_html('<span class="deskwork-pill" aria-hidden="true">↵</span><br>')
    if node.name == "a":
        name = str(node.get("id", ""))
        target = f" → {links[name]}" if links.get(name) else ""
        return format_html(
            '<span class="deskwork-link">{}</span> <span class="deskwork-pill">{}{}</span>', inner, name or "a", target
        )
    if node.name in PLAIN:
        return format_html("<{0}>{1}</{0}>", mark_safe(PLAIN[node.name]), inner)  # noqa: S308 (our own names)
    return format_html('<span class="deskwork-pill">{}</span>{}', f"<{node.name}>", inner)


def pieces(text: str) -> list[str]:
    """The text as it stands on the page, in the pieces between its markup."""
    if "<" not in text and "&" not in text:
        return [" ".join(text.split())]
    strings = BeautifulSoup(text, "html.parser").stripped_strings
    return [" ".join(piece.split()) for piece in strings]


def inserts(text: str, links: dict[str, str] | None = None) -> list[Insert]:
    """What of the source's markup can be put into the translation, each once, in its order."""
    if "<" not in text:
        return []
    found: dict[str, Insert] = {}
    for node in BeautifulSoup(text, "html.parser").find_all(True):
        if node.name == "a" and node.get("id"):
            name = str(node["id"])
            target = (links or {}).get(name)
            label = _("Link %(name)s to %(target)s") % {"name": name, "target": target} if target else name
            found.setdefault(name, Insert(f'<a id="{escape(name)}">', "</a>", label))
        elif node.name == "br":
            found.setdefault("br", Insert("<br/>", "", _("Line break")))
        elif node.name in PLAIN:
            label = {"strong": pgettext("type", "Bold"), "em": pgettext("type", "Italic")}.get(
                PLAIN[node.name], f"<{node.name}>"
            )
            found.setdefault(node.name, Insert(f"<{node.name}>", f"</{node.name}>", label))
    return list(found.values())
