"""Wagtail's own buttons do not go past the desk."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.accounts.roles import Role
from cms.desk.publishing import publish, submit
from cms.desk.segments import segments_of, write
from projects.models import ProjectPage
from tests.desk.helpers import PASSWORD, german_project, in_translation, person, translate_all
from tests.factories import make_project


@pytest.fixture
def made(site, client):
    made = in_translation(site)
    made.user = person(Role.MODERATOR)
    client.login(username=made.user.get_username(), password=PASSWORD)
    translate_all(made.translation, made.user)
    return made


def in_bulk(client, *pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{chosen}&next=/admin/", data, follow=True)


def messages_of(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_bulk_publishing_publishes_the_sentences_and_not_the_last_revision(made, client, monkeypatch):
    monkeypatch.setattr("cms.desk.publishing.readiness.proof", lambda translation, segments: [])
    publish(made.translation, made.user, accept_warnings=True)
    teaser = next(segment for segment in segments_of(made.translation) if segment.path == "teaser")
    write(made.translation, teaser, "Une phrase nouvelle.", user=made.user)
    in_bulk(client, made.alias)
    assert ProjectPage.objects.get(pk=made.alias.pk).teaser == "Une phrase nouvelle."


def test_bulk_publishing_a_whole_translation_ends_the_alias(made, client, monkeypatch):
    monkeypatch.setattr("cms.desk.publishing.readiness.proof", lambda translation, segments: [])
    in_bulk(client, made.alias)
    page = ProjectPage.objects.get(pk=made.alias.pk)
    assert (page.alias_of_id, page.title) == (None, "FR Solardach für die Schule")


def test_bulk_publishing_does_not_go_past_missing_sentences_or_moderation(made, client, site):
    submit(made.translation, made.user)
    answer = in_bulk(client, made.alias)
    page = ProjectPage.objects.get(pk=made.alias.pk)
    assert (page.alias_of_id, page.workflow_in_progress) == (made.page.pk, True)
    assert page.title in messages_of(answer)


def test_an_alias_is_no_crash_and_other_pages_are_published(made, client, site):
    alias = german_project(site, "Noch eines").get_translation(site.fr.locale)
    german = make_project(site.de, "Entwurf")
    german.unpublish()
    answer = in_bulk(client, alias, german)
    assert answer.status_code == 200
    assert Page.objects.get(pk=german.pk).live
    assert Page.objects.get(pk=alias.pk).alias_of_id
    assert "Noch eines" in messages_of(answer)


def test_translations_below_are_not_published_past_the_desk(made, client, site):
    publish(made.translation, made.user, accept_warnings=True)
    french = ProjectPage.objects.get(pk=made.alias.pk)
    french.unpublish()
    teaser = next(segment for segment in segments_of(made.translation) if segment.path == "teaser")
    write(made.translation, teaser, "", user=made.user)
    draft = make_project(site.fr, "À part")
    draft.unpublish()
    in_bulk(client, site.fr.projects, include_descendants="on")
    assert not Page.objects.get(pk=french.pk).live
    assert Page.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("action", ["action-publish", "action-submit", "action-unpublish", ""])
def test_wagtails_own_form_writes_nothing_on_a_translated_page(made, client, action):
    publish(made.translation, made.user, accept_warnings=True)
    before = ProjectPage.objects.filter(pk=made.alias.pk).values().get()
    client.post(
        reverse("wagtailadmin_pages:edit", args=[made.alias.pk]),
        {"title": "Autre", "slug": "autre", "teaser": "Autre", action: "1", "go_live_at": "2030-01-01 00:00"},
    )
    assert ProjectPage.objects.filter(pk=made.alias.pk).values().get() == before


def test_an_old_revision_cannot_be_restored_past_the_desk(made, client):
    publish(made.translation, made.user, accept_warnings=True)
    page = ProjectPage.objects.get(pk=made.alias.pk)
    old = page.latest_revision
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    client.post(address, {"title": "Autre", "slug": "autre", "action-publish": "1"})
    page.refresh_from_db()
    assert (page.title, page.latest_revision) == ("FR Solardach für die Schule", old)
