"""What becomes of a job when the service fails, refuses or answers nonsense."""

import pytest
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from cms.desk.machine import jobs
from cms.desk.machine.problems import Problem
from cms.desk.models import MachineJob, Term
from cms.desk.models.machine import JobState
from cms.desk.segments import Status, segments_of
from tests.desk.fake_services import refused_url
from tests.desk.machine.helpers import finish, many


def test_works_in_chunks_and_keeps_what_is_done_when_the_service_fails(made, boss, libre, monkeypatch):
    total = many(monkeypatch, made.translation, 2)
    assert total > 2
    libre.faults = ["", "*500"]
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.state, job.problem, job.done, job.total) == (JobState.FAILED, Problem.BROKEN, 2, total)
    assert sum(segment.status is Status.MACHINE for segment in segments_of(made.translation)) == 2
    libre.faults = []
    again = finish(jobs.start_job(made.translation, boss))
    assert (again.state, again.done) == (JobState.DONE, total - 2)
    assert len(libre.requests[0]["q"]) == 2


@pytest.mark.parametrize("faults", [["429"], ["500", "503"], ["hang up"]])
def test_passing_faults_are_tried_again(made, boss, libre, faults):
    libre.faults = list(faults)
    job = finish(jobs.start_job(made.translation, boss), steps=len(faults) + 1) if faults != ["429"] else None
    if job is None:
        job = jobs.step(jobs.start_job(made.translation, boss).pk)
        assert job.is_open
        assert job.wait_until > timezone.now()  # the service asked for two seconds
        assert jobs.step(job.pk).attempts == 1, "too early: nothing is asked"
        MachineJob.objects.update(wait_until=timezone.now())
        job = finish(job, steps=1)
    assert (job.state, job.problem, job.attempts) == (JobState.DONE, "", 0)
    assert len(libre.requests) == len(faults) + 1


@pytest.mark.parametrize(
    ("fault", "problem", "requests"),
    [("*500", Problem.BROKEN, 5), ("*403", Problem.KEY_REFUSED, 1), ("*not json", Problem.NONSENSE, 1),
     ("*unsupported", Problem.LANGUAGE, 1)],
)  # fmt: skip
def test_lasting_faults_stop_the_job_with_a_problem(made, boss, libre, fault, problem, requests):
    libre.faults = [fault]
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.state, job.problem, job.done) == (JobState.FAILED, problem, 0)
    assert len(libre.requests) == requests
    assert {segment.status for segment in segments_of(made.translation)} == {Status.OPEN}


def test_a_machine_that_is_down_is_a_problem_not_a_crash(made, boss, settings):
    settings.LIBRETRANSLATE_URL = refused_url()
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.state, job.problem) == (JobState.FAILED, Problem.UNREACHABLE)


def test_used_up_quota_of_deepl(made, boss, deepl):
    deepl.faults = ["456"]
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.state, job.problem) == (JobState.FAILED, Problem.QUOTA)


def test_without_glossary_the_texts_come_and_the_job_says_so(site, made, boss, deepl):
    Term.objects.create(
        source_locale=site.de.locale, target_locale=site.fr.locale, source_text="Strom", preferred="courant"
    )
    deepl.faults = ["no glossaries"]
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.state, job.problem, job.failed) == (JobState.DONE, Problem.NO_GLOSSARY, 0)


@pytest.mark.parametrize("fault", ["*blank", "*wrong kind"])
def test_sentences_without_usable_answer_stay_empty_and_are_counted(made, boss, libre, fault):
    libre.faults = [fault]
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.state, job.done, job.failed) == (JobState.DONE, 0, job.total)
    assert job.total > 0
    assert not StringTranslation.objects.exists()
    assert len(libre.requests) == 1, "what failed is not asked again"


def test_too_much_at_once_is_sent_in_halves_and_one_that_is_too_long_is_left_out(made, boss, libre):
    long = segments_of(made.translation)[0]
    long_string = StringTranslation.translation_of.field.related_model.objects.get(pk=long.string_id)
    type(long_string).objects.filter(pk=long.string_id).update(data="This one is too long")
    libre.faults = ["*limit"]
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.state, job.failed, job.done) == (JobState.DONE, 1, job.total - 1)


def test_an_error_of_our_own_is_a_problem_too(made, boss, libre, monkeypatch):
    monkeypatch.setattr(jobs, "first_chunk", lambda *_arguments: 1 / 0)
    job = finish(jobs.start_job(made.translation, boss))
    assert (job.state, job.problem) == (JobState.FAILED, Problem.INTERNAL)
