"""The addresses by which a job is started, moved on and stopped, with and without a script."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.accounts.roles import Role
from cms.desk.machine import jobs
from cms.desk.models import MachineJob
from cms.desk.models.machine import JobState
from tests.desk.helpers import person
from tests.desk.machine.helpers import as_script, many


def test_a_script_starts_the_job_and_moves_it_on(client, made, boss, libre, monkeypatch):
    total = many(monkeypatch, made.translation, 1)
    client.force_login(boss)
    answer = as_script(client, "post", reverse("desk:machine_start", args=[made.translation.pk]))
    assert answer.status_code == 201
    job = answer.json()
    assert (job["state"], job["done"], job["total"], job["finished"]) == ("waiting", 0, total, False)
    assert as_script(client, "get", job["url"]).json()["done"] == 0
    assert libre.requests == [], "nothing happens by GET"
    moved = as_script(client, "post", job["url"]).json()
    assert (moved["state"], moved["done"]) == ("running", 1)
    for _step in range(total - 1):
        moved = as_script(client, "post", job["url"]).json()
    assert (moved["state"], moved["done"], moved["finished"], moved["failed"]) == ("done", total, True, 0)
    assert str(total) in moved["message"]


def test_without_scripts_there_is_a_page_with_a_button(client, made, boss, libre):
    client.force_login(boss)
    answer = client.post(reverse("desk:machine_start", args=[made.translation.pk]))
    job = MachineJob.objects.get()
    assert answer.url == reverse("desk:machine_page", args=[job.pk])
    assert reverse("desk:machine_continue", args=[job.pk]) in client.get(answer.url).content.decode()
    assert client.post(reverse("desk:machine_continue", args=[job.pk])).url == answer.url
    assert client.get(answer.url).status_code == 200
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_cancel(client, made, boss, libre):
    client.force_login(boss)
    job = jobs.start_job(made.translation, boss)
    answer = as_script(client, "post", reverse("desk:machine_cancel", args=[job.pk])).json()
    assert (answer["state"], answer["finished"]) == ("cancelled", True)
    assert client.get(reverse("desk:machine_cancel", args=[job.pk])).status_code == 405


def test_failures_are_words_in_the_readers_language(client, made, boss, libre):
    libre.faults = ["403"]
    client.force_login(boss)
    job = jobs.start_job(made.translation, boss)
    answer = as_script(client, "post", reverse("desk:machine_job", args=[job.pk])).json()
    assert (answer["state"], answer["problem"]) == ("failed", "key_refused")
    assert "LibreTranslate" in answer["message"]


def test_no_machine_or_frozen_is_a_message(client, site, made, boss, settings):
    client.force_login(boss)
    start = reverse("desk:machine_start", args=[made.translation.pk])
    answer = as_script(client, "post", start)
    assert (answer.status_code, answer.json()["finished"]) == (409, True)
    assert answer.json()["message"]
    assert client.post(start).status_code == 302
    settings.LIBRETRANSLATE_URL = "http://127.0.0.1:1"
    translator = person(Role.TRANSLATOR)
    Page.objects.filter(pk=made.alias.pk).update(locked=True, locked_by=boss)
    client.force_login(translator)
    assert as_script(client, "post", start).status_code == 409


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_nobody_else_starts_sees_moves_or_stops_a_job(client, made, boss, libre, role):
    job = jobs.start_job(made.translation, boss)
    client.force_login(person(role))
    urls = [("post", "machine_start", made.translation.pk)]
    urls += [("get", "machine_page", job.pk), ("get", "machine_job", job.pk), ("post", "machine_job", job.pk)]
    urls += [("post", "machine_cancel", job.pk), ("post", "machine_continue", job.pk)]
    for method, name, argument in urls:
        url = reverse(f"desk:{name}", args=[argument])
        assert as_script(client, method, url).status_code in (302, 403)
        assert getattr(client, method)(url).status_code in (302, 403)
    job.refresh_from_db()
    assert (job.state, MachineJob.objects.count()) == (JobState.WAITING, 1)
    assert libre.requests == []


def test_unknown_ids_are_404(client, boss):
    client.force_login(boss)
    nowhere = "00000000-0000-0000-0000-000000000000"
    assert client.post(reverse("desk:machine_start", args=[99999])).status_code == 404
    for name in ("machine_page", "machine_job"):
        assert client.get(reverse(f"desk:{name}", args=[nowhere])).status_code == 404
