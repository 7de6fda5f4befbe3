"""Choosers that take what they show from what the page has read for all of its streams together.

Wagtail's choosers read their objects for each type of block anew, so a page with many kinds of
blocks needs many queries. While `preloaded` is active, the choosers below find their objects
there; at any other time (editor, API, translation) they behave as Wagtail's. In migrations they
stand as Wagtail's too, because they store the same.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageBlockComparison, ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

Objects = dict[type[Model], dict[int, Model]]
_objects: ContextVar[Objects | None] = ContextVar("preloaded_objects", default=None)


@contextmanager
def preloaded(objects: Objects) -> Iterator[None]:
    """Let the choosers take objects from here. In: model → id → object; ids that are missing count as deleted."""
    token = _objects.set(objects)
    try:
        yield
    finally:
        _objects.reset(token)


class Preloaded:
    """What the choosers share."""

    @property
    def preload_model(self) -> type[Model]:
        return self.model_class

    def bulk_to_python(self, values):
        found = (_objects.get() or {}).get(self.preload_model)
        if found is None:
            return super().bulk_to_python(values)
        # Each use gets an object of its own: a picture carries the alternative text of its use.
        return [copy.copy(found[value]) if value in found else None for value in values]


class ImageChooser(Preloaded, ImageChooserBlock):
    canonical_module_path = "wagtail.images.blocks.ImageChooserBlock"


class PictureChooser(ImageBlock):
    """A picture with alternative text."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        image = ImageChooser(required=required, label=_("Picture"))
        image.set_name("image")
        self.child_blocks["image"] = image

    def get_comparison_class(self):
        return PictureComparison


class PictureComparison(ImageBlockComparison):
    """Two versions of a picture. Wagtail's takes it for granted that both still exist (wagtail/images/blocks.py)."""

    def htmlvalue(self, val):
        return super().htmlvalue(self.block._image_to_struct_value(None) if val is None else val)


class DocumentChooser(Preloaded, DocumentChooserBlock):
    canonical_module_path = "wagtail.documents.blocks.DocumentChooserBlock"


class PageChooser(Preloaded, PageChooserBlock):
    """A page. Preloaded it is a plain `Page`, whatever its type: blocks print what `Needs` finds for its id."""

    canonical_module_path = "wagtail.blocks.PageChooserBlock"

    @property
    def preload_model(self) -> type[Model]:
        return Page


class SnippetChooser(Preloaded, SnippetChooserBlock):
    canonical_module_path = "wagtail.snippets.blocks.SnippetChooserBlock"
