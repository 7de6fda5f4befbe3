"""What is to be done, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from django.utils import timezone

#: The turn of all that may wait for each other. Publishing has its own.
OTHERS, PUBLISHING = "others", "publishing"


class Schedule(Protocol):
    """How often something is due."""

    def due_at(self, now: datetime) -> datetime:
        """When it was due last. Who has begun it since then need not do it again."""


@dataclass(frozen=True)
class Every:
    """Once in every span of so many minutes; the spans are those of the clock, whatever the start."""

    minutes: int

    def due_at(self, now: datetime) -> datetime:
        length = self.minutes * 60
        return datetime.fromtimestamp(int(now.timestamp()) // length * length, UTC)


@dataclass(frozen=True)
class Daily:
    """Once a day, from this hour on in the site's time zone. A day on which nothing ran is made up for."""

    hour: int

    def due_at(self, now: datetime) -> datetime:
        local = timezone.localtime(now, timezone.get_default_timezone())
        today = local.replace(hour=self.hour, minute=0, second=0, microsecond=0, fold=0)
        return today if today <= local else today - timedelta(days=1)


@dataclass(frozen=True)
class Job:
    """Something to be done again and again."""

    name: str
    schedule: Schedule
    run: Callable[[], object]
    #: Jobs of one turn run one after another; different turns do not wait for each other.
    turn: str = OTHERS


_jobs: dict[str, Job] = {}


def register(name: str, schedule: Schedule, run: Callable[[], object], turn: str = OTHERS) -> None:
    """Have a function called on a schedule. The same name again replaces it."""
    _jobs[name] = Job(name, schedule, run, turn)


def jobs() -> list[Job]:
    """All jobs, in the order in which they were registered."""
    return list(_jobs.values())


def publish_scheduled() -> None:
    """Publish and unpublish what editors have put a time to."""
    from .scheduled import publish_and_expire

    publish_and_expire()


register("publish_scheduled", Every(minutes=1), publish_scheduled, turn=PUBLISHING)
