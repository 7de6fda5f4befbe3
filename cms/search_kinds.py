"""What kinds of results the search knows. Apps register theirs when they start.

The platform knows nothing of projects or goals (house.md, "Rooms"): a layer above names its
page types through `register_kind`, and what it can offer besides pages through `register_source`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .frame import Frame


@dataclass(frozen=True)
class Kind:
    """A kind of result: its names, its word in the address, its page types.

    ``goals`` gives ``{page id: goals to print}`` for the pages of one result page, in a fixed
    number of queries; ``date_of`` the date a result is from.
    """

    key: str
    label: str | Promise
    plural: str | Promise
    words: dict[str, str]
    models: tuple[str, ...] = ()
    order: int = 50
    goals: Callable[[list[Page], Frame], dict[int, list]] | None = None
    date_of: Callable[[Page], date | None] | None = None


@dataclass
class Result:
    """One result as the template prints it."""

    kind: Kind
    title: str
    url: str
    text: str = ""
    excerpt_html: SafeString | str = ""
    date: date | None = None
    language: str = ""
    goals: list = field(default_factory=list)
    pk: int | None = None

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)


Source = Callable[[list[str], HttpRequest, Frame], list[Result]]

#: Every page type that no layer has named.
PAGE = Kind("page", _("Page"), _("Pages"), {"de": "seite", "fr": "page"}, order=90)
_kinds: dict[str, Kind] = {PAGE.key: PAGE}
_sources: list[Source] = []


def register_kind(kind: Kind) -> Kind:
    """Name a kind of result. A second call with the same key replaces the first."""
    _kinds[kind.key] = kind
    return kind


def register_source(source: Source) -> None:
    """Let a layer offer results that are no pages.

    In: folded words (all of them must begin a word of what is offered), request, frame.
    """
    if source not in _sources:
        _sources.append(source)


def kinds() -> list[Kind]:
    """All kinds in the order in which the filter shows them."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def sources() -> list[Source]:
    return list(_sources)


def kind_of_model(label_lower: str) -> Kind:
    """The kind of a page type, for example of ``projects.projectpage``."""
    return next((kind for kind in _kinds.values() if label_lower in kind.models), PAGE)


def kind_from_address(word: str | None) -> Kind | None:
    """The kind that a word in the address means, in any language; None for an odd word."""
    return next((kind for kind in _kinds.values() if word and word in kind.words.values()), None)
