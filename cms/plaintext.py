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

from .blocks.raw import stream_leaves

PLAIN_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock)
#: Subclasses of the above whose value is no text for readers.
NO_TEXT = (blocks.URLBlock, blocks.EmailBlock)


def stream_text(value: StreamValue | None) -> str:
    """The text of a stream, tags removed, in the order in which it is shown. No query."""
    return " ".join(part for block, raw in stream_leaves(value) for part in _text(block, raw) if part)


def _text(block: blocks.Block, value) -> Iterator[str]:
    if isinstance(block, blocks.RichTextBlock):
        yield get_text_for_indexing(str(value))
    elif isinstance(block, TableBlock):
        yield value.get("table_caption") or ""
        for row in value.get("data") or ():
            yield from (str(cell) for cell in row if cell)
    elif isinstance(block, PLAIN_BLOCKS) and not isinstance(block, NO_TEXT):
        yield str(value)
