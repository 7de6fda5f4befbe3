"""Where a sentence stands, in words: "Text 2", "Picture gallery: Pictures 3, Caption". Never a raw path."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, TabbedInterface, get_edit_handler
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.typography import labelled

#: A link within rich text is kept under its own address: ``body.<id>.'https://…'``.
LINK = re.compile(r"\.?'.*$", re.DOTALL)
LAST = 1000
#: Begins the key of a group of plain fields.
FIELDS = "fields:"


@dataclass(frozen=True)
class Place:
    """``group`` is the key of its section, ``title`` what stands above it, ``label`` the field within it.

    ``holder`` is the block or model field that holds the value (None if the code no longer has it),
    ``rank`` the position of its field in the form of the page.
    """

    group: str
    title: str
    label: str
    rank: int
    holder: Any = None
    is_link: bool = False
    #: The value is the whole block, as with a paragraph, or is called as the block is.
    is_block: bool = False

    @property
    def name(self) -> str:
        """The place in full, for lists."""
        return self.title if self.is_block else labelled(self.title, self.label)


@lru_cache(maxsize=100)
def _panels(model) -> dict[str, tuple[int, Any]]:
    """Field → (position in the form, heading above it). The headings are lazy, so they may be kept."""
    found: dict[str, tuple[int, Any]] = {}

    def walk(panel, heading):
        if isinstance(panel, FieldPanel):
            found.setdefault(panel.field_name, (len(found), heading))
        elif isinstance(panel, InlinePanel):
            found.setdefault(panel.relation_name, (len(found), heading))
        else:
            is_frame = isinstance(panel, TabbedInterface)
            for child in getattr(panel, "children", ()):
                walk(child, heading if is_frame else (panel.heading or heading))

    viewset = getattr(model, "snippet_viewset", None)
    handler = viewset.get_edit_handler() if viewset else None
    if handler is None:
        handler = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    walk(handler, "")
    return found


class Places:
    """The places of one source. Reads its frozen content, asks the database nothing, raises nothing."""

    def __init__(self, source):
        self.model = source.specific_content_type.model_class()
        try:
            content = json.loads(source.content_json)
        except ValueError:
            content = {}
        self.content: dict = content if isinstance(content, dict) else {}
        self.panels = _panels(self.model) if self.model else {}
        streams = [f for f in self.model._meta.get_fields() if isinstance(f, StreamField)] if self.model else []
        self.has_several_streams = sum(bool(_items(self.content.get(f.name))) for f in streams) > 1
        self._numbers: dict[str, dict[str, tuple[int, int]]] = {}

    def place(self, path: str, field_path: str) -> Place:
        """In: the path with ids and the one with types. Out: its place; unknown parts are left out."""
        is_link = "'" in path
        ids = LINK.sub("", path).split(".")
        types = LINK.sub("", field_path).split(".") if field_path else ids
        name = ids[0]
        rank, heading = self.panels.get(name, (LAST, ""))
        field = _field(self.model, name)
        if isinstance(field, StreamField) and len(ids) > 1:
            return self._in_stream(field, ids, types, rank, is_link)
        if getattr(field, "one_to_many", False) and len(ids) > 2:
            return self._in_child(field, ids, types, rank, is_link)
        label = capfirst(str(getattr(field, "verbose_name", ""))) or _("More")
        title = capfirst(str(heading)) or _("Content")
        return Place(f"{FIELDS}{title}", title, label, rank, field, is_link)

    def _in_stream(self, field, ids, types, rank, is_link) -> Place:
        raw = _items(self.content.get(field.name))
        kind = types[1] if len(types) > 1 else ""
        block = field.stream_block.child_blocks.get(kind)
        bare = capfirst(str(block.label)) if block is not None else _("Block that no longer exists")
        title = bare
        number, number_of_kind = self._number(field.name, raw, ids[1])
        if number_of_kind > 1:
            title = _("%(block)s %(number)d") % {"block": title, "number": number}
        value = next((item.get("value") for item in raw if item.get("id") == ids[1]), None)
        labels, holder = _walk(block, ids[2:], types[2:], value)
        if self.has_several_streams:
            title = f"{capfirst(str(field.verbose_name))} · {title}"
        label = ", ".join(labels) or (bare if block is not None else _("Text"))
        is_block = not labels or labels == [bare]
        return Place(f"{field.name}.{ids[1]}", title, label, rank, holder, is_link, is_block)

    def _in_child(self, field, ids, types, rank, is_link) -> Place:
        model = field.related_model
        raw = self.content.get(field.name) or []
        keys = [str(item.get("translation_key")) for item in raw if isinstance(item, dict)]
        title = capfirst(str(model._meta.verbose_name))
        if len(keys) > 1 and ids[1] in keys:
            title = _("%(block)s %(number)d") % {"block": title, "number": keys.index(ids[1]) + 1}
        child = _field(model, ids[2])
        label = capfirst(str(getattr(child, "verbose_name", ""))) or _("Text")
        if isinstance(child, StreamField) and len(ids) > 3:
            item = raw[keys.index(ids[1])] if ids[1] in keys else {}
            value = next((b.get("value") for b in _items(item.get(child.name)) if b.get("id") == ids[3]), None)
            block = child.stream_block.child_blocks.get(types[2] if len(types) > 2 else "")
            labels, holder = _walk(block, ids[4:], types[3:], value)
            return Place(f"{field.name}.{ids[1]}", title, ", ".join([label, *labels]), rank, holder, is_link)
        return Place(f"{field.name}.{ids[1]}", title, label, rank, child, is_link)

    def _number(self, name: str, raw: list[dict], block_id: str) -> tuple[int, int]:
        """Number of a block among those of its kind, and how many there are."""
        if name not in self._numbers:
            counts: dict[str, int] = {}
            for item in raw:
                counts[item.get("type", "")] = counts.get(item.get("type", ""), 0) + 1
            seen: dict[str, int] = {}
            numbers = {}
            for item in raw:
                kind = item.get("type", "")
                seen[kind] = seen.get(kind, 0) + 1
                numbers[item.get("id")] = (seen[kind], counts[kind])
            self._numbers[name] = numbers
        return self._numbers[name].get(block_id, (0, 0))


def _walk(block, ids: list[str], types: list[str], value) -> tuple[list[str], Any]:
    """Labels on the way down from a block, and the block at the end (None if the code no longer has it)."""
    labels: list[str] = []
    for position, part in enumerate(ids):
        kind = types[position] if position < len(types) else part
        if isinstance(block, blocks.ListBlock):
            items = value if isinstance(value, list) else []
            index = next((n for n, item in enumerate(items) if isinstance(item, dict) and item.get("id") == part), None)
            if index is not None:
                value = items[index].get("value")
                # "Pictures" and its number belong together.
                labels[-1:] = [f"{labels[-1]} {index + 1}"] if labels else [str(index + 1)]
            block = block.child_block
            continue
        children = getattr(block, "child_blocks", {})
        if isinstance(block, blocks.StreamBlock):
            value = next((i.get("value") for i in _items(value) if i.get("id") == part), None)
        else:
            value = value.get(part) if isinstance(value, dict) else None
        block = children.get(kind)
        if block is None:
            return labels, None
        labels.append(_("Picture description") if kind == "alt_text" else capfirst(str(block.label)))
    return labels, block


def _items(value) -> list[dict]:
    """The raw blocks of a stream, also where its content is kept as a text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _field(model, name: str):
    if model is None:
        return None
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
