"""What a person has chosen to see of the list: read from the address, applied to the rows."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlencode

from django.apps import apps
from django.http import QueryDict
from django.utils.text import capfirst

from .states import RANK, WITH_WORK, Standing, State

LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
SECTION_DEPTH = 4
OPEN, MINE = "open", "mine"


@lru_cache(maxsize=5000)
def fold(text: str) -> str:
    """Text without capitals and accents, to search and sort by: "École" is found and sorted as "ecole"."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


#: The orders one can choose; ``-`` before a name turns it round. Without one, what calls for work comes first.
ORDERS: dict[str, Callable[[Standing], tuple]] = {
    "work": lambda row: (RANK[row.state],),
    "title": lambda row: (fold(row.title),),
    # Turned round: what is nearly finished, then what is finished or was never begun.
    "done": lambda row: (row.is_followed and row.left > 0, row.percent if row.is_followed else -1, row.total),
    "written": lambda row: (row.written_at or LONG_AGO,),
    "published": lambda row: (row.published_at or LONG_AGO,),
}


def tree_order(row: Standing) -> tuple:
    """Pages as they stand in the tree, then snippets by kind and title."""
    return (not row.is_page, row.source_path, row.model, fold(row.title))


@dataclass(frozen=True)
class Filters:
    """What stands in the address. Values that make no sense are left out, so that any address gives a list."""

    state: State | None = None
    kind: str = ""
    section: int | None = None
    work: str = ""
    query: str = ""
    order: str = "work"

    @classmethod
    def of(cls, data: QueryDict) -> Filters:
        """From the parameters of a request."""
        state, section, order = data.get("state", ""), data.get("section", ""), data.get("sort", "")
        work = data.get("work", "")
        return cls(
            state=State(state) if state in set(State) else None,
            kind=data.get("kind", "")[:100],
            section=int(section) if section.isascii() and section.isdigit() and len(section) < 10 else None,
            work=work if work in (OPEN, MINE) else "",
            query=data.get("q", "").strip()[:200],
            order=order if order.removeprefix("-") in ORDERS else "work",
        )

    @property
    def narrow(self) -> bool:
        """Whether anything but the state is chosen."""
        return bool(self.kind or self.section or self.work or self.query)

    def address(self, **changes) -> str:
        """The parameters of this choice with some of them changed, as ``?state=…``. "?" takes all away."""
        values = {
            "state": self.state or "",
            "kind": self.kind,
            "section": self.section or "",
            "work": self.work,
            "q": self.query,
            "sort": "" if self.order == "work" else self.order,
            **changes,
        }
        return "?" + urlencode({name: str(value) for name, value in values.items() if value})

    def without_state(self, rows: list[Standing], user_id: int) -> list[Standing]:
        """The rows that fit all but the state: from them the numbers at the top are counted."""
        if self.kind in ("pages", "snippets"):
            rows = [row for row in rows if row.is_page == (self.kind == "pages")]
        elif self.kind:
            rows = [row for row in rows if f"{row.app_label}.{row.model}" == self.kind]
        if self.section:
            root = next((row.source_path for row in rows if row.is_page and row.pk == str(self.section)), None)
            rows = [row for row in rows if row.is_page and root and row.source_path.startswith(root)]
        if self.work == OPEN:
            rows = [row for row in rows if row.state in WITH_WORK]
        elif self.work == MINE:
            rows = [row for row in rows if row.written_by_id == user_id]
        if self.query:
            words = fold(self.query).split()
            rows = [row for row in rows if all(word in fold(f"{row.title} {row.target_title}") for word in words)]
        return rows

    def apply(self, rows: list[Standing]) -> list[Standing]:
        """The rows of the chosen state, in order. In: what `without_state` gave."""
        if self.state:
            rows = [row for row in rows if row.state == self.state]
        name = self.order.removeprefix("-")
        rows = sorted(rows, key=tree_order)
        return sorted(rows, key=ORDERS[name], reverse=self.order.startswith("-"))


def counts(rows: list[Standing]) -> dict[State, int]:
    """How many rows are in each state, in the order of the states."""
    found = Counter(row.state for row in rows)
    return {state: found[state] for state in State}


def kinds(rows: list[Standing]) -> list[tuple[str, str]]:
    """The kinds of pages and snippets among the rows: value and name, by name."""
    one_of_each = {f"{row.app_label}.{row.model}": row for row in rows}
    return sorted(((value, kind_name(row)) for value, row in one_of_each.items()), key=lambda item: fold(item[1]))


def kind_name(row: Standing) -> str:
    """What it is: "Project page", "Goal"."""
    try:
        return capfirst(str(apps.get_model(row.app_label, row.model)._meta.verbose_name))
    except LookupError:
        return row.model


def sections(rows: list[Standing]) -> list[tuple[int, str]]:
    """Pages with pages below them, as sections to choose from, indented as they stand in the tree."""
    found = [row for row in rows if row.is_page and row.source_children and row.source_depth <= SECTION_DEPTH]
    top = min((row.source_depth for row in found), default=0)
    return [
        (int(row.pk), "\u2003" * (row.source_depth - top) + row.title)
        for row in sorted(found, key=lambda row: row.source_path)
    ]
