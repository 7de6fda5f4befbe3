"""Planned, current, past: computed from dates in Europe/Berlin, never stored (house.md, "The heart").

An exact date wins over the year. Without an end a project is open-ended. The property
`status_of` and the filter `status_q` state the same rule; a test compares them.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

BERLIN = ZoneInfo("Europe/Berlin")


class Status(models.TextChoices):
    CURRENT = "current", pgettext_lazy("status of a project", "current")
    PLANNED = "planned", pgettext_lazy("status of a project", "planned")
    PAST = "past", pgettext_lazy("status of a project", "past")


#: What stands in the address for each status, per language, and what is understood from any of them.
STATUS_IN_URL = {
    "de": {Status.CURRENT: "laufend", Status.PLANNED: "geplant", Status.PAST: "abgeschlossen"},
    "fr": {Status.CURRENT: "en-cours", Status.PLANNED: "prevu", Status.PAST: "acheve"},
}
STATUS_FROM_URL = {word: status for words in STATUS_IN_URL.values() for status, word in words.items()}


def today() -> date:
    """The date in Düren."""
    return timezone.now().astimezone(BERLIN).date()


def first_day(start_year: int | None, start_date: date | None) -> date | None:
    return start_date or (date(start_year, 1, 1) if start_year else None)


def last_day(end_year: int | None, end_date: date | None) -> date | None:
    return end_date or (date(end_year, 12, 31) if end_year else None)


def status_of(start: date | None, end: date | None, on: date | None = None) -> Status:
    """The status on a day (default today) of what runs from ``start`` to ``end``, both included."""
    on = on or today()
    if start and start > on:
        return Status.PLANNED
    if end and end < on:
        return Status.PAST
    return Status.CURRENT


def status_q(status: Status, on: date | None = None) -> Q:
    """The same rule as a condition on projects."""
    on = on or today()
    planned = Q(start_date__gt=on) | Q(start_date__isnull=True, start_year__gt=on.year)
    over = Q(end_date__lt=on) | Q(end_date__isnull=True, end_year__lt=on.year)
    if status == Status.PLANNED:
        return planned
    if status == Status.PAST:
        return ~planned & over
    return ~planned & ~over
