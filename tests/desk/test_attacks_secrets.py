"""Titles and texts of what somebody may not see are told by no address and no tree."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail import hooks
from wagtail.models import PageViewRestriction
from wagtail_localize.models import LocaleSynchronization

from cms.accounts.roles import Role
from home.models import ContentPage
from tests.desk.helpers import client_of, only_admin_access, outcome, person
from tests.factories import publish


@pytest.fixture
def hidden(site):
    """A German draft and a German page for insiders, neither with a counterpart in French."""
    draft = site.de.home.add_child(
        instance=ContentPage(title="Geheimer Entwurf", slug="geheim", locale=site.de.locale, live=False)
    )
    inside = publish(site.de.home, ContentPage(title="Nur Intern", slug="intern", locale=site.de.locale))
    PageViewRestriction.objects.create(page=inside, restriction_type=PageViewRestriction.LOGIN)
    return draft, inside


def outsiders() -> list[Client]:
    return [client_of(person(Role.TRANSLATOR)), client_of(only_admin_access())]


def test_the_chooser_does_not_tell_titles_by_number(site, hidden):
    numbers = "&".join(f"id={page.pk}" for page in hidden)
    for client in outsiders():
        html = client.get(f"/admin/choose-page/chosen-multiple/?{numbers}").content.decode()
        for page in hidden:
            assert page.title not in html


def test_moving_does_not_tell_titles_by_number(site, hidden):
    for client in outsiders():
        answer = client.get(f"/admin/pages/{hidden[0].pk}/move/{site.de.projects.pk}/confirm/")
        assert outcome(answer) == "refused"
        assert hidden[0].title not in client.get("/admin/", follow=True).content.decode()


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_bulk_actions_do_not_tell_titles_by_number(site, hidden, action):
    numbers = "&".join(f"id={page.pk}" for page in hidden)
    for client in outsiders():
        html = client.get(f"/admin/bulk/wagtailcore/page/{action}/?{numbers}").content.decode()
        for page in hidden:
            assert page.title not in html


def test_no_aliases_of_drafts_when_a_language_begins_to_follow(site):
    draft = site.de.home.add_child(
        instance=ContentPage(title="Geheimer Entwurf", slug="geheim", locale=site.de.locale, live=False)
    )
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    assert not draft.get_translations().exists()


def test_a_draft_has_no_counterpart_in_the_tree_of_the_translators(site, rf, django_capture_on_commit_callbacks):
    """A new draft is made in the admin: an alias would show it, text and all, to everybody who writes French."""
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    draft = site.de.home.add_child(
        instance=ContentPage(title="Geheimer Entwurf", slug="geheim", locale=site.de.locale, live=False)
    )
    request = rf.post("/")
    request.user = person(Role.EDITOR)
    for hook in hooks.get_hooks("after_create_page"):
        hook(request, draft)
    assert not draft.get_translations().exists()
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision().publish()
    assert draft.get_translation(site.fr.locale).alias_of_id == draft.pk
