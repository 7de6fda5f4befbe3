"""What waits for one person, from few queries however many kinds of work there are.

All querysets are counted by one statement, which also names the first rows of each. Those rows are
read together where they are pages, else kind by kind, until the budget is spent: kinds further down
are then shown with their number alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.desk.overview.hooks import works_with_source
from cms.desk.permissions import grants_of, language_codes

from .items import Entry, Item, items
from .models import Snooze

#: Entries of each kind that stand in the panel.
FIRST = 3
#: Kinds that show entries; the others have a line with their number.
OPEN = 4
#: Queries for the whole panel (issue 4, point 7).
BUDGET = 10
#: What lists may use of it; the rest is for counting and for the entries.
FOR_LISTS = 7


@dataclass(eq=False)
class Kind:
    """One kind of work for one person. ``number`` is None where counting it would have cost too much."""

    item: Item
    number: int | None = 0
    first: list = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    #: What is counted; None for a list, which is there already.
    rows: QuerySet | None = None

    @property
    def address(self) -> str:
        return str(self.item.address) or reverse("todo:list", args=[self.item.key])

    @property
    def more(self) -> int:
        """How many there are beyond those shown."""
        return (self.number or 0) - len(self.entries)


@dataclass
class Waiting:
    """What waits: to be shown, kinds put off, and kinds of which single entries are put off."""

    kinds: list[Kind]
    later: list[Kind]
    single: list[Kind] = field(default_factory=list)


class _SpentError(Exception):
    """The budget does not allow another query."""


class _Budget:
    """Counts queries, and refuses those beyond its limit before they reach the database."""

    def __init__(self):
        self.spent = 0
        self.limit = BUDGET

    def __call__(self, execute, sql, params, many, context):
        if 'FROM "django_content_type" WHERE' in sql:  # the process remembers these
            return execute(sql, params, many, context)
        if self.spent >= self.limit:
            raise _SpentError
        self.spent += 1
        return execute(sql, params, many, context)


def read_rights(user) -> None:
    """What this person may do, remembered at the user: the menu and the other panels ask for it as well."""
    language_codes(user)
    if not user.is_superuser:
        grants_of(user)
        user.get_all_permissions()
        works_with_source(user)
        for model in (get_image_model(), get_document_model()):
            list(policy_registry.get_by_type(model).get_cached_permissions_for_user(user))


def waiting_for(user, chosen: Iterable[Item] | None = None) -> Waiting:
    """The panel of this person. At most `BUDGET` queries, the person's rights left out, which the menu needs anyway."""
    read_rights(user)
    budget = _Budget()
    with connection.execute_wrapper(budget):
        put_off = snoozes_of(user)
        kinds, single = [], []
        budget.limit = FOR_LISTS
        for item in items() if chosen is None else chosen:
            kind = Kind(item)
            kinds.append(kind)
            try:
                rows = item.rows(user)
            except _SpentError:
                kind.number = None
                continue
            if isinstance(rows, QuerySet):
                kind.rows, waiting = split(item, rows, put_off)
                if waiting is not None:
                    single.append(Kind(item, rows=waiting))
            else:
                kind.number, kind.first = len(rows), rows[:FIRST]
        budget.limit = BUDGET
        _count([*kinds, *single])
        found = [kind for kind in kinds if kind.number != 0]
        shown = [kind for kind in found if (kind.item.key, "") not in put_off]
        _fill([kind for kind in shown[:OPEN] if kind.number], user, budget)
    later = [kind for kind in found if (kind.item.key, "") in put_off]
    return Waiting(shown, later, [kind for kind in single if kind.number])


def snoozes_of(user) -> set[tuple[str, str]]:
    """Keys of kinds, each with the key of an entry or nothing, that this person has put off. One query."""
    return set(Snooze.objects.filter(user=user, until__gt=timezone.now()).values_list("key", "entry"))


def split(item: Item, rows: QuerySet, put_off: set[tuple[str, str]]) -> tuple[QuerySet, QuerySet | None]:
    """The rows that are not put off, and those that are; None where there can be none. No query."""
    keys = [entry for key, entry in put_off if key == item.key and entry] if item.can_wait else []
    return (rows.exclude(pk__in=keys), rows.filter(pk__in=keys)) if keys else (rows, None)


def _count(kinds: list[Kind]) -> None:
    """Numbers and first keys of all querysets, by one statement."""
    parts, params = [], []
    for position, kind in enumerate(kinds):
        if kind.rows is None:
            continue
        try:
            keys, first_params = kind.rows.values(todo_pk=F("pk"))[:FIRST].query.sql_with_params()
            every, all_params = kind.rows.order_by().values(todo_pk=F("pk")).query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(
            f"SELECT {position} AS kind, CAST(f{position}.todo_pk AS varchar(255)) AS pk, "  # noqa: S608
            f"(SELECT COUNT(*) FROM ({every}) a{position}) AS number FROM ({keys}) f{position}"
        )
        params += [*all_params, *first_params]
    if not parts:
        return
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        for position, pk, number in cursor.fetchall():
            kinds[position].number = number
            kinds[position].first.append(pk)


def _fill(kinds: list[Kind], user, budget: _Budget) -> None:
    """Entries for the kinds that show some, the first ones first, as long as the budget lasts."""
    plain = [kind for kind in kinds if _is_plain_pages(kind.rows)]
    with suppress(_SpentError):
        pages = Page.objects.in_bulk([int(pk) for kind in plain for pk in kind.first]) if plain else {}
        for kind in kinds:
            if kind in plain:
                rows = [pages[int(pk)] for pk in kind.first if int(pk) in pages]
            elif kind.rows is not None:
                if budget.spent == budget.limit:
                    continue
                rows = list(_with_keys(kind.rows, kind.first))
            else:
                rows = kind.first
            kind.entries = list(kind.item.present(rows, user))


def _is_plain_pages(queryset: QuerySet | None) -> bool:
    return queryset is not None and queryset.model is Page and not queryset.query.annotations


def _with_keys(queryset: QuerySet, keys: list[str]) -> QuerySet:
    if queryset.query.is_sliced:
        return queryset.model._base_manager.filter(pk__in=keys)
    return queryset.filter(pk__in=keys)
