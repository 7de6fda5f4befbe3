"""Filters on what a project is about. All can be chained."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from wagtail.query import PageQuerySet

from .status import Status, status_q

#: Later than every project: where an open end is put when projects are ordered.
OPEN_END = 9999


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
        return self.order_by(
            Coalesce("end_year", OPEN_END).desc(), F("start_year").desc(nulls_last=True), "title", "pk"
        )
