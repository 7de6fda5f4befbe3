"""Jobs of the machine: what they fill, what they leave alone, who may begin one, and what stops it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.accounts.roles import Role
from cms.desk.machine import jobs
from cms.desk.machine.problems import MachineError, Problem
from cms.desk.machine.tasks import run_machine_job
from cms.desk.models import MachineJob, Term
from cms.desk.models.machine import JobState
from cms.desk.segments import Frozen, Status, segments_of, write
from tests.desk.helpers import person
from tests.desk.machine.helpers import as_script, finish, many


def test_fills_what_is_empty_and_marks_it_as_machine_text(made, boss, libre):
    first = segments_of(made.translation)[0]
    write(made.translation, first, "De ma main", user=boss)
    job = finish(jobs.start_job(made.translation, boss))
    segments = segments_of(made.translation)
    assert job.state == JobState.DONE
    assert (job.done, job.failed, job.total) == (len(segments) - 1, 0, len(segments) - 1)
    assert segments[0].target == "De ma main"
    assert segments[0].status is Status.DONE
    assert {(segment.status, segment.tool) for segment in segments[1:]} == {(Status.MACHINE, "LibreTranslate")}
    assert all(segment.target == f"FR {segment.source}" for segment in segments[1:])
    assert first.source not in libre.requests[0]["q"]


def test_only_words_go_out(made, boss, libre):
    boss.first_name, boss.email = "Geheim", "geheim@example.org"
    boss.save()
    finish(jobs.start_job(made.translation, boss))
    raw = str(libre.requests)
    assert "eheim" not in raw
    assert boss.username not in raw


def test_nothing_empty_nothing_to_do(made, boss, libre):
    for segment in segments_of(made.translation):
        write(made.translation, segment, "Fait", user=boss)
    job = jobs.start_job(made.translation, boss)
    assert (job.state, job.total) == (JobState.DONE, 0)
    assert libre.requests == []


def test_deepl_gets_the_glossary_first(site, made, boss, deepl):
    Term.objects.create(
        source_locale=site.de.locale, target_locale=site.fr.locale, source_text="Strom", preferred="courant"
    )
    job = finish(jobs.start_job(made.translation, boss))
    assert job.state == JobState.DONE
    assert [asked["path"] for asked in deepl.requests] == ["/v2/glossaries", "/v2/translate"]
    assert deepl.requests[1]["glossary_id"] == "glossary-1"


def test_what_a_person_wrote_meanwhile_is_not_touched(made, boss, libre):
    other = segments_of(made.translation)[1]
    job = jobs.start_job(made.translation, boss)

    original = jobs.translate

    def slow(machine, texts):
        answers = original(machine, texts)
        write(made.translation, other, "De ma main", user=boss)
        return answers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "translate", slow)
        job = finish(job)
    assert job.state == JobState.DONE
    assert job.done == len(segments_of(made.translation)) - 1
    assert next(s for s in segments_of(made.translation) if s.id == other.id).target == "De ma main"


def test_a_cancelled_job_writes_nothing_more(made, boss, libre, monkeypatch):
    many(monkeypatch, made.translation, 1)
    job = jobs.step(jobs.start_job(made.translation, boss).pk)
    original = jobs.translate

    def cancelled(machine, texts):
        jobs.cancel(MachineJob.objects.get(pk=job.pk))
        return original(machine, texts)

    monkeypatch.setattr(jobs, "translate", cancelled)
    job = jobs.step(job.pk)
    assert (job.state, job.done) == (JobState.CANCELLED, 1)
    assert StringTranslation.objects.count() == 1
    assert jobs.step(job.pk).done == 1


def test_one_job_at_a_time(made, boss, libre):
    job = jobs.start_job(made.translation, boss)
    assert jobs.start_job(made.translation, boss).pk == job.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        MachineJob.objects.create(translation=made.translation, service="X")
    finish(job)
    assert jobs.start_job(made.translation, boss).pk != job.pk


def test_two_pages_that_ask_at_once_do_not_translate_twice(made, boss, libre):
    job = jobs.start_job(made.translation, boss)
    MachineJob.objects.filter(pk=job.pk).update(busy_until=timezone.now() + timedelta(minutes=1))
    assert jobs.step(job.pk).done == 0
    assert libre.requests == []
    MachineJob.objects.filter(pk=job.pk).update(busy_until=timezone.now() - timedelta(seconds=1))
    assert finish(job).done > 0, "a process that died loses the job"


def test_frozen_or_without_right_nothing_begins(site, made, boss, libre):
    with pytest.raises(PermissionDenied):
        jobs.start_job(made.translation, person(Role.EDITOR))
    Page.objects.filter(pk=made.alias.pk).update(locked=True, locked_by=person(None, "other"))
    with pytest.raises(Frozen):
        jobs.start_job(made.translation, person(Role.TRANSLATOR))
    assert not MachineJob.objects.exists()


def test_a_right_lost_or_a_lock_set_stops_the_job(made, libre):
    translator = person(Role.TRANSLATOR)
    job = jobs.start_job(made.translation, translator)
    Page.objects.filter(pk=made.alias.pk).update(locked=True, locked_by=person(None, "other"))
    assert finish(job).problem == Problem.FROZEN
    Page.objects.update(locked=False, locked_by=None)
    job = jobs.start_job(made.translation, translator)
    translator.groups.clear()
    assert finish(job).problem == Problem.NO_RIGHT
    assert libre.requests == []


def test_a_page_deleted_meanwhile_stops_the_job(made, boss, libre):
    job = jobs.start_job(made.translation, boss)
    made.alias.delete()
    if MachineJob.objects.filter(pk=job.pk).exists():
        assert finish(job).state == JobState.FAILED
    assert libre.requests == []


def test_a_translation_deleted_while_the_service_thinks_is_not_found(client, made, boss, libre, monkeypatch):
    job = jobs.start_job(made.translation, boss)
    original = jobs.translate

    def deleted(machine, texts):
        made.translation.delete()
        return original(machine, texts)

    monkeypatch.setattr(jobs, "translate", deleted)
    client.force_login(boss)
    assert as_script(client, "post", reverse("desk:machine_job", args=[job.pk])).status_code == 404


def test_without_machine_no_job(made, boss):
    with pytest.raises(MachineError):
        jobs.start_job(made.translation, boss)
    assert not MachineJob.objects.exists()


def test_a_worker_does_all_of_it(made, boss, libre, monkeypatch):
    many(monkeypatch, made.translation, 1)
    libre.faults = ["500"]
    job = jobs.start_job(made.translation, boss)
    assert run_machine_job.call(str(job.pk)) == job.total
    job.refresh_from_db()
    assert job.state == JobState.DONE
    job.delete()
    assert run_machine_job.call(str(job.pk or "00000000-0000-0000-0000-000000000000")) == 0


def test_with_a_worker_the_job_is_handed_over_once(made, boss, libre, settings, monkeypatch):
    told = []
    settings.TASKS_IN_DATABASE = True
    monkeypatch.setattr(type(run_machine_job), "enqueue", lambda _self, job_id: told.append(job_id))
    job = jobs.start_job(made.translation, boss)
    assert told == [str(job.pk)]
    MachineJob.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    jobs.start_job(made.translation, boss)
    assert told == [str(job.pk)]
