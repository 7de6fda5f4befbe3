"""A second pair of eyes: nobody approves what he or she has submitted, and the setting goes both ways."""

import json
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import APIToken, GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role, ensure_roles
from cms.teamwork.approval import TASK, WORKFLOW, needs_second_person
from cms.teamwork.models import SecondPersonTask
from cms.teamwork.todo import present_reviews, to_review
from tests.desk.helpers import outcome, person
from tests.factories import make_project


@pytest.fixture
def reviewed(settings):
    settings.EDITORS_NEED_REVIEW = True


@pytest.fixture
def draft(site):
    page = make_project(site.de, "Alt")
    page.title = "Neu"
    page.save_revision()
    return page


def submit(page, user):
    return page.get_workflow().start(Page.objects.get(pk=page.pk).specific, user)


def actions(page, user) -> set[str]:
    page = Page.objects.get(pk=page.pk)
    task = page.current_workflow_task
    return {name for name, *_rest in task.get_actions(page, user)} if task else set()


def form_of(client, page) -> dict:
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    data = querydict_from_html(html, form_id="page-edit-form").dict()
    return data | {"body-count": "0", "results-count": "0"}


def test_the_step_takes_the_place_of_wagtails(site):
    ensure_roles()
    task = SecondPersonTask.objects.get(name=TASK)
    assert {group.name for group in task.groups.all()} == {Role.MODERATOR, Role.EDITOR}
    assert site.de.projects.get_workflow().name == WORKFLOW
    assert list(Workflow.objects.filter(name=WORKFLOW).values_list("workflow_tasks__task__name", flat=True)) == [TASK]
    assert not GroupApprovalTask.objects.filter(name__startswith="Prüfung durch die Moderation", active=True).exists()


def test_what_an_administrator_changed_in_the_workflow_stays(site, settings):
    groups = ensure_roles()
    task = SecondPersonTask.objects.get(name=TASK)
    task.groups.set([groups[Role.MODERATOR]])
    own = Workflow.objects.create(name="Eigener Ablauf")
    WorkflowTask.objects.create(workflow=own, task=GroupApprovalTask.objects.create(name="Leitung"))
    WorkflowPage.objects.update_or_create(page=site.de.home, defaults={"workflow": own})
    for setting in (True, False, True):
        settings.EDITORS_NEED_REVIEW = setting
        ensure_roles()
        assert [group.name for group in task.groups.all()] == [Role.MODERATOR]
        assert site.de.projects.get_workflow() == own
        assert SecondPersonTask.objects.filter(name=TASK).count() == 1


def test_a_workflow_that_was_changed_is_not_taken_over(site):
    ensure_roles()
    SecondPersonTask.objects.filter(name=TASK).delete()
    stock = Workflow.objects.get(name=WORKFLOW)
    Workflow.objects.filter(pk=stock.pk).update(name="Freigabe durch die Moderation")
    WorkflowTask.objects.create(workflow=stock, task=GroupApprovalTask.objects.create(name="Leitung"))
    ensure_roles()
    assert list(stock.tasks.values_list("name", flat=True)) == ["Leitung"]


def test_without_any_workflow_nothing_could_be_submitted_where_review_is_asked_for(site, settings):
    ensure_roles()
    WorkflowPage.objects.all().delete()
    ensure_roles()
    assert site.de.projects.get_workflow() is None, "an administrator has taken it away"
    settings.EDITORS_NEED_REVIEW = True
    ensure_roles()
    assert Page.objects.get(pk=site.de.projects.pk).get_workflow().name == WORKFLOW


def test_the_setting_takes_and_gives_the_right_to_publish_and_nothing_else(site, settings):
    group = ensure_roles()[Role.EDITOR]
    given = GroupPagePermission.objects.create(group=group, page=site.de.content, permission_type="publish")

    def rights():
        rows = GroupPagePermission.objects.filter(group=group)
        return set(rows.values_list("page__slug", "permission__codename"))

    before = rights()
    settings.EDITORS_NEED_REVIEW = True
    ensure_roles()
    assert before - rights() == {("home-de", "publish_page")}
    assert GroupPagePermission.objects.filter(pk=given.pk).exists()
    settings.EDITORS_NEED_REVIEW = False
    ensure_roles()
    assert rights() == before


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, None])
def test_nobody_approves_his_own(site, draft, reviewed, role):
    ensure_roles()
    user, other = person(role, "anna"), person(Role.EDITOR, "bert")
    state = submit(draft, user)
    assert actions(draft, user) == set()
    assert actions(draft, other) == {"approve", "reject"}
    task_state = state.current_task_state
    with pytest.raises(PermissionDenied):
        task_state.task.specific.on_action(task_state, user, "approve")
    assert list(to_review(user)) == []
    assert [row.pk for row in to_review(other)] == [task_state.pk]
    assert [entry.title for entry in present_reviews(to_review(other), other)] == ["Neu"]


