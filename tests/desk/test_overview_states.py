"""What state a translation is in, each made the way it comes about."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, Workflow
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from cms.desk.overview.query import languages, standings
from cms.desk.overview.states import Standing, State, state_of
from cms.desk.segments import segments_of, write
from sdg.models import Goal
from tests.desk.helpers import german_project, in_translation, person, translate_all


@pytest.fixture
def made(site):
    made = in_translation(site)
    made.boss = person(None, "boss")
    made.site = site
    return made


def standings_of(page: Page) -> list[Standing]:
    """How a page stands in every other language."""
    return standings([language.pair for language in languages()], {page.translation_key})


def replace_sentence(source: TranslationSource, path: str, text: str) -> None:
    """What a synchronisation does when the source was changed."""
    segment = StringSegment.objects.get(source=source, context__path=path)
    segment.string, _created = String.objects.get_or_create(
        locale=source.locale, data_hash=String._get_data_hash(text), defaults={"data": text}
    )
    segment.save()


def add_sentence(source: TranslationSource, path: str, text: str) -> None:
    """One more sentence at a place that has some."""
    segment = StringSegment.objects.filter(source=source, context__path=path).first()
    string = String.objects.create(locale=source.locale, data=text, data_hash=String._get_data_hash(text))
    StringSegment.objects.create(source=source, context=segment.context, string=string, order=99, attrs="{}")


def publish(made) -> None:
    """All that publishing leaves behind for the list, in the past of what the test does next."""
    Page.objects.filter(pk=made.alias.pk).update(alias_of=None, live=True)
    earlier = timezone.now() - timedelta(hours=1)
    StringTranslation.objects.update(updated_at=earlier - timedelta(hours=1))
    TranslationSource.objects.update(last_updated_at=earlier - timedelta(hours=1))
    log = TranslationLog.objects.create(source=made.translation.source, locale=made.translation.target_locale)
    TranslationLog.objects.filter(pk=log.pk).update(created_at=earlier)


def test_an_alias_without_a_translation_was_never_submitted(site):
    page = german_project(site)
    [standing] = standings_of(page)
    assert standing.state == State.NEVER
    assert standing.target_is_alias


def test_a_page_in_the_other_language_without_a_translation_is_kept_by_hand(site):
    assert standings_of(site.de.content)[0].state == State.BY_HAND


def test_a_begun_translation_is_incomplete_and_counts(made):
    standing = state_of(made.translation)
    assert standing.state == State.INCOMPLETE
    total = len(segments_of(made.translation))
    assert (standing.done, standing.total, standing.left) == (0, total, total)
    write(made.translation, segments_of(made.translation)[0], "Toit", user=made.boss)
    standing = state_of(made.translation)
    assert (standing.done, standing.left, standing.changed) == (1, total - 1, 0)


def test_an_empty_text_in_the_database_is_no_translation(made):
    translate_all(made.translation, made.boss)
    StringTranslation.objects.filter(context__path="title").update(data="")
    standing = state_of(made.translation)
    assert (standing.state, standing.left) == (State.INCOMPLETE, 1)


def test_a_text_with_an_error_is_faulty_and_not_done(made):
    translate_all(made.translation, made.boss)
    StringTranslation.objects.filter(context__path="title").update(has_error=True)
    standing = state_of(made.translation)
    assert (standing.state, standing.errors, standing.left) == (State.FAULTY, 1, 1)


def test_machine_text_waits_for_a_person(made):
    translate_all(made.translation, made.boss)
    StringTranslation.objects.filter(context__path="title").update(translation_type="machine")
    standing = state_of(made.translation)
    assert (standing.state, standing.machine, standing.left) == (State.MACHINE, 1, 1)


def test_all_done_but_never_published_is_ready(made):
    translate_all(made.translation, made.boss)
    standing = state_of(made.translation)
    assert (standing.state, standing.percent) == (State.READY, 100)
    assert standing.written_by_id == made.boss.pk
    assert standing.written_by == "boss"


def test_published_is_current_and_a_newer_sentence_makes_it_ready_again(made):
    translate_all(made.translation, made.boss)
    publish(made)
    assert state_of(made.translation).state == State.CURRENT
    write(made.translation, segments_of(made.translation)[0], "Mieux", user=made.boss)
    assert state_of(made.translation).state == State.READY


def test_a_publication_of_an_alias_or_of_a_page_taken_offline_does_not_count(made):
    translate_all(made.translation, made.boss)
    publish(made)
    Page.objects.filter(pk=made.alias.pk).update(live=False)
    assert state_of(made.translation).state == State.READY
    Page.objects.filter(pk=made.page.pk).update(live=False)
    assert state_of(made.translation).state == State.CURRENT
    Page.objects.filter(pk=made.alias.pk).update(alias_of=made.page)
    assert state_of(made.translation).state == State.READY


def test_a_replaced_sentence_is_changed_and_an_added_one_is_not(made):
    translate_all(made.translation, made.boss)
    publish(made)
    source = made.translation.source
    add_sentence(source, "teaser", "Ein Satz mehr.")
    standing = state_of(made.translation)
    assert (standing.state, standing.changed, standing.open) == (State.INCOMPLETE, 0, 1)
    replace_sentence(source, "title", "Solardach für alle")
    standing = state_of(made.translation)
    assert (standing.state, standing.changed, standing.open) == (State.CHANGED, 1, 2)


def test_the_same_sentence_twice_at_one_place_counts_once(made):
    segment = StringSegment.objects.get(source=made.translation.source, context__path="title")
    before = state_of(made.translation).total
    StringSegment.objects.create(
        source=segment.source, context=segment.context, string=segment.string, order=50, attrs="{}"
    )
    assert state_of(made.translation).total == before


def test_a_source_published_after_the_translation_is_ahead_of_it(made):
    translate_all(made.translation, made.boss)
    publish(made)
    TranslationSource.objects.update(last_updated_at=timezone.now())
    assert state_of(made.translation).state == State.BEHIND


def test_a_workflow_in_progress_is_moderation_and_a_rejected_one_is_a_hint(made):
    page = Page.objects.get(pk=made.alias.pk)
    Page.objects.filter(pk=page.pk).update(alias_of=None)
    page = Page.objects.get(pk=page.pk).specific
    page.save_revision(user=made.boss)
    Workflow.objects.first().start(page, made.boss)
    assert state_of(made.translation).state == State.IN_MODERATION
    page.current_workflow_task_state.reject(user=made.boss)
    standing = state_of(made.translation)
    assert (standing.state, standing.changes_requested) == (State.INCOMPLETE, True)


def test_a_stopped_translation_is_kept_by_hand(made):
    translate_all(made.translation, made.boss)
    publish(made)
    Translation.objects.update(enabled=False)
    assert state_of(made.translation).state == State.BY_HAND


def test_a_deleted_source_has_no_state(made):
    Page.objects.get(pk=made.alias.pk).delete()
    Page.objects.get(pk=made.page.pk).delete()
    assert state_of(made.translation) is None


def test_snippets_are_in_the_list_and_a_draft_of_the_source_is_only_a_flag(made):
    page = Page.objects.get(pk=made.page.pk).specific
    page.title = "Geheimer Titel"
    page.save_revision()
    rows = standings([language.pair for language in languages()])
    goals = [row for row in rows if row.model == "goal"]
    assert len(goals) == Goal.objects.filter(locale=made.site.de.locale).count()
    assert {row.title for row in goals} >= {"Ziel 1", "Ziel 17"}
    row = next(row for row in rows if row.key == page.translation_key)
    assert row.source_has_draft
    assert "Geheim" not in row.title


def test_a_translation_is_found_by_the_translated_page_too(made):
    [standing] = standings_of(made.alias)
    assert standing.translation_id == made.translation.pk
