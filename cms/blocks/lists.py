"""Blocks that bring what imports have stored into the form that wagtail-localize expects.

The page editor stores each item of a list with an id and each picture with its alternative text.
Fixtures, imports and the API may store a bare item and a bare image id: Wagtail reads them all
the same, but wagtail-localize leaves out the text of the first silently and fails at the second.
Here the raw data is mended while it is read, so that every text becomes a sentence to translate.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

#: Ids for bare items are made from their position: the same each time the page is read, until it is saved.
_ITEMS = UUID("0f6ad0f8-3f57-4f0e-8f0b-6f8c5f3c1a52")


class ListBlock(blocks.ListBlock):
    """A list whose items always have an id."""

    #: Stands in migrations as Wagtail's, because it stores the same.
    canonical_module_path = "wagtail.blocks.ListBlock"

    def to_python(self, value):
        return super().to_python(self._named(value))

    def bulk_to_python(self, values):
        return super().bulk_to_python([self._named(value) for value in values])

    def _named(self, value):
        """The items with their ids, in place: wagtail-localize looks at the raw data itself."""
        if not isinstance(value, list):
            return value
        for position, item in enumerate(value):
            if not self._item_is_in_block_format(item):
                is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
                inner = item["value"] if is_wrapped else item
                value[position] = {"type": "item", "value": inner, "id": str(uuid5(_ITEMS, str(position)))}
        return value


class PicturesBlock(blocks.StructBlock):
    """A struct that holds pictures, each stored with its alternative text."""

    def to_python(self, value):
        return super().to_python(self._described(value))

    def bulk_to_python(self, values):
        return super().bulk_to_python([self._described(value) for value in values])

    def _described(self, value):
        if isinstance(value, dict):
            for name, child in self.child_blocks.items():
                if isinstance(child, ImageBlock) and not isinstance(value.get(name), dict):
                    value[name] = {"image": value.get(name), "alt_text": "", "decorative": False}
        return value
