"""Filters on what a project is about. All can be chained."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from wagtail.query import PageQuerySet

from .status import Status, status_q

#: Later than every project: where an open end is put when projects are ordered.
OPEN_END = 9999
#: The order in which lists show projects of each status.
RANKS = {Status.CURRENT: 0, Status.PLANNED: 1, Status.PAST: 2}


class ProjectQuerySet(PageQuerySet):
    """Filters on what a project is about. All can be chained."""

    def with_status(self, status: Status, on: date | None = None) -> ProjectQuerySet:
        return self.filter(status_q(status, on))

    def in_year(self, year: int) -> ProjectQuerySet:
        """Projects that run in a year, be it only for a part of it (years follow exact dates, see `clean`)."""
        running = Q(end_year__gte=year) | Q(end_year__isnull=True)
        return self.filter(running, start_year__lte=year)

    def for_goal(self, number: int) -> ProjectQuerySet:
        """Projects with this goal, confirmed."""
        from .models.relations import ProjectGoal

        rows = ProjectGoal.objects.filter(goal__number=number, is_confirmed=True)
        return self.filter(pk__in=rows.values("page_id"))

    def latest_first(self) -> ProjectQuerySet:
        """Open ends first, then by last and by first year."""
        return self.order_by(*_latest_first())

    def running_first(self) -> ProjectQuerySet:
        """Current projects, then planned ones, then past ones; within each the latest first."""
        return self.annotate(rank=_rank()).order_by("rank", *_latest_first())

    def some_of_each(self, limits: dict[Status, int]) -> ProjectQuerySet:
        """The first few of each status, in the order of `running_first`. In: status → how many at most."""
        position = Window(RowNumber(), partition_by=[F("rank")], order_by=_latest_first())
        wanted = Q()
        for status, limit in limits.items():
            wanted |= Q(rank=RANKS[status], position__lte=limit)
        return self.annotate(rank=_rank()).annotate(position=position).filter(wanted).order_by("rank", "position")


def _latest_first() -> list:
    return [
        Coalesce("end_year", OPEN_END).desc(),
        F("start_year").desc(nulls_last=True),
        F("title").asc(),
        F("pk").asc(),
    ]


def _rank() -> Case:
    current, planned = status_q(Status.CURRENT), status_q(Status.PLANNED)
    return Case(
        When(current, then=Value(RANKS[Status.CURRENT])),
        When(planned, then=Value(RANKS[Status.PLANNED])),
        default=Value(RANKS[Status.PAST]),
        output_field=IntegerField(),
    )
