"""What the blocks of a page need from the database, gathered first and read together.

Blocks print, they do not query (house.md, "The way of a request"). `Needs.walk` looks through
a stream value for images, pages and documents, `Needs.load` reads renditions and the localised
pages, and the blocks then find them through ``parent_context["needs"]``.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from wagtail.blocks import ListBlock, PageChooserBlock, StreamBlock, StructBlock
from wagtail.blocks.stream_block import StreamValue
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

from ..media.pictures import PictureSet
from ..visibility import public_q

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

    def ask(self, kind: str, identifier: int) -> None:
        """Ask for an object that a registered loader of this kind can read."""
        self.asked.setdefault(kind, set()).add(identifier)

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
        elif isinstance(block, StructBlock):
            for name, child in block.child_blocks.items():
                self._visit(child, value.get(name))
        elif isinstance(block, ListBlock):
            for item in value:
                self._visit(block.child_block, item)
        elif isinstance(block, StreamBlock):
            self.walk(value)

    def load(self) -> None:
        """Read everything asked for: at most one query a kind, none where nothing was asked."""
        self.pictures.load()
        if self.page_ids:
            keys = dict(Page.objects.filter(pk__in=self.page_ids).values_list("pk", "translation_key"))
            rows = Page.objects.filter(
                public_q(self.request),
                translation_key__in=keys.values(),
                locale__language_code=self.language,
                live=True,
            ).select_related("locale", "alias_of__locale")
            by_key = {row.translation_key: row for row in rows}
            self.pages = {pk: by_key[key] for pk, key in keys.items() if key in by_key}
        for kind, identifiers in self.asked.items():
            if kind in _loaders:
                self.objects[kind] = _loaders[kind](identifiers, self)


def needs_of(parent_context: dict | None, block, value) -> Needs:
    """The needs loaded for the page, or, where a block is shown alone (picker preview), just its own."""
    if parent_context and (needs := parent_context.get("needs")):
        return needs
    from django.utils.translation import get_language

    needs = Needs(None, get_language() or "de")
    needs._visit(block, value)
    needs.load()
    return needs
