"""What the files say, as plain data: no database, no Django model."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from .texts import Reference, RichText, Text

#: Keys of pages, blocks and snippets are made from their names, so that a load into another
#: database, or a second one into the same, finds the same objects again.
NAMESPACE = UUID("6a1f8f3e-3f0c-4a39-9a54-0f1c5d2b7e10")


def stable_id(*parts: str) -> UUID:
    """The same identifier for the same names, always."""
    return uuid5(NAMESPACE, "/".join(parts))


@dataclass(frozen=True)
class Place:
    """Where something stands in the files, for messages."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


@dataclass(frozen=True)
class Block:
    """One block of a page's body: its values may hold Text, RichText and Reference."""

    id: str
    type: str
    value: Any


@dataclass
class Snippet:
    """A goal, a partner or a contact."""

    model: str
    key: str
    values: dict[str, Any]
    place: Place
    languages: tuple[str, ...] = ("de", "fr")

    @property
    def translation_key(self) -> UUID:
        return stable_id(self.key)


@dataclass
class PageSpec:
    """A page with its fields, its streams and its ordered children."""

    model: str
    key: str
    parent: str
    slug: Text
    title: Text
    place: Place
    languages: tuple[str, ...] = ("de", "fr")
    values: dict[str, Any] = field(default_factory=dict)
    streams: dict[str, list[Block]] = field(default_factory=dict)
    #: relation → rows; every row is a dict of values, ``id`` names it.
    children: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def translation_key(self) -> UUID:
        return stable_id(self.key)


@dataclass
class PictureSpec:
    """An image of the library, and how it is described where it is used."""

    key: str
    path: Path
    title: str
    alt: Text
    author: str
    licence: str
    source: str
    focal_point: tuple[int, int, int, int] | None
    place: Place


@dataclass
class Package:
    """Everything the files say."""

    snippets: list[Snippet] = field(default_factory=list)
    pages: list[PageSpec] = field(default_factory=list)
    pictures: list[PictureSpec] = field(default_factory=list)
    #: The glossary (`glossary.TermSpec`).
    terms: list[Any] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def plain(value: Any, language: str) -> Any:
    """A value as JSON can hold it, in one language, references by name: what fingerprints are made of."""
    if isinstance(value, Text):
        return value.within(language)
    if isinstance(value, RichText):
        return {"list": value.is_list, "lines": [line.within(language) for line in value.lines]}
    if isinstance(value, Reference):
        return str(value)
    if isinstance(value, Block):
        return [value.id, value.type, plain(value.value, language)]
    if isinstance(value, dict):
        return {key: plain(item, language) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, language) for item in value]
    return value
