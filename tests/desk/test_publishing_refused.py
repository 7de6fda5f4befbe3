"""What stops publishing: it is named, asks first where it is a mere warning, and leaves everything as it was."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationLog

from cms.accounts.roles import Role
from cms.desk.permissions import FreezeReason
from cms.desk.publishing import Frozen, NotPublishable, publish
from cms.desk.segments import segments_of, write
from cms.desk.starting import start
from projects.models import Partner, ProjectPartner
from tests.desk.helpers import german_project, in_translation, person, translate_all
from tests.desk.publishing_data import go, ready, row, sentence


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
