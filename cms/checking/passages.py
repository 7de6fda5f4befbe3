"""A page as the rules see it: pieces of text in their order, each with its place. No query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG

from cms.blocks.links import LinkBlock
from cms.blocks.text import HeadingBlock
from cms.plaintext import NO_TEXT, PLAIN_BLOCKS

#: What ends a line of rich text: no sentence goes on behind it.
_LINE_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br ?/?>", re.I)
#: Text beyond this is not checked. 5,000 words have some 40,000 characters.
MOST = 400_000


@dataclass(frozen=True)
class Place:
    """Where a piece of text stands: a field of the form, and for streams the id of the outermost block."""

    field: str
    block: str = ""


@dataclass(frozen=True)
class Passage:
    """A piece of text. ``kind`` is text, heading (with its level), link (its words), picture or short."""

    kind: str
    text: str
    place: Place
    level: int = 0


def passages_of(page: Page) -> list[Passage]:
    """All passages of a page, teaser first, streams in the order of their fields."""
    found, size = [], 0
    for passage in _passages(page):
        size += len(passage.text)
        if size > MOST:
            break
        found.append(passage)
    return found


def _passages(page: Page) -> Iterator[Passage]:
    if teaser := getattr(page, "teaser", ""):
        yield Passage("text", teaser, Place("teaser"))
    if getattr(page, "lead_image_id", None) and not page.lead_image_decorative:
        yield Passage("picture", page.lead_image_alt, Place("lead_image_alt"))
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and (stream := getattr(page, field.name)):
            for child in stream.raw_data:
                known = isinstance(child, dict) and stream.stream_block.child_blocks.get(child.get("type"))
                if known:
                    yield from _block(known, child.get("value"), Place(field.name, str(child.get("id") or "")))


def _block(block: blocks.Block, value, place: Place) -> Iterator[Passage]:
    if isinstance(block, HeadingBlock):
        value = value if isinstance(value, dict) else {}
        level = str(value.get("level") or "h2")[-1]
        yield Passage("heading", str(value.get("text") or ""), place, int(level) if level.isdigit() else 2)
    elif not value:
        return
    elif isinstance(block, ImageBlock):
        if isinstance(value, dict) and value.get("image") and not value.get("decorative"):
            yield Passage("picture", str(value.get("alt_text") or ""), place)
    elif isinstance(block, LinkBlock) and isinstance(value, dict):
        if value.get("title"):
            yield Passage("link", str(value["title"]), place)
        for name in ("heading", "text", "description"):
            if value.get(name):
                yield Passage("text", str(value[name]), place)
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
        for name, child in block.child_blocks.items():
            yield from _block(child, value.get(name), place)
    elif isinstance(block, blocks.ListBlock) and isinstance(value, list):
        for item in value:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield from _block(block.child_block, item["value"] if is_wrapped else item, place)
    elif isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
        for child in value:
            if isinstance(child, dict) and (known := block.child_blocks.get(child.get("type"))):
                yield from _block(known, child.get("value"), place)
    elif not isinstance(block, blocks.BaseStructBlock | blocks.ListBlock | blocks.BaseStreamBlock):
        yield from _leaf(block, value, place)


def _leaf(block: blocks.Block, value, place: Place) -> Iterator[Passage]:
    if isinstance(block, blocks.RichTextBlock):
        yield Passage("text", plain_lines(str(value)), place)
        yield from (Passage("link", words, place) for words in link_words(str(value)))
    elif isinstance(block, blocks.TextBlock):
        yield Passage("text", str(value), place)
    elif isinstance(block, TableBlock):
        for row in value.get("data") or ():
            yield from (Passage("short", str(cell), place) for cell in row or () if cell)
    elif isinstance(block, PLAIN_BLOCKS) and not isinstance(block, NO_TEXT):
        yield Passage("short", str(value), place)


def plain_lines(html: str) -> str:
    """Rich text without mark-up, one line for each paragraph and entry of a list."""
    return unescape(strip_tags(_LINE_END.sub("\n", html))).replace("\N{SOFT HYPHEN}", "").strip()


def link_words(html: str) -> Iterator[str]:
    """The words of each link in rich text."""
    for tag in FIND_A_TAG.finditer(html):
        end = html.find("</a>", tag.end())
        if end != -1:
            yield " ".join(unescape(strip_tags(html[tag.end() : end])).split())
