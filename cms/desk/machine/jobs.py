"""Runs of the machine over one translation, a chunk at a time.

A job is moved on by `step`, one request to the service each. Who calls it depends on how tasks run: a worker
does so until the job is finished; without a worker the page that shows the progress does, with each question
how far it is. So no request of ours takes longer than one of the service's, a restart loses nothing, and a
closed page pauses the job until somebody opens it again. (A thread would be lost at a restart without a word,
and would hold SQLite's only write lock against people who are saving.) A job that nobody takes up again is ended
by `end_stale`: by the platform's clock, or by whoever looks at it first.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail_localize.models import Translation

from ..holding import held
from ..models import MachineJob
from ..models.machine import OPEN_STATES, JobState
from ..permissions import freeze_of, may_translate, target_of
from ..segments import Frozen, Segment, Status, segments_of, write
from ..texts import fits
from .chunks import first_chunk, translate
from .problems import MachineError, Problem
from .service import machine_for

log = logging.getLogger(__name__)

#: So often in a row a service is asked that does not answer, with longer and longer pauses (seconds).
PAUSES = (1, 3, 8, 20)
#: No service makes us wait longer (seconds).
LONGEST_PAUSE = 60
#: A process that has not come back with a chunk by then has died.
BUSY_FOR = timedelta(minutes=10)
#: A job that has not moved for so long has been forgotten: its page was closed, or its process is gone.
STALE_AFTER = timedelta(minutes=30)


def start_job(translation: Translation, user) -> MachineJob:
    """Begin to fill the empty sentences of a translation. Out: the job, or the one that is under way already.

    Raises PermissionDenied, Frozen, and MachineError if the translation has been stopped or no machine is set up
    for its languages.
    """
    if not may_translate(user, translation):
        raise PermissionDenied
    if not translation.enabled:
        raise MachineError(Problem.STOPPED)
    freeze = freeze_of(target_of(translation), user)
    if freeze is not None:
        raise Frozen(freeze)
    machine = machine_for(translation.source.locale, translation.target_locale)
    if machine is None:
        raise MachineError(Problem.NOT_CONFIGURED)
    end_stale()
    job = open_job(translation)
    if job is None:
        total = sum(_is_wanted(segment) for segment in segments_of(translation))
        try:
            with transaction.atomic():
                job = MachineJob.objects.create(
                    translation=translation,
                    started_by=user,
                    service=machine.name,
                    total=total,
                    state=JobState.WAITING if total else JobState.DONE,
                )
        except IntegrityError:  # somebody else was a moment faster
            job = open_job(translation) or MachineJob.objects.filter(translation=translation).latest("created_at")
    if job.is_open and not driven_by_page() and not _in_hand(job):
        from .tasks import run_machine_job

        run_machine_job.enqueue(str(job.pk))
    return job


def open_job(translation: Translation) -> MachineJob | None:
    """The job of a translation that is not finished yet; there is at most one."""
    return MachineJob.objects.filter(translation=translation, state__in=OPEN_STATES).first()


def driven_by_page() -> bool:
    """Whether the page must move jobs on, because there is no worker."""
    return not settings.TASKS_IN_DATABASE


def cancel(job: MachineJob) -> None:
    """Stop a job. What it has translated stays; a chunk that is under way is thrown away."""
    MachineJob.objects.filter(pk=job.pk, state__in=OPEN_STATES).update(
        state=JobState.CANCELLED, updated_at=timezone.now()
    )
    job.refresh_from_db()


def is_stale(job: MachineJob) -> bool:
    """Whether a job is open but has been forgotten."""
    return job.is_open and job.updated_at < timezone.now() - STALE_AFTER and not is_busy(job)


def is_busy(job: MachineJob) -> bool:
    """Whether a process has the job in hand just now."""
    return job.busy_until is not None and job.busy_until > timezone.now()


def end_stale() -> int:
    """End all jobs that have been forgotten. Out: how many. What they have translated stays.

    One that was waiting for a service that does not answer keeps that as its reason.
    """
    now = timezone.now()
    stale = MachineJob.objects.filter(
        Q(busy_until=None) | Q(busy_until__lte=now), state__in=OPEN_STATES, updated_at__lt=now - STALE_AFTER
    )
    stale.filter(attempts=0).update(problem=Problem.ABANDONED)
    return stale.update(state=JobState.FAILED, wait_until=None, busy_until=None, updated_at=now)


def step(job_id) -> MachineJob:
    """Translate the next chunk, unless another process is at it or it is too early for another attempt.

    What goes wrong stands in the job. Raises MachineJob.DoesNotExist if the job is gone, with its translation.
    """
    now = timezone.now()
    waited = Q(wait_until=None) | Q(wait_until__lte=now)
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    claimed = MachineJob.objects.filter(waited, free, pk=job_id, state__in=OPEN_STATES).update(
        busy_until=now + BUSY_FOR, state=JobState.RUNNING, updated_at=now
    )
    job = MachineJob.objects.select_related("translation__source__locale", "translation__target_locale").get(pk=job_id)
    if not claimed:
        return job
    try:
        changes = _next_chunk(job)
    except MachineError as error:
        changes = _after_failure(job, error)
    except Frozen:
        changes = _stopped(Problem.FROZEN)
    except Exception:
        log.exception("machine job failed", extra={"job": str(job.pk)})
        changes = _stopped(Problem.INTERNAL)
    state = changes.pop("state", None)
    MachineJob.objects.filter(pk=job.pk).update(**changes, busy_until=None, updated_at=timezone.now())
    if state is not None:  # not over a cancellation that came in between
        MachineJob.objects.filter(pk=job.pk, state__in=OPEN_STATES).update(state=state)
    job.refresh_from_db()
    return job


def _next_chunk(job: MachineJob) -> dict:
    translation = job.translation
    if job.started_by is None or not may_translate(job.started_by, translation):
        return _stopped(Problem.NO_RIGHT)
    if not translation.enabled:
        return _stopped(Problem.STOPPED)
    freeze = freeze_of(target_of(translation), job.started_by)
    if freeze is not None:
        raise Frozen(freeze)
    machine = machine_for(translation.source.locale, translation.target_locale)
    if machine is None:
        return _stopped(Problem.NOT_CONFIGURED)
    skipped = set(job.skipped)
    wanted = [segment for segment in segments_of(translation) if _is_wanted(segment) and _key(segment) not in skipped]
    if not wanted:
        return {"state": JobState.DONE, "total": F("done") + F("failed")}
    lacking = machine.prepare()
    sources = first_chunk([segment.source for segment in wanted], machine.most_signs)
    answers = translate(machine, sources)
    chunk = [segment for segment in wanted if segment.source in answers]
    done, failed = _write(job, machine.name, chunk, answers)
    return {
        "done": F("done") + done,
        "failed": F("failed") + len(failed),
        "total": job.done + job.failed + len(wanted),
        "skipped": [*job.skipped, *failed],
        "attempts": 0,
        "wait_until": None,
        "problem": lacking or "",
        "service": machine.name,
        **({"state": JobState.DONE} if len(chunk) == len(wanted) else {}),
    }


def _write(job: MachineJob, name: str, chunk: list[Segment], answers: dict[str, str]) -> tuple[int, list[str]]:
    """Store the answers. Out: how many, and the keys of the sentences that could not be translated.

    The service took its time: what a person has written meanwhile is not touched, and a cancelled job writes
    nothing more.
    """
    if not MachineJob.objects.filter(pk=job.pk, state__in=OPEN_STATES).exists():
        return 0, []
    done, failed = 0, []
    for segment in chunk:
        text = answers[segment.source]
        with held(job.translation, segment) as written_meanwhile:
            if written_meanwhile:
                continue
            is_good = bool(text) and fits(text)
            if is_good:
                written = write(job.translation, segment, text, user=job.started_by, machine=True, tool=name)
                is_good = written.status is not Status.ERROR
        if is_good:
            done += 1
        else:
            failed.append(_key(segment))
    return done, failed


def _after_failure(job: MachineJob, error: MachineError) -> dict:
    if not error.passing or job.attempts >= len(PAUSES):
        return _stopped(error.problem)
    pause = min(max(PAUSES[job.attempts], error.retry_after), LONGEST_PAUSE)
    return {
        "attempts": F("attempts") + 1,
        "wait_until": timezone.now() + timedelta(seconds=pause),
        "problem": error.problem,
    }


def _stopped(problem: Problem) -> dict:
    return {"state": JobState.FAILED, "problem": problem, "wait_until": None}


def _is_wanted(segment: Segment) -> bool:
    return segment.status is Status.OPEN and not segment.target and bool(segment.source.strip())


def _key(segment: Segment) -> str:
    return f"{segment.context_id}:{segment.string_id}"


def _in_hand(job: MachineJob) -> bool:
    """Whether a worker is at it or has been told: a fresh job, or one that moved not long ago."""
    recent = job.state == JobState.RUNNING and timezone.now() - job.updated_at < timedelta(minutes=2)
    return recent or is_busy(job) or (job.wait_until is not None and job.wait_until > timezone.now())
