"""Blocks as the content files write them, and as the StreamField stores them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .reading import Cursor
from .specs import Block, stable_id
from .texts import Reference, RichText, Text

LINE = 1200  # characters in one paragraph or list entry
KINDS = ("heading", "text", "list", "notice", "links")
NOTICE_TONES = ("info", "warning", "success")


def heading_block(block_id: str, text: Text, level: str = "h2") -> Block:
    return Block(block_id, "heading", {"text": text, "level": level})


def paragraph_block(block_id: str, lines: list[Text], is_list: bool = False) -> Block:
    return Block(block_id, "paragraph", RichText(tuple(lines), is_list))


def read_lines(cursor: Cursor, languages: tuple[str, ...]) -> list[Text]:
    """One text, or a list of texts."""
    if cursor.is_list:
        return [item.text(languages, LINE) for item in cursor.items()]
    return [cursor.text(languages, LINE)]


def read_body(cursor: Cursor | None, languages: tuple[str, ...]) -> list[Block]:
    """The ``body`` of a page: a list of entries with an ``id`` and one kind of block each."""
    blocks, seen = [], set()
    for item in cursor.items() if cursor else ():
        block = read_block(item, languages)
        if block is None:
            continue
        if block.id in seen:
            item.fail(f"The id “{block.id}” stands twice on this page.")
        seen.add(block.id)
        blocks.append(block)
    return blocks


def read_block(item: Cursor, languages: tuple[str, ...]) -> Block | None:
    """One block; None, with the fault noted, where it is of no known kind."""
    found = [(kind, value) for kind in KINDS if (value := item.get(kind))]
    id_cursor = item.need("id")
    if len(found) != 1 or id_cursor is None:
        if len(found) != 1:
            item.fail(f"A block has exactly one of: {', '.join(KINDS)}.")
        return None
    kind, value = found[0]
    item.only("id", "level", kind)
    block_id = id_cursor.string(60)
    if kind == "heading":
        level = item.get("level")
        return heading_block(block_id, value.text(languages, 200), level.choice(("h2", "h3")) if level else "h2")
    if kind == "notice":
        return read_notice(block_id, value, languages)
    if kind == "links":
        return read_links(block_id, value, languages)
    return paragraph_block(block_id, read_lines(value, languages), is_list=kind == "list")


def read_notice(block_id: str, cursor: Cursor, languages: tuple[str, ...]) -> Block:
    cursor.only("tone", "heading", "text", "list")
    tone, heading = cursor.get("tone"), cursor.get("heading")
    entries = cursor.get("list")
    body = entries or cursor.need("text")
    return Block(
        block_id,
        "notice",
        {
            "tone": tone.choice(NOTICE_TONES) if tone else "info",
            "heading": heading.text(languages, 150) if heading else "",
            "text": RichText(tuple(read_lines(body, languages)) if body else (), is_list=entries is not None),
        },
    )


def read_links(block_id: str, cursor: Cursor, languages: tuple[str, ...]) -> Block:
    cursor.only("heading", "items")
    heading, entries = cursor.get("heading"), cursor.need("items")
    links = []
    for entry in entries.items() if entries else ():
        entry.only("page", "title", "description")
        page, title, description = entry.need("page"), entry.get("title"), entry.get("description")
        links.append(
            {
                "title": title.text(languages, 200) if title else "",
                "page": Reference("page", page.string(60)) if page else None,
                "url": "",
                "language": "",
                "description": description.text(languages, 300) if description else "",
            }
        )
    return Block(block_id, "links", {"heading": heading.text(languages, 200) if heading else "", "links": links})


def references_in(value: Any) -> list[Reference]:
    """All references to other objects in a value, however deep."""
    if isinstance(value, Reference):
        return [value]
    if isinstance(value, RichText):
        return value.references()
    if isinstance(value, Block):
        return references_in(value.value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [reference for item in value for reference in references_in(item)]
    return []


def raw_stream(page_key: str, blocks: list[Block], language: str, find: Callable[[Reference], int]) -> list[dict]:
    """The stored form of a stream, with identifiers that stay the same in every load and language.

    Entries of lists get identifiers too: wagtail-localize does not extract bare lists (translation.md, section 2).
    """

    def store(value: Any, *path: str) -> Any:
        if isinstance(value, Text):
            return value.within(language)
        if isinstance(value, RichText):
            return value.html(language, find)
        if isinstance(value, Reference):
            return find(value)
        if isinstance(value, dict):
            return {name: store(item, *path, name) for name, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [
                {
                    "type": "item",
                    "value": store(item, *path, str(position)),
                    "id": str(stable_id(page_key, *path, str(position))),
                }
                for position, item in enumerate(value)
            ]
        return value

    return [
        {"type": block.type, "value": store(block.value, block.id), "id": str(stable_id(page_key, block.id))}
        for block in blocks
    ]
