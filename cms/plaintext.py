"""The text of a stream without mark-up, read from its raw data.

Wagtail's own `get_searchable_content` turns the raw data into values first, which reads every
picture, page and document of the stream from the database. Excerpts of ten results would cost
dozens of queries that way; the raw data costs none.
"""

from __future__ import annotations

from collections.abc import Iterator

from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.rich_text import get_text_for_indexing

PLAIN_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock)
#: Subclasses of the above whose value is no text for readers.
NO_TEXT = (blocks.URLBlock, blocks.EmailBlock)


def stream_text(value: StreamValue | None) -> str:
    """The text of a stream, tags removed, in the order in which it is shown. No query."""
    if not value:
        return ""
    return " ".join(part for part in _stream(value.stream_block, value.raw_data) if part)


def _stream(block: blocks.BaseStreamBlock, children) -> Iterator[str]:
    for child in children or ():
        # A block type that the code no longer knows stays in the data until the page is edited.
        if isinstance(child, dict) and (known := block.child_blocks.get(child.get("type"))):
            yield from _text(known, child.get("value"))


def _text(block: blocks.Block, value) -> Iterator[str]:
    if not value:
        return
    if isinstance(block, blocks.RichTextBlock):
        yield get_text_for_indexing(str(value))
    elif isinstance(block, TableBlock):
        yield from _table(value)
    elif isinstance(block, PLAIN_BLOCKS) and not isinstance(block, NO_TEXT):
        yield str(value)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _text(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            # Imports store bare items, the editor stores them with an id.
            is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield from _text(block.child_block, item["value"] if is_wrapped else item)
    elif isinstance(block, blocks.BaseStreamBlock):
        yield from _stream(block, value)


def _table(value: dict) -> Iterator[str]:
    yield value.get("table_caption") or ""
    for row in value.get("data") or ():
        yield from (str(cell) for cell in row if cell)
