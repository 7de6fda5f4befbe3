"""The filters of the project list: read from the address, never trusted, printed as choices.

Unknown or odd values are ignored, so that any address leads to a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext as _

from sdg.models import Goal
from sdg.targets import GOAL_NUMBERS

from .countries import COUNTRY_NAMES
from .status import STATUS_FROM_URL, STATUS_IN_URL, Status

MAXIMUM_QUERY = 200


@dataclass
class Choice:
    value: str
    label: str
    selected: bool = False
    number: int | None = None


@dataclass
class ActiveFilter:
    label: str
    remove_url: str


@dataclass
class Filters:
    """What the address asks for, cleaned."""

    q: str = ""
    goal: int | None = None
    status: Status | None = None
    year: int | None = None
    country: str = ""

    @classmethod
    def from_query(cls, query) -> Filters:
        """In: ``request.GET``. Out: filters with only values that can match something."""
        goal = _number(query.get("ziel"))
        year = _number(query.get("jahr"))
        country = (query.get("land") or "").upper()
        return cls(
            q=" ".join((query.get("q") or "").replace("\x00", " ").split())[:MAXIMUM_QUERY],
            goal=goal if goal in GOAL_NUMBERS else None,
            status=STATUS_FROM_URL.get((query.get("stand") or "").lower()),
            year=year if year and 1900 <= year <= 2200 else None,
            country=country if country in COUNTRY_NAMES else "",
        )

    @property
    def is_active(self) -> bool:
        return any((self.q, self.goal, self.status, self.year, self.country))

    def parameters(self, language: str, without: str = "") -> list[tuple[str, str]]:
        """The filters as they stand in an address, one left out if wished."""
        pairs = [
            ("ziel", str(self.goal or "")),
            ("stand", STATUS_IN_URL[language][self.status] if self.status else ""),
            ("jahr", str(self.year or "")),
            ("land", self.country),
            ("q", self.q),
        ]
        return [(name, value) for name, value in pairs if value and name != without]

    def apply(self, projects: QuerySet) -> QuerySet:
        """The projects that fit all filters."""
        if self.goal:
            projects = projects.for_goal(self.goal)
        if self.status:
            projects = projects.with_status(self.status)
        if self.year:
            projects = projects.in_year(self.year)
        if self.country:
            projects = projects.filter(country=self.country)
        return projects


@dataclass
class FilterForm:
    """The filters as the template prints them."""

    action: str
    q: str
    goal: list[Choice]
    status: list[Choice]
    year: list[Choice]
    country: list[Choice]
    active: list[ActiveFilter] = field(default_factory=list)
    reset_url: str = ""
    is_active: bool = False


def _number(value: str | None) -> int | None:
    """A small whole number in ASCII digits, otherwise None."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) <= 4 else None


def address(base: str, parameters: list[tuple[str, str]]) -> str:
    return f"{base}?{urlencode(parameters)}" if parameters else base


def filter_form(filters: Filters, projects: QuerySet, language: str, base: str) -> FilterForm:
    """Choices that lead to at least one project, and the active ones with a link to drop each.

    In: all listed projects of the language. Three queries.
    """
    span = projects.aggregate(first=Min("start_year"), last_start=Max("start_year"), last_end=Max("end_year"))
    last = max(filter(None, (span["last_start"], span["last_end"])), default=None)
    years = range(last, span["first"] - 1, -1) if span["first"] and last else ()
    countries = projects.exclude(country="").values_list("country", flat=True).distinct().order_by("country")
    goals = Goal.objects.filter(locale__language_code=language).only("number", "title")
    words_in_url = STATUS_IN_URL[language]
    form = FilterForm(
        action=base,
        q=filters.q,
        goal=[Choice(str(g.number), f"{g.number} {g.title}", g.number == filters.goal, g.number) for g in goals],
        status=[Choice(words_in_url[s], str(s.label), s == filters.status) for s in Status],
        year=[Choice(str(year), str(year), year == filters.year) for year in years],
        country=[Choice(code, str(COUNTRY_NAMES.get(code, code)), code == filters.country) for code in countries],
        reset_url=base,
        is_active=filters.is_active,
    )
    labels = {
        "ziel": next((choice.label for choice in form.goal if choice.selected), str(filters.goal)),
        "stand": str(filters.status.label) if filters.status else "",
        "jahr": str(filters.year),
        "land": str(COUNTRY_NAMES.get(filters.country, filters.country)),
        "q": _("“%(words)s”") % {"words": filters.q},
    }
    form.active = [
        ActiveFilter(labels[name], address(base, filters.parameters(language, without=name)))
        for name, _value in filters.parameters(language)
    ]
    return form
