"""Markdown of the guides as HTML: headings with addresses, links and pictures that lead into the admin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .guides import GUIDES, Guide

FILE_LINK = re.compile(r"(?P<slug>[\w-]+)\.md(?P<anchor>#[\w-]+)?")
PICTURE = re.compile(r"screenshots/(?P<name>[\w-]+\.png)")


@dataclass(frozen=True)
class Section:
    title: str
    anchor: str


@dataclass(frozen=True)
class Page:
    """A guide ready to print. ``html`` is without the title."""

    title: str
    html: SafeString
    sections: tuple[Section, ...]


def render(guide: Guide) -> Page:
    """A guide as a page. Raises OSError if its file cannot be read."""
    return _render(guide.path, guide.path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _render(path: Path, _changed: int) -> Page:
    """Kept until the file changes."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(path.read_text(encoding="utf-8"))
    title, sections, anchors = path.stem, [], set()
    kept: list[Token] = []
    inside_title = False
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            title, inside_title = tokens[position + 1].content, True
        if not inside_title:
            kept.append(token)
        if token.type == "heading_close" and token.tag == "h1":
            inside_title = False
        if token.type == "heading_open" and token.tag in ("h2", "h3"):
            text = tokens[position + 1].content
            anchor = _anchor(text, anchors)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                sections.append(Section(text, anchor))
        for child in token.children or ():
            _lead_into_admin(child)
    html = parser.renderer.render(kept, parser.options, {})
    return Page(title, mark_safe(html), tuple(sections))  # noqa: S308  (our own files; HTML in them is escaped)


def _anchor(text: str, taken: set[str]) -> str:
    """An address for a heading, told apart from the others of the page."""
    base = slugify(text.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})) or "abschnitt"
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor


def _lead_into_admin(token: Token) -> None:
    """Links between files become links between guides; pictures come from our view."""
    if token.type == "link_open":
        match = FILE_LINK.fullmatch(str(token.attrGet("href")))
        if match and any(guide.slug == match["slug"] for guide in GUIDES):
            token.attrSet("href", reverse("handbook:guide", args=[match["slug"]]) + (match["anchor"] or ""))
    elif token.type == "image":
        if match := PICTURE.fullmatch(str(token.attrGet("src"))):
            token.attrSet("src", reverse("handbook:picture", args=[match["name"]]))
        token.attrSet("loading", "lazy")
