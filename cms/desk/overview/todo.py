"""What is to be done for editors: translations that are not current, one entry for each text and language."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.todo import Entry, Item

from . import words
from .filters import OPEN
from .panels import desk_address
from .query import languages, standings
from .rights import Viewer
from .states import RANK, Standing, State

#: States in which nobody has anything to do.
QUIET = (State.CURRENT, State.BY_HAND)


@dataclass(frozen=True)
class Row:
    """A standing, and the language it is about."""

    standing: Standing
    code: str


def not_current(user) -> list[Row]:
    """What is published in the main language and not current in another. At most three queries.

    Only for people who write the main language: translators have the desk's own panel.
    """
    from .hooks import works_with_source

    if not works_with_source(user):
        return []
    viewer = Viewer(user)
    every = {language.pair: language for language in languages() if viewer.sees(language)}
    found = [
        Row(row, every[row.source_locale_id, row.target_locale_id].code)
        for row in standings(every)
        if row.source_live and row.state not in QUIET and viewer.may_see(row)
    ]
    return sorted(found, key=lambda row: (RANK[row.standing.state], not row.standing.is_page))


def present(rows, user) -> list[Entry]:
    return [
        Entry(
            title=row.standing.title,
            url=desk_address(row.standing, row.code),
            detail=_("%(language)s: %(state)s")
            % {"language": words.language_name(row.code), "state": words.brief(row.standing)},
            since=row.standing.published_at,
        )
        for row in rows
    ]


NOT_CURRENT = Item(
    key="translations",
    label=gettext_lazy("French that is not current"),
    explanation=gettext_lazy("Visitors read an older text, or German. The translators see the same list."),
    rows=not_current,
    present=present,
    order=400,
    icon="wagtail-localize-language",
    address=reverse_lazy("desk:index", query={"work": OPEN}),
)
