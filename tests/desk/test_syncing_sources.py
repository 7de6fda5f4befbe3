"""Publishing German brings the sentences up to date, and changes nothing that is public in French."""

import json
import logging

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization, StringTranslation, Translation, TranslationSource

from cms.desk.models import SourceChange
from cms.desk.overview.states import State, state_of
from cms.desk.publishing import NotPublishable, publish
from cms.desk.segments import Status, segments_of
from cms.desk.syncing.sync import sync_source
from projects.models import Partner, ProjectPage, ProjectPartner
from tests.desk.helpers import PASSWORD, in_translation, person, translate_all
from tests.factories import make_project

HEADINGS = [
    {"type": "heading", "value": {"text": "Warum", "level": "h2"}, "id": "11111111-1111-4111-8111-111111111111"},
    {"type": "heading", "value": {"text": "Wie", "level": "h2"}, "id": "22222222-2222-4222-8222-222222222222"},
]


@pytest.fixture
def live(site, django_capture_on_commit_callbacks):
    """A project that is public in both languages, and a way to change and publish the German one."""
    made = in_translation(site, body=json.dumps(HEADINGS))
    made.boss = person(None)
    translate_all(made.translation, made.boss)
    publish(made.translation, made.boss, accept_warnings=True)

    def change(**values):
        page = ProjectPage.objects.get(pk=made.page.pk)
        for name, value in values.items():
            setattr(page, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision(user=made.boss).publish()

    made.change = change
    return made


def french(made) -> dict:
    page = ProjectPage.objects.filter(pk=made.alias.pk).values().get()
    return {"page": page, "revisions": list(ProjectPage.objects.get(pk=made.alias.pk).revisions.values_list("pk"))}


def texts(made, status=Status.OPEN) -> list[str]:
    return [segment.source for segment in segments_of(made.translation) if segment.status == status]


def test_a_changed_sentence_waits_and_the_french_page_stays(live):
    before = french(live)
    live.change(teaser="Licht für alle.")
    assert texts(live) == ["Licht für alle."]
    assert french(live) == before
    change = SourceChange.objects.get()
    assert (change.added, change.source, change.published_by) == (
        ["Licht für alle."],
        live.translation.source,
        live.boss,
    )
    assert state_of(live.translation).state == State.CHANGED


def test_nothing_new_is_no_news(live):
    updated = TranslationSource.objects.get(pk=live.translation.source_id).last_updated_at
    live.change()
    assert not SourceChange.objects.exists()
    assert TranslationSource.objects.get(pk=live.translation.source_id).last_updated_at == updated
    assert state_of(live.translation).state == State.CURRENT


def test_a_block_made_anew_keeps_its_translation_and_is_no_news(live):
    anew = [HEADINGS[1], {**HEADINGS[0], "id": "33333333-3333-4333-8333-333333333333"}]
    live.change(body=json.dumps(anew))
    assert texts(live) == []
    assert not SourceChange.objects.exists()
    carried = StringTranslation.objects.get(context__path="body.33333333-3333-4333-8333-333333333333.text")
    assert (carried.data, carried.last_translated_by, carried.translation_type) == ("FR Warum", live.boss, "manual")


def test_a_carried_machine_text_is_still_to_be_read(live):
    StringTranslation.objects.filter(data="FR Warum").update(translation_type="machine")
    live.change(body=json.dumps([{**HEADINGS[0], "id": "33333333-3333-4333-8333-333333333333"}]))
    assert texts(live, Status.MACHINE) == ["Warum"]


def test_a_sentence_that_stands_elsewhere_is_not_taken_from_there(live):
    live.change(results=json.dumps([{**HEADINGS[0], "id": "44444444-4444-4444-8444-444444444444"}]))
    assert texts(live) == ["Warum"]


def test_the_order_of_blocks_must_be_published_again(live):
    live.change(body=json.dumps(list(reversed(HEADINGS))))
    assert texts(live) == []
    assert state_of(live.translation).state == State.BEHIND


def test_a_snippet_shown_newly_is_started(live, site):
    partner = Partner.objects.create(name="Schule Ost", description="Eine Schule.", locale=site.de.locale)
    live.change(partners=[ProjectPartner(partner=partner, locale=site.de.locale)])
    assert partner.has_translation(site.fr.locale)
    assert Translation.objects.get(source__object_id=partner.translation_key).enabled


def test_a_plain_snippet_is_followed_when_it_is_saved(site, django_capture_on_commit_callbacks):
    from cms.desk.starting import start

    partner = Partner.objects.create(name="Schule Ost", description="Eine Schule.", locale=site.de.locale)
    translation = start(partner, site.fr.locale, person(None))
    partner.description = "Eine Berufsschule."
    with django_capture_on_commit_callbacks(execute=True):
        partner.save()
    assert [segment.source for segment in segments_of(translation)] == ["Schule Ost", "Eine Berufsschule."]
    assert SourceChange.objects.get().added == ["Eine Berufsschule."]
    assert partner.get_translation(site.fr.locale).description == "Eine Schule."


def test_publishing_french_sets_nothing_in_motion(live, django_capture_on_commit_callbacks):
    updated = TranslationSource.objects.get(pk=live.translation.source_id).last_updated_at
    with django_capture_on_commit_callbacks(execute=True):
        publish(live.translation, live.boss, accept_warnings=True)
    assert TranslationSource.objects.get(pk=live.translation.source_id).last_updated_at == updated
    assert not SourceChange.objects.exists()


def test_scheduled_publishing_is_followed_too(live, django_capture_on_commit_callbacks):
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    page = ProjectPage.objects.get(pk=live.page.pk)
    page.teaser, page.go_live_at = "Morgen neu.", timezone.now() + timedelta(hours=1)
    revision = page.save_revision(user=live.boss)
    revision.publish()
    assert "Morgen neu." not in texts(live)
    past = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")
    assert texts(live) == ["Morgen neu."]


def test_a_failure_never_stops_the_editor_and_shows(live, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("no")

    monkeypatch.setattr("cms.desk.syncing.follow_up.sync_source", fail)
    with caplog.at_level(logging.CRITICAL):
        live.change(teaser="Licht für alle.")
    assert ProjectPage.objects.get(pk=live.page.pk).teaser == "Licht für alle."
    assert texts(live) == []
    assert state_of(live.translation).state == State.BEHIND


def test_a_copied_or_scripted_page_gets_its_alias(site, django_capture_on_commit_callbacks):
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    with django_capture_on_commit_callbacks(execute=True):
        page = make_project(site.de, "Vom Skript")
        copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=True)
    for original in (page, copy):
        alias = original.get_translation(site.fr.locale)
        assert (alias.alias_of_id, alias.live) == (original.pk, True)


def test_the_create_form_still_makes_one_alias(site, client, django_capture_on_commit_callbacks):
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    boss = person(None)
    client.login(username=boss.get_username(), password=PASSWORD)
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

    data = nested_form_data(
        {
            "title": "Vom Formular",
            "slug": "vom-formular",
            "teaser": "Kurz.",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", site.de.home.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    page = Page.objects.get(slug="vom-formular", locale=site.de.locale)
    assert Page.objects.filter(translation_key=page.translation_key, alias_of=page).count() == 1


def test_bringing_up_to_date_and_publishing_never_puts_german_on_a_french_page(live):
    before = french(live)["page"]
    page = ProjectPage.objects.get(pk=live.page.pk)
    page.teaser = "Licht für alle."
    page.save_revision().publish()
    assert sync_source(live.translation.source).added == ["Licht für alle."]
    with pytest.raises(NotPublishable):
        publish(live.translation, live.boss, accept_warnings=True)
    assert french(live)["page"] == before


def test_german_that_is_published_while_somebody_publishes_french_does_not_stand_there(live, monkeypatch):
    """The sentences were looked at, and change before the page is made."""
    translate = live.translation

    def change_meanwhile(*args, **kwargs):
        live.change(teaser="Licht für alle.")

    monkeypatch.setattr("cms.desk.publishing.live.check_ready", change_meanwhile)
    with pytest.raises(NotPublishable):
        publish(translate, live.boss, accept_warnings=True)
    assert french(live)["page"]["teaser"] == "FR Strom vom Dach."


def test_a_sentence_that_comes_back_is_translated_already_and_no_news(live):
    live.change(teaser="Licht für alle.")
    live.change(teaser="Strom vom Dach.")
    assert texts(live) == []
    assert SourceChange.objects.count() == 1


def test_syncing_reports_what_it_did(live):
    page = ProjectPage.objects.get(pk=live.page.pk)
    page.teaser = "Licht für alle."
    page.save_revision().publish()
    result = sync_source(live.translation.source)
    assert (result.added, result.removed, result.carried) == (["Licht für alle."], ["Strom vom Dach."], 0)
    assert sync_source(live.translation.source).is_empty
