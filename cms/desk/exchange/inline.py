"""Markup within a sentence: ``<b>`` and ``<a id="a1">`` in the database, ``<g>`` and ``<x/>`` in XLIFF.

As elements of XLIFF the marks are shown by translation programs as what they are, and protected;
as escaped text they would be words to be translated.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from bs4 import BeautifulSoup, NavigableString
from django.utils.html import escape
from wagtail_localize.strings import INLINE_TAGS

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
#: What XLIFF calls our tags, so that programs can show them as bold and so on.
_KINDS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", "br": "lb"}
_NAMED = re.compile(r"^([a-z]+)-\d+$")
_DEEPEST = 20


class DamagedMarkup(ValueError):
    """A sentence in a file holds marks that cannot be told from what went out."""


def tag(name: str) -> str:
    """A name in XLIFF's namespace, as ElementTree writes it."""
    return f"{{{NAMESPACE}}}{name}"


def into_xliff(parent: Element, text: str) -> Element:
    """Fill an element (source, target) with a sentence. Out: the same element."""
    if "<" not in text and "&" not in text:
        parent.text = text
    else:
        _fill(parent, BeautifulSoup(text, "html.parser"), {})
    return parent


def _fill(parent: Element, soup, numbers: dict[str, int]) -> None:
    last = None
    for child in soup.children:
        if isinstance(child, NavigableString):
            if last is None:
                parent.text = (parent.text or "") + str(child)
            else:
                last.tail = (last.tail or "") + str(child)
            continue
        numbers[child.name] = numbers.get(child.name, 0) + 1
        # The id says what the mark is, so that a file is understood without its source.
        attributes = {"id": child.get("id") or f"{child.name}-{numbers[child.name]}"}
        if kind := _KINDS.get(child.name):
            attributes["ctype"] = kind if kind in ("bold", "italic", "link", "lb") else f"x-{child.name}"
        last = SubElement(parent, tag("x" if child.name == "br" else "g"), attributes)
        if child.name != "br":
            _fill(last, child, numbers)


def from_xliff(element: Element) -> str:
    """The sentence in an element, as the database keeps it. Raises DamagedMarkup for marks that are not ours."""
    return _read(element, 0)


def _read(element: Element, depth: int) -> str:
    if depth > _DEEPEST:
        raise DamagedMarkup
    parts = [escape_text(element.text)]
    for child in element:
        parts.append(_mark(child, depth))
        parts.append(escape_text(child.tail))
    return "".join(parts)


def _mark(child: Element, depth: int) -> str:
    # Comments and processing instructions have a function for a name.
    name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
    if not name:
        return ""
    if name == "mrk":  # what a program has put around a word; it means nothing to us
        return _read(child, depth + 1)
    ident = child.get("id", "")
    found = _NAMED.match(ident)
    if name == "x" and found and found[1] == "br":
        return "<br/>"
    if name != "g" or not ident:
        raise DamagedMarkup
    inner = _read(child, depth + 1)
    if found and found[1] in INLINE_TAGS:
        return f"<{found[1]}>{inner}</{found[1]}>"
    return f'<a id="{escape(ident)}">{inner}</a>'


def escape_text(text: str | None) -> str:
    """Text as it stands between tags: quotes stay as they are."""
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
