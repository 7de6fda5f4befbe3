"""The platform's clock: each job once, however many processes there are, and no fault stops it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone

from cms.models import PeriodicRun
from cms.periodic import Daily, Every, Job, clock, embedded, jobs, turning
from tests.database import ROOT


def berlin(*values: int) -> datetime:
    return timezone.make_aware(datetime(*values))


class Counter:
    """A job that counts."""

    def __init__(self, fail: bool = False):
        self.number = 0
        self.fail = fail

    def __call__(self) -> None:
        self.number += 1
        if self.fail:
            raise RuntimeError("This job fails.")


def test_an_interval_follows_the_clock_and_not_the_start():
    now = datetime(2030, 5, 1, 12, 44, 59, 999, tzinfo=UTC)
    assert Every(minutes=15).due_at(now) == datetime(2030, 5, 1, 12, 30, tzinfo=UTC)
    assert Every(minutes=1).due_at(now) == datetime(2030, 5, 1, 12, 44, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (berlin(2030, 5, 2, 5, 59), berlin(2030, 5, 1, 6)),
        (berlin(2030, 5, 2, 6, 0), berlin(2030, 5, 2, 6)),
        (berlin(2030, 5, 2, 23, 0), berlin(2030, 5, 2, 6)),
        (berlin(2030, 3, 31, 7, 0), berlin(2030, 3, 31, 6)),  # summer time begins
        (berlin(2030, 10, 27, 5, 0), berlin(2030, 10, 26, 6)),  # and ends
    ],
)
def test_a_day_begins_at_its_hour_in_local_time(now, due):
    assert Daily(hour=6).due_at(now) == due


def test_a_job_runs_once_in_its_span_and_missed_days_are_one_run(db):
    count = Counter()
    job = Job("daily", Daily(hour=6), count)
    assert clock.run_due(berlin(2030, 5, 2, 7), [job]) == ["daily"]
    assert clock.run_due(berlin(2030, 5, 2, 8), [job]) == []
    assert clock.run_due(berlin(2030, 5, 3, 5, 59), [job]) == []
    assert clock.run_due(berlin(2030, 5, 9, 18), [job]) == ["daily"]
    assert count.number == 2
    assert PeriodicRun.objects.get(name="daily").finished_at is not None


def test_of_two_processes_that_read_at_the_same_time_one_runs_the_job(db):
    PeriodicRun.objects.create(name="job")
    now = berlin(2030, 5, 2, 7)
    assert [clock.claim("job", now, now) for _process in range(3)] == [True, False, False]
    assert clock.claim("job", now + timedelta(minutes=1), now + timedelta(minutes=1)) is True


def test_a_job_that_fails_keeps_no_other_from_running_and_comes_again(db):
    bad, good = Counter(fail=True), Counter()
    chosen = [Job("bad", Every(minutes=1), bad), Job("good", Every(minutes=1), good)]
    now = berlin(2030, 5, 2, 7)
    clock.run_due(now, chosen)
    clock.run_due(now + timedelta(minutes=1), chosen)
    assert (bad.number, good.number) == (2, 2)
    assert PeriodicRun.objects.get(name="bad").finished_at is None


def test_a_database_that_is_down_does_not_stop_the_clock(db, monkeypatch):
    def down(*args, **kwargs):
        raise DatabaseError("The database is away.")

    with monkeypatch.context() as patch:
        patch.setattr(PeriodicRun.objects, "values_list", down)
        clock.tick()
    count = Counter()
    monkeypatch.setattr(clock, "jobs", lambda: [Job("after", Every(minutes=1), count)])
    clock.tick()
    assert count.number == 1


def test_the_jobs_of_the_platform_and_the_desk_are_registered():
    names = {job.name for job in jobs()}
    assert {"publish_scheduled", "translation_digests", "translation_desk_cleanup"} <= names


def test_what_is_scheduled_is_published_by_the_clock(site):
    page = site.de.content
    type(page).objects.filter(pk=page.pk).update(live=False)
    page.refresh_from_db()
    [job] = [job for job in jobs() if job.name == "publish_scheduled"]

    def schedule(when: datetime) -> None:
        page.go_live_at = when
        page.save_revision(approved_go_live_at=when)

    schedule(timezone.now() + timedelta(hours=1))
    clock.run_due(chosen=[job])
    page.refresh_from_db()
    assert not page.live
    schedule(timezone.now() - timedelta(minutes=1))
    clock.run_due(timezone.now() + timedelta(minutes=2), [job])
    page.refresh_from_db()
    assert page.live


def test_old_reports_and_jobs_are_cleared_away(site):
    from cms.desk.models import ImportReport, MachineJob, SourceChange
    from tests.desk.helpers import in_translation

    made = in_translation(site)
    source = made.translation.source

    def make() -> None:
        ImportReport.objects.create(filename="a.po", kind="po")
        MachineJob.objects.create(translation=made.translation, service="x", state="done")
        SourceChange.objects.create(source=source, added=["x"])

    make()
    for model, days in ((ImportReport, 31), (MachineJob, 31), (SourceChange, 91)):
        model.objects.update(created_at=timezone.now() - timedelta(days=days))
    make()
    [job] = [job for job in jobs() if job.name == "translation_desk_cleanup"]
    job.run()
    assert [model.objects.count() for model in (ImportReport, MachineJob, SourceChange)] == [1, 1, 1]


# --- The thread of the web process


def end(threads) -> None:
    embedded.stop()
    for thread in threads:
        thread.join(5)


def test_there_is_no_thread_unless_it_is_asked_for(settings):
    import cms.wsgi  # noqa: F401

    assert embedded.start() == []
    settings.PERIODIC = "embedded"
    threads = embedded.start()
    try:
        assert len(threads) == len(turning.turns())
        assert all(thread.daemon for thread in threads)
        assert embedded.start() == threads
    finally:
        end(threads)
    assert not any(thread.is_alive() for thread in threads)


def test_the_thread_ticks_again_and_again(settings, monkeypatch):
    ticks = Counter()
    settings.PERIODIC = "embedded"
    monkeypatch.setattr(embedded, "PATIENCE", 0.01)
    monkeypatch.setattr(turning, "EVERY", 0.01)
    monkeypatch.setattr(clock, "tick", lambda turn: ticks())
    threads = embedded.start()
    wait_for(lambda: ticks.number >= 3)
    end(threads)
    assert ticks.number >= 3


def wait_for(happened) -> None:
    deadline = time.monotonic() + 10
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.01)


def test_slow_work_delays_neither_publishing_nor_mails(settings, monkeypatch):
    ticks, release = [], threading.Event()

    def tick(turn: str) -> None:
        ticks.append(turn)
        if turn == "others":
            release.wait(10)

    settings.PERIODIC = "embedded"
    monkeypatch.setattr(embedded, "PATIENCE", 0)
    monkeypatch.setattr(turning, "EVERY", 0.01)
    monkeypatch.setattr(clock, "tick", tick)
    threads = embedded.start()
    try:
        wait_for(lambda: min(ticks.count("publishing"), ticks.count("mails")) > 3)
        assert ticks.count("others") == 1
        assert min(ticks.count("publishing"), ticks.count("mails")) > 3
    finally:
        release.set()
        end(threads)


def test_rounds_begin_with_the_minute_however_long_the_last_one_took():
    assert [turning.until_next_round(now) for now in (120, 120.5, 179, 200)] == [60, 59.5, 1, 40]


def test_publishing_waits_for_no_other_job(db, monkeypatch):
    assert [job.name for job in jobs() if job.turn == "publishing"] == ["publish_scheduled"]
    mine, other = Counter(), Counter()
    chosen = [Job("a", Every(minutes=1), mine, "publishing"), Job("b", Every(minutes=1), other)]
    monkeypatch.setattr(clock, "jobs", lambda: chosen)
    clock.tick("publishing")
    assert (mine.number, other.number) == (1, 0)
    clock.tick()
    assert (mine.number, other.number) == (1, 1)


def test_the_thread_keeps_no_process_from_ending():
    """A process with the thread in the middle of a job ends as soon as it is told to."""
    program = (
        "import cms.periodic.embedded as e, cms.periodic.clock as c, time, django.conf;"
        "django.conf.settings.PERIODIC = 'embedded'; e.PATIENCE = 0;"
        "c.tick = lambda turn: (turn == 'others' and print('in', flush=True), time.sleep(600));"
        "e.start(); time.sleep(2); print('out', flush=True)"
    )
    result = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {program}"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stdout.split()) == (0, ["in", "out"]), result.stderr


@pytest.mark.parametrize(("value", "ok"), [("worker", True), ("embedded", True), ("sometimes", False)])
def test_the_setting_knows_two_words(value, ok, monkeypatch):
    import runpy

    monkeypatch.setenv("PERIODIC", value)
    path = str(ROOT / "cms" / "settings" / "periodic.py")
    if ok:
        assert runpy.run_path(path)["PERIODIC"] == value
    else:
        with pytest.raises(ImproperlyConfigured, match="PERIODIC"):
            runpy.run_path(path)
