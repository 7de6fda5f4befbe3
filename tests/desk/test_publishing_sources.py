"""Sources of every kind become French: the start page, snippets, pages with dates; and two people at once."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import IntegrityError
from django.utils import timezone
from wagtail.models import LockableMixin, Page, WorkflowMixin

from cms.accounts.roles import Role
from cms.desk import permissions, starting
from cms.desk.permissions import FreezeReason
from cms.desk.publishing import Frozen, approve, publish, submit
from cms.desk.segments import segments_of
from cms.desk.starting import start
from projects.models import Partner, ProjectPage
from tests.desk.helpers import in_translation, person, translate_all

# --- The start page -------------------------------------------------------------------------------


def test_the_start_page_is_translated_published_and_unpublished_with_its_source(
    site, client, django_capture_on_commit_callbacks
):
    boss = person(None)
    client.force_login(boss)
    translation = start(site.de.home, site.fr.locale, boss)
    translate_all(translation, boss)
    publish(translation, boss, accept_warnings=True)
    french = Page.objects.get(pk=site.fr.home.pk)
    assert french.title.startswith("FR ")
    assert client.get("/fr/").status_code == 200
    assert client.get(f"/admin/pages/{french.pk}/edit/").status_code == 200
    german = site.de.home.specific
    german.title = "Neuer Anfang"
    with django_capture_on_commit_callbacks(execute=True):
        german.save_revision().publish()
    assert "Neuer Anfang" in {segment.source for segment in segments_of(translation)}
    assert Page.objects.get(pk=french.pk).title == french.title
    for action in ("unpublish", "delete"):
        assert client.get(f"/admin/pages/{german.pk}/{action}/").status_code == 200
    client.post(f"/admin/pages/{german.pk}/unpublish/")
    assert not Page.objects.get(pk=french.pk).live


# --- Snippets -------------------------------------------------------------------------------------


def test_a_snippet_begins_with_the_text_of_its_source_is_published_and_followed(
    site, django_capture_on_commit_callbacks
):
    boss = person(None)
    german = Partner.objects.create(name="Schule Ost", description="Eine Schule.", locale=site.de.locale)
    translation = start(german, site.fr.locale, boss)
    french = german.get_translation(site.fr.locale)
    assert (french.name, french.description) == (german.name, german.description)
    translate_all(translation, boss)
    publish(translation, boss, accept_warnings=True)
    french.refresh_from_db()
    assert french.description == "FR Eine Schule."
    german.description = "Eine große Schule."
    with django_capture_on_commit_callbacks(execute=True):
        german.save()
    assert "Eine große Schule." in {segment.source for segment in segments_of(translation)}
    french.refresh_from_db()
    assert french.description == "FR Eine Schule."


@pytest.mark.parametrize("kind", [LockableMixin, WorkflowMixin])
def test_a_snippet_that_can_be_locked_or_moderated_would_be_held_like_a_page(kind):
    """No snippet of this project can; one that comes must not be open."""
    lock = Mock(for_user=Mock(return_value=True))
    target = Mock(
        spec=kind, workflow_in_progress=kind is WorkflowMixin, get_lock=Mock(return_value=lock), locked_by="X"
    )
    reason = FreezeReason.LOCKED if kind is LockableMixin else FreezeReason.IN_MODERATION
    assert permissions.freeze_of(target, Mock()).reason is reason


# --- Dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_moderated", [False, True])
def test_the_french_page_does_not_keep_the_date_at_which_german_was_to_expire(site, is_moderated):
    """The alias has copied it. German can get another date, and French follows when German really goes."""
    made, boss = in_translation(site), person(None)
    page = ProjectPage.objects.get(pk=made.page.pk)
    page.expire_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    assert Page.objects.get(pk=made.alias.pk).expire_at
    translate_all(made.translation, boss)
    if is_moderated:
        submit(made.translation, boss)
        approve(made.translation, person(None, "second"))
    else:
        publish(made.translation, boss, accept_warnings=True)
    french = Page.objects.get(pk=made.alias.pk)
    assert (french.live, french.alias_of_id, french.expire_at) == (True, None, None)


# --- Two at once ----------------------------------------------------------------------------------


def test_who_submits_what_somebody_has_submitted_just_now_reads_that_it_is_in_moderation(site, monkeypatch):
    made, boss = in_translation(site), person(None)
    translate_all(made.translation, boss)

    def submitted_meanwhile(*args, **kwargs):
        monkeypatch.undo()
        submit(made.translation, person(Role.TRANSLATOR))

    monkeypatch.setattr("cms.desk.publishing.moderation.check_ready", submitted_meanwhile)
    with pytest.raises(Frozen):
        submit(made.translation, boss)


def test_who_starts_what_somebody_starts_just_now_gets_the_same_translation(site, monkeypatch):
    made, boss = in_translation(site), person(None)
    real = starting.begin

    def taken_meanwhile(*args):
        monkeypatch.setattr(starting, "begin", real)
        raise IntegrityError

    monkeypatch.setattr(starting, "begin", taken_meanwhile)
    assert start(made.page, site.fr.locale, boss) == made.translation
