"""What the blocks of a page need from the database, gathered first and read together.

Blocks print, they do not query (house.md, "The way of a request"). `Needs.read` finds in the raw
data which images, pages and documents streams name, reads each kind in one query, and the blocks
then find them through ``parent_context["needs"]``. `Needs.walk` and `Needs.load` do the same for
values that are there already (block previews).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import slugify
from wagtail.blocks import ListBlock, PageChooserBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.blocks.stream_block import StreamValue
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page, TranslatableMixin
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from ..media.documents import facts_text
from ..media.models import MediaDocument, MediaImage
from ..media.pictures import PictureSet
from ..visibility import is_public
from .choosers import Objects, Preloaded, preloaded
from .raw import stream_leaves

#: Kinds of links in rich text → what they lead to.
LINKED: dict[str, type[Model]] = {"page": Page, "document": MediaDocument}

#: A link to a document in rich text, with its words.
DOCUMENT_LINK = re.compile(r'<a\b([^>]*\blinktype="document"[^>]*)>(.*?)</a>', re.DOTALL)

#: Loaders of other layers: kind → function(set of ids, needs) → {id: object}.
_loaders: dict[str, Callable[[set[int], Needs], dict[int, object]]] = {}


def register_loader(kind: str, loader: Callable[[set[int], Needs], dict[int, object]]) -> None:
    """Let a layer above load what its own blocks show, all of one kind in one go."""
    _loaders[kind] = loader


class Needs:
    """Gathers and holds what the streams of one page need."""

    def __init__(self, request: HttpRequest | None, language: str, place_urls: dict[str, str] | None = None):
        self.request = request
        self.language = language
        self.place_urls = place_urls or {}
        self.pictures = PictureSet()
        self.page_ids: set[int] = set()
        self.pages: dict[int, Page] = {}
        self.asked: dict[str, set[int]] = {}
        self.objects: dict[str, dict[int, object]] = {}
        self._anchors: set[str] = set()
        self.versions: dict[type[Model], dict[int, dict[str, Model]]] = {}
        self._documents: dict[int, Model] = {}
        self._is_preloaded = False

    # --- Reading together -----------------------------------------------------------------------

    def read(self, streams: list[StreamValue], images: Iterable[int] = (), presets: Iterable[str] = ()) -> None:
        """Read what streams, and some images besides, need from the database: one query for each kind of object.

        In: streams that nothing has looked into yet; ids of images and the presets they are shown in.
        `load` has to follow, for what the blocks have asked for.
        """
        asked = raw_identifiers(streams)
        wanted = asked.pop(MediaImage, set()) | set(images)
        objects: Objects = {
            MediaImage: self.pictures.preload(wanted, {"column", "gallery", *presets}),
            MediaDocument: {},
        }
        if identifiers := asked.pop(MediaDocument, None):
            objects[MediaDocument] = self._documents = MediaDocument.objects.in_bulk(identifiers)
        for model, identifiers in asked.items():
            objects[model] = self._read_versions(model, identifiers)
        self.pages = {pk: page for pk in self.versions.get(Page, {}) if (page := self._public_version(pk))}
        self._is_preloaded = True
        with preloaded(objects):
            for stream in streams:
                self.walk(stream)

    def _read_versions(self, model: type[Model], identifiers: set[int]) -> dict[int, Model]:
        """Objects by id, each in all its languages where it has any, in one query."""
        if not issubclass(model, TranslatableMixin):
            return model.objects.in_bulk(identifiers)
        keys = model.objects.filter(pk__in=identifiers).order_by().values("translation_key")
        related = ("locale", "alias_of__locale") if model is Page else ("locale",)
        rows = {row.pk: row for row in model.objects.filter(translation_key__in=keys).select_related(*related)}
        by_key: dict[object, dict[str, Model]] = {}
        for row in rows.values():
            by_key.setdefault(row.translation_key, {})[row.locale.language_code] = row
        self.versions[model] = {pk: by_key[rows[pk].translation_key] for pk in identifiers if pk in rows}
        return rows

    def _public_version(self, pk: int) -> Page | None:
        """A page in the language of this page, if visitors may see it."""
        page = self.versions[Page][pk].get(self.language)
        return page if page is not None and is_public(page, self.request) else None

    # --- Looking through ------------------------------------------------------------------------

    def ask(self, kind: str, identifier: int) -> None:
        """Ask for an object that a registered loader of this kind can read."""
        self.asked.setdefault(kind, set()).add(identifier)

    def anchor(self, text: str) -> str:
        """An ``id`` for a heading, unlike any other on the page; empty where the text has no letter for one.

        The prefix keeps it apart from the ids of the templates: an editor may well write "Contact".
        """
        slug = slugify(text)
        if not slug:
            return ""
        anchor, number = f"s-{slug}", 1
        while anchor in self._anchors:
            number += 1
            anchor = f"s-{slug}-{number}"
        self._anchors.add(anchor)
        return anchor

    def walk(self, value: object) -> None:
        """Look through a stream value, or anything a block inside it holds."""
        if isinstance(value, StreamValue):
            for child in value:
                self._visit(child.block, child.value)

    def _visit(self, block, value) -> None:
        if value is None:
            return
        if hasattr(block, "gather"):
            block.gather(value, self)
        if isinstance(block, ImageBlock | ImageChooserBlock):
            self.pictures.want(value, "column")
        elif isinstance(block, PageChooserBlock):
            self.page_ids.add(value.pk)
        elif isinstance(block, RichTextBlock):
            if self._is_preloaded:
                value.source = self._with_addresses(value.source)
        elif isinstance(block, StructBlock):
            for name, child in block.child_blocks.items():
                self._visit(child, value.get(name))
        elif isinstance(block, ListBlock):
            for item in value:
                self._visit(block.child_block, item)
        elif isinstance(block, StreamBlock):
            self.walk(value)

    def _with_addresses(self, source: str) -> str:
        """Rich text with the addresses of pages and documents filled in; a link that leads nowhere is plain text."""

        def tag(match: re.Match) -> str:
            attributes = extract_attrs(match[1])
            kind, identifier = attributes.get("linktype"), attributes.get("id", "")
            if kind != "page" or not identifier.isdecimal():
                return match[0]
            versions = self.versions.get(Page, {}).get(int(identifier), {})
            page = self.pages.get(int(identifier)) or next(
                (other for other in versions.values() if is_public(other, self.request)), None
            )
            if page is None:
                return "<a>"
            written_in = (page.alias_of or page).locale.language_code
            if written_in == self.language:
                return format_html('<a href="{}">', page.get_url(self.request))
            return format_html('<a href="{}" hreflang="{}">', page.get_url(self.request), written_in)

        return FIND_A_TAG.sub(tag, DOCUMENT_LINK.sub(self._document_link, source))

    def _document_link(self, match: re.Match) -> str:
        """A link to a document that says what it leads to; plain text where the document is gone."""
        identifier = extract_attrs(match[1]).get("id", "")
        document = self._documents.get(int(identifier)) if identifier.isdecimal() else None
        if document is None:
            return f"<a>{match[2]}</a>"
        language = "" if document.language == self.language else document.language
        start = format_html('<a href="{}" hreflang="{}">', document.url, language)
        start = start if language else format_html('<a href="{}">', document.url)
        return f"{start}{match[2]} {format_html('<small>({})</small>', facts_text(document))}</a>"

    def load(self) -> None:
        """Read everything asked for that is not there yet: at most one query a kind."""
        self.pictures.load()
        versions = self.versions_of(Page, self.page_ids)
        self.pages |= {pk: page for pk in versions if (page := self._public_version(pk))}
        for kind, identifiers in self.asked.items():
            if kind in _loaders:
                self.objects[kind] = _loaders[kind](identifiers, self)

    def versions_of(self, model: type[Model], identifiers: set[int]) -> dict[int, dict[str, Model]]:
        """``{id: {language: object}}`` for those that exist; a query only where `read` has not seen them."""
        known = self.versions.setdefault(model, {})
        if missing := identifiers - known.keys():
            self._read_versions(model, missing)
            self.versions[model] = known = known | self.versions[model]
        return {pk: known[pk] for pk in identifiers if pk in known}


def raw_identifiers(streams: Iterable[StreamValue]) -> dict[type[Model], set[int]]:
    """The ids of all objects that streams name, by model: choosers and links in rich text."""
    found: dict[type[Model], set[int]] = {}
    for stream in streams:
        for block, raw in stream_leaves(stream):
            if isinstance(block, Preloaded) and isinstance(raw, int):
                found.setdefault(block.preload_model, set()).add(raw)
            elif isinstance(block, RichTextBlock):
                for attributes in map(extract_attrs, FIND_A_TAG.findall(str(raw))):
                    model = LINKED.get(attributes.get("linktype", ""))
                    if model and attributes.get("id", "").isdecimal():
                        found.setdefault(model, set()).add(int(attributes["id"]))
    return found


def needs_of(parent_context: dict | None, block, value) -> Needs:
    """The needs loaded for the page, or, where a block is shown alone (picker preview), just its own."""
    if parent_context and (needs := parent_context.get("needs")):
        return needs
    from django.utils.translation import get_language

    needs = Needs(None, get_language() or "de")
    needs._visit(block, value)
    needs.load()
    return needs
