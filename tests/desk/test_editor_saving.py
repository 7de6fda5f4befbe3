"""Saving a sentence: for the script, without it, and everything that can come between."""

from __future__ import annotations

import uuid
from threading import Event, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.accounts.roles import Role
from cms.desk.editor import saving
from cms.desk.holding import held
from cms.desk.segments import Status, segments_of, write
from tests.factories import make_site

from .helpers import in_translation, outcome, person
from .test_editor_screen import client_of, edit, texts

JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def work(site):
    """A started translation, its translator logged in; ``first`` is the title."""
    work = in_translation(site, body=texts("Eins.", "Zwei."))
    work.user = person(Role.TRANSLATOR)
    work.client = client_of(work.user)
    work.first = segments_of(work.translation)[0]
    work.address = reverse("desk:segment", args=[work.translation.pk, work.first.id])
    return work


def test_the_script_gets_state_findings_and_progress(work):
    answer = work.client.post(work.address, {"text": " Toit solaire "}, **JSON).json()
    assert answer["target"] == "Toit solaire"
    assert answer["state"] == "done"
    assert answer["counts"]["open"] == answer["counts"]["all"] - 1
    assert answer["nextOpen"] != work.first.id
    assert "deskwork-mark--done" in answer["mark"]
    assert segments_of(work.translation)[0].target == "Toit solaire"


def test_without_script_it_leads_back_to_the_sentence(work):
    response = work.client.post(work.address, {"text": "Toit solaire"})
    assert response.url == f"{edit(work.alias)}#segment-{work.first.id}"
    assert segments_of(work.translation)[0].status == Status.DONE


def test_an_empty_text_takes_the_translation_away(work):
    write(work.translation, work.first, "Toit", user=work.user)
    answer = work.client.post(work.address, {"text": "", "base": "Toit"}, **JSON).json()
    assert answer["state"] == "open"
    assert not StringTranslation.objects.exists()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten_unseen(work):
    write(work.translation, work.first, "Leur texte", user=person(None, "autre"))
    response = work.client.post(work.address, {"text": "Mon texte", "base": ""}, **JSON)
    assert response.status_code == 409
    assert response.json()["theirs"] == "Leur texte"
    assert "Leur texte" in response.json()["problem"]
    assert segments_of(work.translation)[0].target == "Leur texte"
    again = work.client.post(work.address, {"text": "Mon texte", "base": "Leur texte"}, **JSON)
    assert again.json()["target"] == "Mon texte"


def test_a_person_who_confirms_machine_text_makes_it_done(work):
    write(work.translation, work.first, "Toit", user=work.user, machine=True, tool="Machine")
    answer = work.client.post(work.address, {"text": "Toit", "base": "Toit"}, **JSON).json()
    assert answer["state"] == "done"
    assert StringTranslation.objects.get().translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL


def test_too_long_a_text_is_kept_with_its_error(work):
    answer = work.client.post(work.address, {"text": "x" * 300}, **JSON).json()
    assert answer["state"] == "error"
    assert answer["target"] == "x" * 300
    assert "deskwork-finding--error" in answer["findings"]


@pytest.mark.parametrize("kind", ["locked", "in moderation"])
def test_a_frozen_translation_takes_nothing(work, kind):
    if kind == "locked":
        Page.objects.filter(pk=work.alias.pk).update(locked=True, locked_by=person(None, "chefin"))
    else:
        Page.objects.filter(pk=work.alias.pk).update(alias_of=None)
        page = Page.objects.get(pk=work.alias.pk).specific
        page.save_revision()
        page.get_workflow().start(page, work.user)
    response = work.client.post(work.address, {"text": "Toit"}, **JSON)
    assert response.status_code == 423
    assert response.json()["problem"]
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_nobody_else_saves(work, role):
    client = client_of(person(role))
    assert outcome(client.post(work.address, {"text": "Toit"})) == "refused"
    assert outcome(client.post(work.address, {"text": "Toit"}, **JSON)) == "refused"
    assert not StringTranslation.objects.exists()


def test_a_get_changes_nothing(work):
    assert work.client.get(work.address, {"text": "Toit"}).status_code == 405
    assert not StringTranslation.objects.exists()


def test_the_sentence_of_another_translation_is_not_found(work, site):
    other = in_translation(site, title="Ein anderes Projekt")
    strange = segments_of(other.translation)[0]
    address = reverse("desk:segment", args=[work.translation.pk, strange.id])
    assert work.client.post(address, {"text": "x"}).status_code == 404
    assert work.client.post(address, {"text": "x"}, **JSON).json()["problem"]
    assert work.client.post(reverse("desk:segment", args=[999999, 1]), {"text": "x"}).status_code == 404
    assert not StringTranslation.objects.exists()


def test_a_target_that_is_gone_is_told(work):
    Page.objects.filter(pk=work.alias.pk).update(translation_key=uuid.uuid4())
    response = work.client.post(work.address, {"text": "x"}, **JSON)
    assert response.status_code == 410
    assert response.json()["problem"]
    assert work.client.post(work.address, {"text": "x"}).status_code == 410


def test_after_wagtail_deleted_the_target_there_is_nothing_to_save(work):
    Page.objects.get(pk=work.alias.pk).delete()
    response = work.client.post(work.address, {"text": "x"}, **JSON)
    assert response.status_code in (404, 409, 410)
    assert response.json()["problem"]


def test_csrf_is_asked_for(work):
    client = type(work.client)(enforce_csrf_checks=True)
    client.force_login(work.user)
    assert client.post(work.address, {"text": "x"}, **JSON).status_code == 403
    assert not StringTranslation.objects.exists()


