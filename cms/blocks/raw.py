"""Walking through the raw data of a stream, without a query.

A stream becomes values only when it is read, and then every chooser in it asks the database.
What is needed beforehand (ids to read together, text for search) is taken from the raw data.
"""

from __future__ import annotations

from collections.abc import Iterator

from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.images.blocks import ImageBlock

Leaf = tuple[blocks.Block, object]


def stream_leaves(value: StreamValue | None, whole: tuple[type[blocks.Block], ...] = ()) -> Iterator[Leaf]:
    """The innermost blocks of a stream with their raw values, in the order in which they are shown.

    In: ``whole`` names kinds of blocks that are not looked into but given as they are.
    """
    if value:
        yield from _children(value.stream_block, value.raw_data, whole)


def _children(block: blocks.BaseStreamBlock, children, whole=()) -> Iterator[Leaf]:
    for child in children or ():
        # A block type that the code no longer knows stays in the data until the page is edited.
        if isinstance(child, dict) and (known := block.child_blocks.get(child.get("type"))):
            yield from leaves(known, child.get("value"), whole)


def leaves(block: blocks.Block, value, whole: tuple[type[blocks.Block], ...] = ()) -> Iterator[Leaf]:
    """The innermost blocks of one block with their raw values; empty ones are left out."""
    if not value:
        return
    if isinstance(block, whole):
        yield block, value
    elif isinstance(block, ImageBlock) and not isinstance(value, dict):
        yield block.child_blocks["image"], value  # stored as a bare id
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, value.get(name), whole)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            # Imports store bare items, the editor stores them with an id.
            is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield from leaves(block.child_block, item["value"] if is_wrapped else item, whole)
    elif isinstance(block, blocks.BaseStreamBlock):
        yield from _children(block, value, whole)
    else:
        yield block, value
