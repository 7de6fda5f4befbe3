"""Publishing: what goes live, and what does not."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringTranslation, TranslationLog

from cms.accounts.roles import Role
from cms.desk.permissions import FreezeReason
from cms.desk.publishing import Frozen, NotPublishable, publish
from cms.desk.segments import segments_of, write
from cms.desk.starting import start
from cms.media.models import MediaImage
from cms.models import DerivedRestriction
from projects.models import Partner, ProjectPage, ProjectPartner, UpdatePage
from tests.desk.helpers import german_project, in_translation, person, translate_all
from tests.factories import make_project
from tests.pictures import make_picture


def make_image(title: str) -> MediaImage:
    return make_picture(title)


def stream(blocks: list[tuple]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def ready(site, **values):
    """A project with all its sentences in French, and a superuser."""
    made = in_translation(site, **values)
    made.boss = person(None)
    translate_all(made.translation, made.boss)
    return made


def go(made, user=None, **options):
    try:
        return publish(made.translation, user or made.boss, **{"accept_warnings": True, **options})
    except NotPublishable as error:
        error.add_note(str(error.findings))
        raise


def sentence(made, path):
    return next(segment for segment in segments_of(made.translation) if segment.path == path)


def row(page) -> dict:
    return ProjectPage.objects.filter(pk=page.pk).values().get()


def test_publishing_turns_the_alias_into_a_french_page(site, client):
    made = ready(site)
    page = go(made)
    assert (page.pk, page.alias_of_id, page.live, page.has_unpublished_changes) == (made.alias.pk, None, True, False)
    assert page.title == "FR Solardach für die Schule"
    assert page.goals.get().goal.title == "Objectif 3"
    assert page.goals.get().locale == site.fr.locale
    assert page.slug == "fr-solardach-fur-die-schule"
    assert page.live_revision == page.latest_revision
    assert TranslationLog.objects.get(source=made.translation.source).revision == page.live_revision
    actions = set(PageLogEntry.objects.filter(page_id=page.pk).values_list("action", flat=True))
    assert {"wagtail.convert_alias", "wagtail.publish"} <= actions
    shown = client.get(page.get_url()).content.decode()
    assert "FR Strom vom Dach." in shown
    # Once translated it no longer follows the German text by itself.
    made.page.title = "Neuer Titel"
    made.page.save_revision().publish()
    page.refresh_from_db()
    assert page.title == "FR Solardach für die Schule"


def test_history_of_the_french_page_holds_no_german_revision(site):
    made = ready(site)
    page = go(made)
    assert [revision.content["title"] for revision in Revision.objects.for_instance(page)] == [page.title]


def test_a_missing_sentence_stops_it_and_is_named(site):
    made = ready(site)
    teaser = sentence(made, "teaser")
    write(made.translation, teaser, "", user=made.boss)
    before = row(made.alias)
    with pytest.raises(NotPublishable) as caught:
        go(made)
    assert {finding.segment_id for finding in caught.value.findings} == {teaser.id}
    assert not caught.value.needs_acceptance
    assert row(made.alias) == before
    assert not TranslationLog.objects.exists()


def test_a_live_french_page_never_falls_back_to_german(site):
    made = ready(site)
    page = go(made)
    made.page.teaser = "Ein ganz anderer Satz."
    made.page.save_revision().publish()
    made.translation.source.update_from_db()
    with pytest.raises(NotPublishable):
        go(made)
    page.refresh_from_db()
    assert page.teaser == "FR Strom vom Dach."


def test_unread_machine_text_stops_it(site):
    made = ready(site)
    teaser = sentence(made, "teaser")
    write(made.translation, teaser, "Du courant.", user=made.boss, machine=True, tool="LibreTranslate")
    with pytest.raises(NotPublishable) as caught:
        go(made)
    assert [finding.code for finding in caught.value.findings] == ["machine"]
    write(made.translation, teaser, "Du courant.", user=made.boss)
    assert go(made).teaser == "Du courant."


def test_warnings_ask_first(site, monkeypatch):
    from cms.desk.proofing.findings import Finding, Severity

    made = ready(site)
    warning = Finding("typography", Severity.WARNING, "Ein Leerzeichen fehlt.", sentence(made, "teaser").id)
    monkeypatch.setattr("cms.desk.publishing.readiness.proof", lambda translation, segments: [warning])
    with pytest.raises(NotPublishable) as caught:
        go(made, accept_warnings=False)
    assert (caught.value.findings, caught.value.needs_acceptance) == ((warning,), True)
    assert go(made).live


def test_errors_of_the_proof_stop_it_even_when_warnings_are_accepted(site, monkeypatch):
    from cms.desk.proofing.findings import Finding, Severity

    made = ready(site)
    error = Finding("numbers", Severity.ERROR, "Eine Zahl fehlt.", sentence(made, "teaser").id)
    monkeypatch.setattr("cms.desk.publishing.readiness.proof", lambda translation, segments: [error])
    with pytest.raises(NotPublishable) as caught:
        go(made)
    assert caught.value.findings == (error,)


def test_only_who_may_publish_there_may(site):
    made = ready(site)
    with pytest.raises(PermissionDenied):
        go(made, person(Role.EDITOR))
    made.translation.enabled = False
    with pytest.raises(PermissionDenied):
        go(made)
    made.alias.refresh_from_db()
    assert made.alias.alias_of_id


def test_a_lock_of_somebody_else_stops_it(site):
    made = ready(site)
    page = go(made)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=person(Role.MODERATOR))
    with pytest.raises(Frozen) as caught:
        go(made)
    assert caught.value.freeze.reason == FreezeReason.LOCKED


def test_not_before_the_original_is_public(site):
    made = ready(site)
    made.page.unpublish()
    with pytest.raises(NotPublishable):
        go(made)
    made.alias.refresh_from_db()
    assert (made.alias.live, bool(made.alias.alias_of_id)) == (False, True)


def test_a_taken_address_gets_a_number_and_a_strange_one_is_made_plain(site):
    make_project(site.fr, "Autre", slug="energie-eau")
    made = ready(site)
    write(made.translation, sentence(made, "slug"), "Énergie & Eau", user=made.boss)
    assert go(made).slug == "energie-eau-1"


def test_a_text_that_is_too_long_becomes_a_message_at_its_sentence(site):
    made = ready(site)
    segment = sentence(made, "title")
    # Past all checks, as a row from an older version would be.
    StringTranslation.objects.filter(context_id=segment.context_id).update(data="x" * 300, has_error=False)
    before = row(made.alias)
    with pytest.raises(NotPublishable) as caught:
        go(made)
    assert segment.id in {finding.segment_id for finding in caught.value.findings}
    assert StringTranslation.objects.get(context_id=segment.context_id).has_error
    assert row(made.alias) == before


def test_a_row_text_that_is_too_long_is_refused_on_every_database(site, monkeypatch):
    page = german_project(site)
    goal = page.goals.get()
    goal.reason = "Weil die Schule Strom braucht."
    goal.save()
    boss = person(None)
    made = in_translation(site, title="Noch eines")
    made.page, made.boss = page, boss
    made.translation = start(page, site.fr.locale, boss)
    translate_all(made.translation, boss)
    segment = next(s for s in segments_of(made.translation) if s.path.endswith(".reason"))
    StringTranslation.objects.filter(context_id=segment.context_id).update(data="x" * 400, has_error=False)
    # Even if the checks before saw nothing.
    monkeypatch.setattr("cms.desk.publishing.readiness.tolerance.recheck", lambda translation: 0)
    monkeypatch.setattr("cms.desk.publishing.readiness.proof", lambda translation, segments: [])
    with pytest.raises(NotPublishable) as caught:
        go(made)
    assert [finding.segment_id for finding in caught.value.findings] == [segment.id]
    assert page.get_translation(site.fr.locale).alias_of_id == page.pk


def test_a_missing_french_snippet_is_named_and_stops_it(site):
    made = ready(site)
    goal = site.de.goal_by_number[3]
    goal.get_translation(site.fr.locale).delete()
    with pytest.raises(NotPublishable) as caught:
        go(made)
    assert str(goal) in caught.value.message


def test_what_a_translator_chose_and_somebody_deleted_is_left_out(site):
    german, french = make_image("Dach"), make_image("Toit")
    picture = {"image": german.pk, "alt_text": "Ein Dach", "decorative": False}
    body = [("picture", {"image": picture, "caption": "Das Dach der Schule"})]
    made = ready(site, body=stream(body))
    segment = OverridableSegment.objects.get(source=made.translation.source, context__path__endswith=".image.image")
    SegmentOverride.objects.create(locale=site.fr.locale, context=segment.context, data_json=str(french.pk))
    assert go(made).body[0].value["image"].pk == french.pk
    french.delete()
    page = go(made)
    assert page.body[0].value["image"].pk == german.pk
    assert page.body[0].value["caption"] == "FR Das Dach der Schule"


def test_a_shown_snippet_that_is_not_fully_translated_is_a_warning(site):
    partner = Partner.objects.create(name="Schule Ost", description="Eine Schule.", locale=site.de.locale)
    page = german_project(site)
    page.partners = [ProjectPartner(partner=partner, locale=site.de.locale)]
    page.save_revision().publish()
    boss = person(None)
    translation = start(page, site.fr.locale, boss)
    translate_all(translation, boss)
    with pytest.raises(NotPublishable) as caught:
        publish(translation, boss)
    assert caught.value.needs_acceptance
    assert [finding.code for finding in caught.value.findings if finding.segment_id == 0] == ["related"]
    french = publish(translation, boss, accept_warnings=True)
    assert french.partners.get().partner == partner.get_translation(site.fr.locale)


def test_a_block_type_that_is_gone_is_no_crash(site):
    made = ready(site)
    source = made.translation.source
    path = "body.3d2ad8a4-0a3a-4e9f-9d8c-0f3f7a4a6f11.text"
    segment = source.stringsegment_set.get(context__path="teaser")
    type(segment.context).objects.filter(pk=segment.context_id).update(path=path, field_path="body.gone.text")
    with pytest.raises(NotPublishable) as caught:
        go(made)
    assert [finding.segment_id for finding in caught.value.findings] == [segment.pk]


def test_the_translation_of_a_protected_page_is_protected(site):
    made = ready(site)
    PageViewRestriction.objects.create(page=site.de.projects, restriction_type="login")
    page = go(made)
    assert page.alias_of_id is None
    assert [rule.restriction_type for rule in page.get_view_restrictions()] == ["login"]
    PageViewRestriction.objects.filter(page=site.de.projects).delete()
    go(made)
    assert not DerivedRestriction.objects.filter(restriction__page=page).exists()


def test_a_restriction_set_by_hand_on_the_french_page_stays(site):
    made = ready(site)
    page = go(made)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    go(made)
    assert page.get_view_restrictions().count() == 1


def test_a_plain_snippet_is_published(site):
    boss = person(None)
    partner = Partner.objects.create(name="Schule Ost", description="Eine Schule.", locale=site.de.locale)
    translation = start(partner, site.fr.locale, boss)
    translate_all(translation, boss)
    french = publish(translation, boss, accept_warnings=True)
    assert french.description == "FR Eine Schule."
    assert Partner.objects.get(pk=french.pk).locale == site.fr.locale
    assert TranslationLog.objects.get(source=translation.source).revision is None


def test_as_many_queries_for_a_large_site_as_for_a_small_one(site, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_projects

    made = ready(site)
    go(made)
    with CaptureQueriesContext(
        connection,
    ) as small:
        go(made)
    make_projects(site.fr, 30)
    make_projects(site.de, 30)
    # Looking up which slugs are taken is one query, whatever their number.
    with django_assert_max_num_queries(len(small) + 2):
        go(made)


def test_updates_of_a_project_are_published_below_its_alias(site):
    made = in_translation(site)
    update = UpdatePage(title="Neues", slug="neues", locale=site.de.locale, teaser="Kurz.")
    made.page.add_child(instance=update)
    update.save_revision().publish()
    boss = person(None)
    translation = start(update, site.fr.locale, boss)
    translate_all(translation, boss)
    french = publish(translation, boss, accept_warnings=True)
    assert french.get_parent().pk == made.alias.pk
    made.alias.refresh_from_db()
    assert made.alias.alias_of_id == made.page.pk