def test_the_approval_of_an_editor_publishes(site, draft, reviewed):
    ensure_roles()
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    assert not draft.permissions_for_user(bert).can_publish()
    state = submit(draft, anna)
    state.current_task_state.task.specific.on_action(state.current_task_state, bert, "approve")
    draft.refresh_from_db()
    assert (draft.title, draft.live) == ("Neu", True)


def test_by_the_buttons_of_the_admin(site, draft, reviewed, client):
    ensure_roles()
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    submit(draft, anna)
    state = Page.objects.get(pk=draft.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    client.force_login(anna)
    client.post(address, {"comment": ""})
    draft.refresh_from_db()
    assert draft.title == "Alt"
    client.force_login(bert)
    client.post(address, {"comment": ""})
    draft.refresh_from_db()
    assert draft.title == "Neu"


def test_who_submits_again_leaves_the_approval_to_the_other(site, draft, reviewed):
    ensure_roles()
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    state = submit(draft, anna)
    state.current_task_state.task.specific.on_action(state.current_task_state, bert, "reject", comment="Bitte ändern")
    draft.save_revision(user=bert)
    Page.objects.get(pk=draft.pk).current_workflow_state.resume(user=bert)
    assert actions(draft, bert) == set()
    assert actions(draft, anna) == {"approve", "reject"}


def test_a_second_step_remembers_who_began(site, draft, reviewed):
    groups = ensure_roles()
    second = SecondPersonTask.objects.create(name="Leitung")
    second.groups.add(groups[Role.EDITOR])
    WorkflowTask.objects.create(workflow=draft.get_workflow(), task=second, sort_order=1)
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    state = submit(draft, anna)
    state.current_task_state.task.specific.on_action(state.current_task_state, bert, "approve")
    assert actions(draft, anna) == set()
    assert actions(draft, bert) == {"approve", "reject"}


def test_what_waits_is_locked_for_who_has_submitted_it_and_can_be_taken_back(site, draft, reviewed):
    ensure_roles()
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    state = submit(draft, anna)
    page = Page.objects.get(pk=draft.pk)
    assert page.permissions_for_user(anna).page_locked()
    assert not page.permissions_for_user(bert).page_locked()
    assert state.user_can_cancel(anna)
    state.cancel(user=anna)
    assert not Page.objects.get(pk=draft.pk).permissions_for_user(anna).page_locked()


# --- Every way of publishing -----------------------------------------------------------------


def test_the_button_is_gone_and_the_form_keeps_the_draft(site, draft, reviewed, client):
    ensure_roles()
    moderator = person(Role.MODERATOR, "mo")
    client.force_login(moderator)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html
    data = form_of(client, draft) | {"title": "Ganz neu", "action-publish": "1"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Alt"
    assert draft.get_latest_revision_as_object().title == "Ganz neu"


def test_an_administrator_may_in_need_and_everybody_without_the_setting(site, draft, settings):
    ensure_roles()
    boss, moderator = person(None, "boss"), person(Role.MODERATOR, "mo")
    assert not needs_second_person(moderator, draft)
    settings.EDITORS_NEED_REVIEW = True
    ensure_roles()
    assert needs_second_person(moderator, draft)
    assert not needs_second_person(boss, draft)
    assert not needs_second_person(moderator, site.fr.projects), "French has a review of its own"


def test_bulk_publishing_and_copies(site, draft, reviewed, client):
    ensure_roles()
    client.force_login(person(Role.MODERATOR, "mo"))
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}")
    draft.refresh_from_db()
    assert draft.title == "Alt"
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": site.de.projects.pk, "publish_copies": "1"}
    assert outcome(client.post(reverse("wagtailadmin_pages:copy", args=[draft.pk]), data)) == "refused"
    assert not Page.objects.filter(slug="kopie").exists()


def test_the_api(site, draft, reviewed, client):
    ensure_roles()
    _token, key = APIToken.create_token(user=person(Role.MODERATOR, "mo"), name="test")
    headers = {"authorization": f"Bearer {key}"}
    address = f"/api/v3/pages/{draft.pk}/"
    response = client.post(f"{address}actions/publish/", "{}", content_type="application/json", headers=headers)
    assert response.status_code == 403
    body = json.dumps({"meta": {"type": "projects.ProjectPage", "action": "publish"}, "title": "Durch die API"})
    response = client.patch(address, body, content_type="application/json", headers=headers)
    assert response.status_code in (403, 422)
    draft.refresh_from_db()
    assert draft.title == "Alt"


def test_the_api_does_not_change_what_waits(site, draft, reviewed, client):
    ensure_roles()
    anna = person(Role.EDITOR, "anna")
    submit(draft, anna)
    _token, key = APIToken.create_token(user=anna, name="test")
    body = json.dumps({"meta": {"type": "projects.ProjectPage"}, "title": "Heimlich"})
    response = client.patch(
        f"/api/v3/pages/{draft.pk}/", body, content_type="application/json", headers={"authorization": f"Bearer {key}"}
    )
    assert response.status_code == 403
    assert Page.objects.get(pk=draft.pk).get_latest_revision_as_object().title == "Neu"


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