def test_help_offers_the_old_text_and_writes_nothing(work):
    write(work.translation, work.first, "Toit solaire pour l’école", user=work.user)
    work.page.title = "Solardach für die neue Schule"
    work.page.save_revision().publish()
    work.translation.source.refresh_from_db()
    work.translation.source.update_from_db()
    changed = next(s for s in segments_of(work.translation) if s.path == "title")
    assert changed.target == ""
    content = work.client.get(reverse("desk:help", args=[work.translation.pk, changed.id])).content.decode()
    assert 'data-take="Toit solaire pour l’école"' in content
    assert "<ins>neue" in content
    assert next(s for s in segments_of(work.translation) if s.path == "title").target == ""
    rows = [row for group in work.client.get(edit(work.alias)).context["groups"] for row in group.rows]
    assert next(row.state for row in rows if row.id == changed.id) == "changed"


def test_help_for_the_slug_is_made_from_the_title(work):
    write(work.translation, work.first, "L’énergie & l’eau", user=work.user)
    slug = next(s for s in segments_of(work.translation) if s.path == "slug")
    content = work.client.get(reverse("desk:help", args=[work.translation.pk, slug.id])).content.decode()
    assert 'data-take="l-energie-l-eau"' in content


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_help_and_preview_are_for_translators_only(work, role):
    client = client_of(person(role))
    for address in (
        reverse("desk:help", args=[work.translation.pk, work.first.id]),
        reverse("desk:preview", args=[work.translation.pk]),
        reverse("desk:open", args=[work.translation.pk]),
        reverse("desk:stop", args=[work.translation.pk]),
    ):
        assert outcome(client.get(address)) == "refused", address


def test_the_preview_is_french_where_there_is_french_and_saves_nothing(work):
    write(work.translation, work.first, "Toit solaire", user=work.user)
    response = work.client.get(reverse("desk:preview", args=[work.translation.pk]))
    content = response.content.decode()
    assert response.status_code == 200
    assert "Toit solaire" in content
    assert "Eins." in content
    assert '<html lang="fr"' in content
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    page = Page.objects.get(pk=work.alias.pk)
    assert page.alias_of_id == work.page.pk
    assert page.title == work.page.title


def test_a_preview_that_fails_is_a_message(work, monkeypatch):
    def fail(*args, **kwargs):
        raise KeyError("gone")

    monkeypatch.setattr("wagtail_localize.models.TranslationSource.get_ephemeral_translated_instance", fail)
    response = work.client.get(reverse("desk:preview", args=[work.translation.pk]))
    assert response.status_code == 409
    assert "desk/editor/message.html" in [template.name for template in response.templates]


def test_who_saves_at_the_same_moment_is_not_overwritten_unseen(work, monkeypatch):
    """The look at what is there and the writing are one step: the other text came after everything else was read."""
    original = saving.held

    def overtaken(translation, segment):
        write(translation, segment, "Leur texte", user=person(None, "autre"))
        return original(translation, segment)

    monkeypatch.setattr(saving, "held", overtaken)
    response = work.client.post(work.address, {"text": "Mon texte", "base": ""}, **JSON)
    assert (response.status_code, response.json()["theirs"]) == (409, "Leur texte")
    assert segments_of(work.translation)[0].target == "Leur texte"


def test_nothing_empty_is_left_of_a_text_that_was_not_written(work, monkeypatch):
    monkeypatch.setattr(saving, "write", lambda *_arguments, **_values: None)
    work.client.post(work.address, {"text": "Toit", "base": "Autre"}, **JSON)
    work.client.post(work.address, {"text": "Toit", "base": ""}, **JSON)
    assert not StringTranslation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_person_who_saves_while_the_machine_writes_wins(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time anyway")
    work = in_translation(make_site())
    title = segments_of(work.translation)[0]
    user = person(None)
    begun = Event()

    def by_hand():
        begun.set()
        try:
            write(work.translation, title, "De ma main", user=user)
        finally:
            connection.close()

    thread = Thread(target=by_hand)
    with held(work.translation, title) as there:
        assert there == ""
        thread.start()
        begun.wait(5)
        thread.join(0.5)
        assert thread.is_alive(), "the person's text waits until the machine's is written"
        write(work.translation, title, "MT", user=user, machine=True, tool="M")
    thread.join(10)
    found = segments_of(work.translation)[0]
    assert (found.target, found.status) == ("De ma main", Status.DONE)


@pytest.mark.parametrize("text", ["<b>" * 3000, "<b>" * 1400 + "x" + "</b>" * 1400, "<" * 9999, "&#xD800;", "a\0b"])
def test_no_text_breaks_saving_or_the_screen(work, text):
    assert work.client.post(work.address, {"text": text}, **JSON).status_code in (200, 413)
    assert work.client.get(edit(work.alias)).status_code == 200
    assert work.client.get(reverse("desk:help", args=[work.translation.pk, work.first.id])).status_code == 200


def test_a_stored_fault_is_told_in_the_readers_language(work):
    with override("de"):
        written = write(work.translation, work.first, "x" * 300, user=work.user)
    assert "Zeichen" in written.error
    with override("fr"):
        assert "caractères" in segments_of(work.translation)[0].error
        assert "caractères" in work.client.get(edit(work.alias), headers={"accept-language": "fr"}).content.decode()


def test_a_fault_that_only_publishing_has_shown_is_told_as_it_was_stored(work):
    write(work.translation, work.first, "Toit", user=work.user)
    StringTranslation.objects.update(has_error=True, field_error="So nicht.")
    assert segments_of(work.translation)[0].error == "So nicht."
