"""Whoever approves has changed the text; and what the buttons and messages say."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import (
    Page,
    TaskState,
)
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role, ensure_roles
from cms.teamwork.approval import WORKFLOW
from tests.desk.helpers import person
from tests.teamwork.approving import actions, form_of, submit

# --- Whoever approves has changed the text ---------------------------------------------------


def changed_by(draft, user, title: str = "Von Bert geändert") -> None:
    page = Page.objects.get(pk=draft.pk).get_latest_revision_as_object()
    page.title = title
    page.save_revision(user=user)


def approve(draft, user) -> None:
    state = Page.objects.get(pk=draft.pk).current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


@pytest.fixture
def two(site, draft, reviewed):
    ensure_roles()
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    submit(draft, anna)
    return anna, bert


def test_changes_and_approval_in_one_go_are_no_second_pair_of_eyes(site, draft, two, client, mailoutbox):
    anna, bert = two
    client.force_login(bert)
    data = form_of(client, draft) | {
        "title": "Von Bert geändert",
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
    }
    mailoutbox.clear()
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data, follow=True)
    assert "jemand anders" in answer.text
    draft.refresh_from_db()
    assert (draft.title, draft.get_latest_revision_as_object().title) == ("Alt", "Von Bert geändert")
    assert {recipient for mail in mailoutbox for recipient in mail.to} == {anna.email}
    approve(draft, anna)
    draft.refresh_from_db()
    assert draft.title == "Von Bert geändert"


def test_the_other_is_asked_for_the_changes(draft, two):
    anna, bert = two
    changed_by(draft, bert)
    assert (actions(draft, anna), actions(draft, bert)) == ({"approve", "reject"}, {"reject"})
    assert [states.count() for states in map(TaskState.objects.reviewable_by, two)] == [1, 0]
    approve(draft, bert)
    draft.refresh_from_db()
    assert draft.title == "Alt"
    assert not Page.objects.get(pk=draft.pk).permissions_for_user(bert).page_locked(), "typing goes on"


def test_each_change_passes_the_approval_on(draft, two):
    anna, bert = two
    changed_by(draft, bert)
    assert not Page.objects.get(pk=draft.pk).permissions_for_user(anna).page_locked()
    changed_by(draft, anna, "Von Anna geändert")
    assert (actions(draft, anna), actions(draft, bert)) == (set(), {"approve", "reject"})
    with pytest.raises(PermissionDenied):
        approve(draft, anna)
    approve(draft, bert)
    draft.refresh_from_db()
    assert draft.title == "Von Anna geändert"


def test_who_may_publish_alone_may_approve_own_changes(draft, two, settings):
    settings.EDITORS_NEED_REVIEW = False
    _anna, bert = two
    changed_by(draft, bert)
    approve(draft, bert)
    draft.refresh_from_db()
    assert draft.title == "Von Bert geändert"


# --- What the buttons and messages say ---------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("de", "Zur Prüfung einreichen"), ("fr", "Soumettre à vérification")])
def test_the_button_speaks_the_language_of_the_person(site, draft, client, language, words):
    user = person(Role.EDITOR)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client.force_login(user)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    button = re.search(r'<button[^>]*name="action-submit".*?</button>', html, re.S).group()
    assert words in button
    assert WORKFLOW not in button, "the workflow has one name, in one language"


def test_who_asked_for_changes_is_asked_again(site, draft, client):
    ensure_roles()
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    submit(draft, anna)
    Page.objects.get(pk=draft.pk).current_workflow_task_state.reject(user=bert)
    client.force_login(anna)
    assert "Noch einmal zur Prüfung einreichen" in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text


def test_who_approves_reads_that_the_page_is_public(site, draft, client):
    ensure_roles()
    submit(draft, person(Role.EDITOR, "anna"))
    client.force_login(person(Role.EDITOR, "bert"))
    data = form_of(client, draft) | {"action-workflow-action": "1", "workflow-action-name": "approve"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data, follow=True)
    assert Page.objects.get(pk=draft.pk).title == "Neu"
    assert any("„Neu“ ist jetzt veröffentlicht." in str(message) for message in response.context["messages"])
