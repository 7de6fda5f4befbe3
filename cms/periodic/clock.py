"""Does what is due. One process claims a job by an UPDATE that only one can win."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import structlog
from django.db import DatabaseError, connections
from django.db.models import Q
from django.utils import timezone

from cms.models import PeriodicRun

from .jobs import Job, jobs

log = structlog.get_logger("periodic")


def tick(turn: str | None = None) -> None:
    """Do what is due now, of one turn or of all.

    Raises nothing: what went wrong is logged, and the next minute comes anyway.
    """
    try:
        run_due(chosen=None if turn is None else [job for job in jobs() if job.turn == turn])
    except DatabaseError:
        log.warning("periodic_database_error", exc_info=True)
    except Exception:
        log.exception("periodic_failed")
    finally:
        # There is no request at whose end Django would do it, and the next tick is a minute away.
        close_connections()


def close_connections() -> None:
    """Close this thread's connections, but for one that somebody is in the middle of a transaction with."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def run_due(now: datetime | None = None, chosen: Iterable[Job] | None = None) -> list[str]:
    """Claim and run all jobs that are due. Out: the names of those begun here.

    A job that fails is logged, does not keep others from running, and is tried again when it is due next.
    Raises DatabaseError if the claims cannot be read or written.
    """
    chosen = jobs() if chosen is None else list(chosen)
    now = now or timezone.now()
    started = dict(PeriodicRun.objects.values_list("name", "started_at"))
    missing = [PeriodicRun(name=job.name) for job in chosen if job.name not in started]
    if missing:
        PeriodicRun.objects.bulk_create(missing, ignore_conflicts=True)
    begun = []
    for job in chosen:
        due = job.schedule.due_at(now)
        last = started.get(job.name)
        # Read first: an UPDATE that changes nothing would still make SQLite's writers wait.
        if (last is None or last < due) and claim(job.name, due, now):
            begun.append(job.name)
            _run(job)
    return begun


def claim(name: str, due: datetime, now: datetime) -> bool:
    """Whether this process is to do a job that was due at this time. True for one process only."""
    unclaimed = PeriodicRun.objects.filter(Q(started_at__isnull=True) | Q(started_at__lt=due), name=name)
    return unclaimed.update(started_at=now) == 1


def _run(job: Job) -> None:
    try:
        job.run()
        PeriodicRun.objects.filter(name=job.name).update(finished_at=timezone.now())
    except Exception:
        log.exception("periodic_job_failed", job=job.name)
        close_connections()  # the fault may have been theirs
