"""The kinds of work there are, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True)
class Action:
    """A button that does the work at once. ``url`` is posted to, with ``next`` as the way back."""

    label: str
    url: str
    #: Whether it is one click in the panel too, and not in the list alone.
    in_panel: bool = False


@dataclass(frozen=True)
class Entry:
    """One thing to do: what it is called, where it is mended, and a word on why it stands here."""

    title: str
    url: str
    detail: str = ""
    since: datetime | None = None
    #: What can be done without opening it.
    actions: tuple[Action, ...] = ()
    #: The primary key of its row, where the entry can be put off by itself (`Item.can_wait`).
    key: str = ""


@dataclass(frozen=True)
class Item:
    """A kind of work.

    ``rows`` gives, for a user, what this user may act on: a queryset, which is only counted in the
    database and cut to what is shown, or a list where the answer does not stand in a table. A list
    costs the home page its own queries, so prefer a queryset.
    ``present`` turns rows of one page of the list (a list of instances) into entries in one go, so
    that it can read what they need together.
    """

    key: str
    #: Heading, as a short noun phrase: "Pictures without author or licence".
    label: str | Promise
    #: A whole sentence: why it matters and what to do.
    explanation: str | Promise
    rows: Callable[[Any], QuerySet | list]
    present: Callable[[Iterable[Any], Any], list[Entry]]
    #: Where it stands in the panel; legal duties and what waits for somebody come first.
    order: int = 500
    icon: str = "list-ul"
    #: The fields of a queryset's model in which the list is searched. Without one of them there is no search.
    search: tuple[str, ...] = ("title",)
    #: Where all of them are, if the work has a screen of its own; else the list of `cms.todo`.
    address: str | Promise = ""
    #: Whether single entries can be put off. ``rows`` is a queryset then, and ``present`` names the ``key`` of each.
    can_wait: bool = False


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    """Adds a kind of work. Raises ValueError if its key is taken by another one."""
    if _items.setdefault(item.key, item) is not item:
        raise ValueError(f"There is a kind of work called {item.key} already.")


def items() -> list[Item]:
    """All kinds of work, in the order of the panel."""
    return sorted(_items.values(), key=lambda item: (item.order, item.key))
