"""All links of a page, snippet or setting, from the raw data of its fields. No query."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db import models
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from cms.blocks.raw import leaves

from .models import Kind

#: More of one page are not followed; nobody writes that many.
MOST = 2000


@dataclass(frozen=True)
class Found:
    """A link: to an object of this site, or to an address."""

    kind: str
    field: str
    block: str
    text: str = ""
    target_id: int | None = None
    url: str = ""


@dataclass(frozen=True)
class Part:
    """One innermost block of a page: the stream and outermost block it stands in, and its raw value."""

    field: str
    block_id: str
    block: blocks.Block
    value: object
    type: str


def fields_of(row: models.Model, with_pages: bool = False) -> Iterator[Found]:
    """The links in fields that are no streams: texts with markup and addresses.

    In: whether chosen pages count too. On a page they do not: its template leaves out what is not published.
    """
    for field in row._meta.concrete_fields:
        if field.model is Page:
            continue
        where, value = {"field": field.name, "block": ""}, getattr(row, field.attname)
        if not value:
            continue
        if isinstance(field, RichTextField):
            for tag in FIND_A_TAG.finditer(value):
                yield from _rich_text_link(extract_attrs(tag[1]), _words(value, tag.end()), where)
        elif isinstance(field, models.URLField):
            yield Found(Kind.ADDRESS, url=value.strip(), **where)
        elif with_pages and isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page):
            yield from _object(Kind.PAGE, value, where)


def parts_of(page: models.Model) -> Iterator[Part]:
    """The innermost blocks of all streams of a page or snippet, with their places."""
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        stream = getattr(page, field.name)
        if not stream:
            continue
        for child in stream.raw_data:
            known = isinstance(child, dict) and stream.stream_block.child_blocks.get(child.get("type"))
            if known:
                with suppress(AttributeError, TypeError):  # what an import has damaged has no links
                    for block, value in leaves(known, child.get("value")):
                        yield Part(field.name, str(child.get("id") or ""), block, value, child["type"])


def links_of(page: models.Model) -> list[Found]:
    """The links of a page, snippet or setting: those of its fields, then of its streams as they are shown."""
    found = list(fields_of(page, with_pages=not isinstance(page, Page)))
    for part in parts_of(page):
        found += _links(part)
        if len(found) > MOST:
            break
    return found[:MOST]


def _links(part: Part) -> Iterator[Found]:
    where = {"field": part.field, "block": part.block_id}
    block, value = part.block, part.value
    if isinstance(block, blocks.RichTextBlock):
        text = str(value)
        for tag in FIND_A_TAG.finditer(text):
            yield from _rich_text_link(extract_attrs(tag[1]), _words(text, tag.end()), where)
    elif isinstance(block, blocks.PageChooserBlock):
        yield from _object(Kind.PAGE, value, where)
    elif isinstance(block, DocumentChooserBlock):
        yield from _object(Kind.DOCUMENT, value, where)
    elif isinstance(block, ImageChooserBlock):
        yield from _object(Kind.IMAGE, value, where)
    elif isinstance(block, blocks.URLBlock) and value:
        yield Found(Kind.ADDRESS, url=str(value).strip(), **where)


def _rich_text_link(attributes: dict, words: str, where: dict) -> Iterator[Found]:
    kind = attributes.get("linktype")
    if kind in (Kind.PAGE, Kind.DOCUMENT):
        yield from _object(kind, attributes.get("id"), where, words)
    elif (url := attributes.get("href", "").strip()) and not url.startswith("#"):
        yield Found(Kind.ADDRESS, text=words, url=url, **where)


def _object(kind: str, value, where: dict, words: str = "") -> Iterator[Found]:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return
    if 0 < number < 2**63:
        yield Found(kind, text=words, target_id=number, **where)


def _words(text: str, start: int) -> str:
    end = text.find("</a>", start, start + 2000)
    return " ".join(strip_tags(text[start : end if end != -1 else start]).split())[:200]
