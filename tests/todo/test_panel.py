"""What is to be done: the panel for each role, its queries at two sizes, the lists, "later"."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.accounts.roles import Role
from cms.todo import Entry, Item, items, register
from cms.todo.models import Look, Snooze
from cms.todo.reading import BUDGET, read_rights, waiting_for
from projects.models import Contact, ProjectPage
from tests.desk.helpers import german_project, person

items_module = import_module("cms.todo.items")
ROLES = [None, Role.MODERATOR, Role.EDITOR, Role.TRANSLATOR, Role.REVIEWER]
EDITORS = {None, Role.MODERATOR, Role.EDITOR}
OWN = ("contacts", "duties", "goals", "links", "not-looked-at", "results", "translations")


def numbers(user):
    return {kind.item.key: kind.number for kind in waiting_for(user).kinds if kind.item.key in OWN}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_what_he_or_she_may_act_on_and_nothing_else(work, role):
    found = numbers(person(role, "someone"))
    if role in EDITORS:
        looked = 2 if role in (None, Role.MODERATOR) else 1
        assert {key: found[key] for key in OWN if key != "translations"} == {
            "contacts": 1,
            "duties": 3,  # imprint, statement, barrier report
            "goals": 1,
            "links": 1,
            "not-looked-at": looked,
            "results": 1,
        }
        assert found["translations"] > 0
    else:
        assert found == {"not-looked-at": 1}  # the French page


def test_work_comes_in_the_order_of_its_weight(work):
    keys = [kind.item.key for kind in waiting_for(person(None)).kinds if kind.item.key in OWN]
    assert keys == ["duties", "contacts", "links", "translations", "goals", "results", "not-looked-at"]


def test_what_is_done_is_gone(work):
    user = person(None)
    Contact.objects.update(email="a@example.org")
    page = ProjectPage.objects.get(pk=work.over.pk)
    page.results = [{"type": "paragraph", "value": "<p>Ein Haus.</p>", "id": "r"}]
    page.save_revision().publish()
    for project in ProjectPage.objects.all():
        project.goals.update(is_confirmed=True)
    imprint = work.de.imprint
    imprint.body = [{"type": "paragraph", "id": "b", "value": "<p>Mail: a@example.org</p>"}]
    imprint.save_revision().publish()
    assert not {"contacts", "results", "goals", "links"} & set(numbers(user))
    assert numbers(user)["duties"] == 2


@pytest.mark.parametrize("words", ["noch einzutragen", "Noch einzutragen", "à compléter"])
def test_gaps_are_found_in_either_language_on_both_databases(site, words):
    page = site.de.barrier_report
    page.body = [{"type": "paragraph", "id": "b", "value": f"<p>Telefon: {words}</p>"}]
    page.save()
    kind = next(kind for kind in waiting_for(person(None)).kinds if kind.item.key == "duties")
    assert "Leer: zuständige Stelle; im Text einmal „noch einzutragen“" in [entry.detail for entry in kind.entries]


def test_a_legal_page_that_is_missing_is_named(site):
    site.de.imprint.unpublish()
    kind = next(kind for kind in waiting_for(person(None)).kinds if kind.item.key == "duties")
    assert kind.entries[0].detail == "Fehlt oder ist nicht veröffentlicht: Impressum, Datenschutzerklärung"


def test_a_key_is_taken_once():
    with pytest.raises(ValueError, match="goals"):
        register(Item("goals", "", "", lambda user: [], lambda rows, user: []))


# --- Screens -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_the_home_page_shows_one_panel_for_translations(work, client, role):
    client.force_login(person(role, "someone"))
    text = client.get("/admin/").content.decode()
    assert ('id="panel-desk' in text or "desk-home__part" in text) is (role not in EDITORS)
    assert "todo-kind__title" in text


def test_nothing_to_do_is_a_pleasure(site, client, monkeypatch):
    monkeypatch.setattr(items_module, "_items", {})
    client.force_login(person(Role.EDITOR))
    assert "Nichts zu tun: Alles ist vollständig und aktuell." in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", OWN)
def test_every_list_opens_for_everybody_and_shows_only_what_may_be_acted_on(work, client, role, key):
    user = person(role, "someone")
    client.force_login(user)
    answer = client.get(f"/admin/todo/{key}/")
    assert answer.status_code == 200
    assert answer.context["total"] == numbers(user).get(key, 0)


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=" + "x" * 5000, "?p=99999999999999999999", "?p=-1", "?p=x", "?q=%25_'"]
)
@pytest.mark.parametrize("key", OWN)
def test_no_address_brings_a_list_down(work, client, key, query):
    client.force_login(person(None))
    assert client.get(f"/admin/todo/{key}/{query}").status_code == 200


@pytest.mark.parametrize(
    "path", ["nothing/", "nothing/later/", "nothing/now/", "looked/999999/", "looked/99999999999999999999/"]
)
def test_unknown_addresses_are_not_found(site, client, path):
    client.force_login(person(None))
    assert client.post(f"/admin/todo/{path}").status_code in (404, 405)


def test_a_list_is_searched_and_leafed_through(site, client):
    Contact.objects.bulk_create([Contact(unit=f"Stelle {n:03}", locale=site.de.locale) for n in range(120)])
    client.force_login(person(None))
    first, third = client.get("/admin/todo/contacts/"), client.get("/admin/todo/contacts/?p=3")
    assert (len(first.context["entries"]), len(third.context["entries"])) == (50, 20)
    found = client.get("/admin/todo/contacts/?q=Stelle+007")
    assert [entry.title for entry in found.context["entries"]] == ["Stelle 007"]
    nothing = client.get("/admin/todo/contacts/?q=gibtesnicht").content.decode()
    assert "Hier kommt „gibtesnicht“ nicht vor." in nothing


def test_later_hides_a_kind_for_this_person_for_a_week(work, client):
    user = person(Role.EDITOR, "eva")
    client.force_login(user)
    answer = client.post("/admin/todo/results/later/", {"next": "https://elsewhere.example/"})
    assert answer["Location"] == "/admin/"
    assert "results" not in numbers(user)
    assert "results" in numbers(person(Role.EDITOR, "otto"))
    Snooze.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert "results" in numbers(user)
    client.post("/admin/todo/results/later/")
    client.post("/admin/todo/results/now/")
    assert "results" in numbers(user)


def test_one_entry_is_put_off_for_a_month_and_the_others_stay(work, client):
    german_project(work, "Auch vorbei", start_year=2018, end_year=2019)
    eva, otto = person(Role.EDITOR, "eva"), person(Role.EDITOR, "otto")
    client.force_login(eva)
    assert numbers(eva)["results"] == 2
    answer = client.post(f"/admin/todo/results/{work.over.pk}/later/", {"next": "/admin/todo/results/"}, follow=True)
    text = answer.content.decode()
    assert "„Vorbei“ kommt in einem Monat wieder." in text
    assert [entry.title for entry in answer.context["entries"]] == ["Auch vorbei"]
    assert "1 Eintrag für später" in text
    assert (numbers(eva)["results"], numbers(otto)["results"]) == (1, 2)
    later = client.get("/admin/todo/results/?later")
    assert [entry.title for entry in later.context["entries"]] == ["Vorbei"]
    read_rights(eva)
    with CaptureQueriesContext(connection) as queries:
        waiting = waiting_for(eva)
    assert len(queries) <= BUDGET
    assert [(kind.item.key, kind.number) for kind in waiting.single] == [("results", 1)]
    assert "todo/results/?later" in client.get("/admin/").content.decode()
    Snooze.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert numbers(eva)["results"] == 2
    client.post(f"/admin/todo/results/{work.over.pk}/later/")
    assert Snooze.objects.count() == 1
    client.post(f"/admin/todo/results/{work.over.pk}/now/")
    assert numbers(eva)["results"] == 2


def test_what_is_mended_meanwhile_is_not_counted_as_put_off(work, client):
    user = person(Role.EDITOR, "eva")
    client.force_login(user)
    client.post(f"/admin/todo/results/{work.over.pk}/later/")
    ProjectPage.objects.filter(pk=work.over.pk).update(end_year=2999)
    assert waiting_for(user).single == []


def test_only_what_waits_for_a_person_and_can_wait_is_put_off(work, client):
    client.force_login(person(Role.TRANSLATOR, "marie"))
    assert client.post(f"/admin/todo/results/{work.over.pk}/later/").status_code == 404
    client.force_login(person(Role.EDITOR, "eva"))
    for path in (f"duties/{work.de.imprint.pk}", "office-empty/1", "results/1", f"results/{10**30}", "nothing/1"):
        assert client.post(f"/admin/todo/{path}/later/").status_code == 404, path
    assert not Snooze.objects.exists()


def test_a_page_is_looked_at_with_one_click_in_the_panel(work, client):
    user = person(Role.EDITOR, "eva")
    client.force_login(user)
    for kind in waiting_for(user).kinds:
        if kind.item.key != "not-looked-at":
            client.post(f"/admin/todo/{kind.item.key}/later/")
    text = client.get("/admin/").content.decode()
    assert f'action="/admin/todo/looked/{work.de.content.pk}/"' in text
    assert f'action="/admin/todo/not-looked-at/{work.de.content.pk}/later/"' in text
    client.post(f"/admin/todo/looked/{work.de.content.pk}/")
    assert "not-looked-at" not in numbers(user)


def test_every_entry_that_can_be_put_off_says_which_row_it_is(work):
    user = person(None)
    for item in items():
        if item.can_wait:
            rows = item.rows(user)
            assert [entry.key for entry in item.present(list(rows), user)] == [str(row.pk) for row in rows]


@pytest.mark.parametrize("path", ["results/1/later/", "results/1/now/", "results/later/", "results/now/", "looked/1/"])
def test_a_get_changes_nothing(site, client, path):
    client.force_login(person(None))
    assert client.get(f"/admin/todo/{path}").status_code == 405


@pytest.mark.parametrize("path", ["results/", "results/later/", "results/1/later/", "looked/3/"])
def test_nobody_gets_in_without_login(site, client, path):
    assert client.post(f"/admin/todo/{path}").status_code == 403
    assert not Snooze.objects.exists()


# --- Looking -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["de", "fr"])
def test_who_may_change_a_page_may_say_that_it_is_right(work, client, role, language):
    page = getattr(work, language).content
    client.force_login(person(role, "someone"))
    client.post(f"/admin/todo/looked/{page.pk}/")
    allowed = role in (None, Role.MODERATOR) or (role == Role.EDITOR) == (language == "de")
    assert Look.objects.filter(page=page).exists() is allowed


def test_looking_and_publishing_both_count(work):
    user = person(Role.EDITOR)
    assert numbers(user)["not-looked-at"] == 1
    Look.objects.create(page=work.de.content, at=timezone.now() - timedelta(days=366), by=user)
    assert numbers(user)["not-looked-at"] == 1
    Look.objects.update(at=timezone.now())
    assert "not-looked-at" not in numbers(user)
    Look.objects.all().delete()
    work.de.content.save_revision().publish()
    assert "not-looked-at" not in numbers(user)


def test_every_item_presents_what_it_counts(work):
    user = person(None)
    for item in items():
        if item.key in OWN:
            entries = item.present(list(item.rows(user)), user)
            assert entries
            assert all(
                isinstance(entry, Entry) and entry.title and entry.url.startswith("/admin/") for entry in entries
            )
