"""Nobody's text is lost, and no job is open for ever."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from cms.accounts.roles import Role
from cms.desk.machine import jobs
from cms.desk.machine.problems import Problem
from cms.desk.models import MachineJob
from cms.desk.models.machine import JobState
from cms.desk.segments import Status, segments_of, write
from tests.desk.helpers import person
from tests.desk.machine.helpers import as_script, finish


def test_who_writes_at_the_last_moment_wins_over_the_machine(made, boss, libre, monkeypatch):
    original = jobs.held

    def overtaken(translation, segment):
        if segment.path == "title":
            write(translation, segment, "De ma main", user=boss)
        return original(translation, segment)

    monkeypatch.setattr(jobs, "held", overtaken)
    job = finish(jobs.start_job(made.translation, boss))
    title = next(segment for segment in segments_of(made.translation) if segment.path == "title")
    assert (title.target, title.status) == ("De ma main", Status.DONE)
    assert (job.state, job.done) == (JobState.DONE, len(segments_of(made.translation)) - 1)


def test_what_the_machine_cannot_translate_leaves_no_empty_row(made, boss, libre, monkeypatch):
    monkeypatch.setattr(jobs, "translate", lambda _machine, texts: dict.fromkeys(texts, ""))
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.done, job.failed) == (0, len(segments_of(made.translation)))
    assert not StringTranslation.objects.exists()


def forgotten(job, **values):
    long_ago = timezone.now() - jobs.STALE_AFTER - timedelta(minutes=1)
    MachineJob.objects.filter(pk=job.pk).update(updated_at=long_ago, **values)


def test_a_forgotten_job_ends_by_itself_with_a_reason(made, boss, libre):
    job = jobs.start_job(made.translation, boss)
    assert jobs.end_stale() == 0
    forgotten(job, state=JobState.RUNNING)
    assert jobs.end_stale() == 1
    job.refresh_from_db()
    assert (job.state, job.problem, job.busy_until) == (JobState.FAILED, Problem.ABANDONED, None)
    assert jobs.step(job.pk).state == JobState.FAILED
    assert libre.requests == []


def test_a_page_closed_while_the_service_was_down_blocks_nobody(client, made, boss, libre):
    libre.faults = ["500"]
    job = jobs.step(jobs.start_job(made.translation, boss).pk)
    assert (job.is_open, job.attempts) == (True, 1)
    forgotten(job)
    other = person(Role.TRANSLATOR)
    new = jobs.start_job(made.translation, other)
    assert (new.pk != job.pk, new.started_by) == (True, other)
    job.refresh_from_db()
    assert (job.state, job.problem) == (JobState.FAILED, Problem.BROKEN), "the service's own reason is kept"
    assert finish(new).state == JobState.DONE


def test_a_process_that_died_with_the_job_in_hand_does_not_keep_it(made, boss, libre):
    job = jobs.start_job(made.translation, boss)
    forgotten(job, state=JobState.RUNNING, busy_until=timezone.now() + jobs.BUSY_FOR)
    assert jobs.end_stale() == 0, "somebody may still be at it"
    forgotten(job, busy_until=timezone.now() - timedelta(seconds=1))
    assert jobs.end_stale() == 1


def test_who_looks_at_a_forgotten_job_sees_that_it_has_ended(client, made, boss, libre):
    job = jobs.start_job(made.translation, boss)
    forgotten(job)
    client.force_login(boss)
    answer = as_script(client, "post", reverse("desk:machine_job", args=[job.pk])).json()
    assert (answer["state"], answer["problem"], answer["finished"]) == ("failed", "abandoned", True)
    assert answer["message"]
    assert libre.requests == []


def test_the_clock_ends_forgotten_jobs():
    from cms import periodic

    assert [job.run for job in periodic.jobs() if job.name == "translation_machine_ends"] == [jobs.end_stale]


def test_a_second_page_does_not_ask_all_the_time(client, made, boss, libre):
    job = jobs.start_job(made.translation, boss)
    MachineJob.objects.filter(pk=job.pk).update(busy_until=timezone.now() + jobs.BUSY_FOR, state=JobState.RUNNING)
    client.force_login(boss)
    answer = as_script(client, "post", reverse("desk:machine_job", args=[job.pk])).json()
    assert answer["retry_in"] >= 1
    assert libre.requests == []


def test_a_stopped_translation_is_not_filled(client, made, boss, libre):
    job = jobs.start_job(made.translation, boss)
    made.translation.enabled = False
    made.translation.save()
    assert jobs.step(job.pk).problem == Problem.STOPPED
    client.force_login(boss)
    answer = as_script(client, "post", reverse("desk:machine_start", args=[made.translation.pk]))
    assert answer.status_code == 409
    assert answer.json()["message"]
    assert libre.requests == []
