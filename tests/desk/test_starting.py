"""Starting a translation changes nothing that a visitor would see."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from cms.accounts.roles import Role
from cms.desk.starting import start
from projects.models import Partner, ProjectPartner
from sdg.models import Goal
from tests.desk.helpers import german_project, person
from tests.factories import make_project


def public_text(client, page) -> str:
    return client.get(page.get_url()).content.decode()


def test_the_alias_stays_what_it_is_and_public(site, client):
    page = german_project(site)
    alias = page.get_translation(site.fr.locale)
    before = Page.objects.filter(pk=alias.pk).values().get()
    shown = public_text(client, alias)
    translation = start(page, site.fr.locale, person(None))
    assert translation.enabled
    assert Page.objects.filter(pk=alias.pk).values().get() == before
    assert "Solardach" in shown
    assert public_text(client, alias) == shown


def test_a_page_without_alias_gets_one_with_its_parents(site):
    page = make_project(site.de, "Ohne Gegenstück")
    assert not page.has_translation(site.fr.locale)
    start(page, site.fr.locale, person(None))
    alias = page.get_translation(site.fr.locale)
    assert (alias.alias_of_id, alias.get_parent().pk) == (page.pk, site.fr.projects.pk)


def test_twice_is_once_and_what_was_stopped_goes_on(site):
    page, boss = german_project(site), person(None)
    first = start(page, site.fr.locale, boss)
    assert start(page, site.fr.locale, boss) == first
    Translation.objects.filter(pk=first.pk).update(enabled=False)
    assert start(page, site.fr.locale, boss).enabled
    assert Translation.objects.filter(source__object_id=page.translation_key).count() == 1


def test_snippets_shown_in_rows_are_started_and_exist_in_french(site):
    page = german_project(site)
    partner = Partner.objects.create(name="Schule Ost", description="Eine Schule.", locale=site.de.locale)
    page.partners = [ProjectPartner(partner=partner, locale=site.de.locale)]
    page.save_revision().publish()
    start(page, site.fr.locale, person(None))
    french = partner.get_translation(site.fr.locale)
    assert french.name == "Schule Ost"
    assert Translation.objects.get(source__object_id=partner.translation_key).enabled


def test_snippets_in_the_stream_are_started(site):
    goal = site.de.goal_by_number[4]
    goal.get_translation(site.fr.locale).delete()
    strip = {"type": "goals_strip", "value": {"heading": "Ziele", "goals": [goal.pk]}}
    page = german_project(site, goals=(), body=json.dumps([strip]))
    start(page, site.fr.locale, person(None))
    assert goal.get_translation(site.fr.locale).number == 4
    assert Translation.objects.filter(source__object_id=goal.translation_key, enabled=True).exists()


def test_a_snippet_that_is_french_already_is_left_alone(site):
    page = german_project(site)
    start(page, site.fr.locale, person(None))
    assert Goal.objects.get(locale=site.fr.locale, number=3).title == "Objectif 3"
    goal = site.de.goal_by_number[3]
    assert not Translation.objects.filter(source__object_id=goal.translation_key).exists()


def test_a_translator_may_not_start_what_the_public_cannot_read(site):
    translator = person(Role.TRANSLATOR)
    draft = make_project(site.de, "Geheim")
    draft.unpublish()
    with pytest.raises(PermissionDenied):
        start(draft, site.fr.locale, translator)
    restricted = german_project(site)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    with pytest.raises(PermissionDenied):
        start(restricted, site.fr.locale, translator)
    assert not TranslationSource.objects.exists()
