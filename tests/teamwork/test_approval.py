"""A second pair of eyes: nobody approves what he or she has submitted, and the setting goes both ways."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.accounts.roles import Role, ensure_roles
from cms.teamwork.approval import TASK, WORKFLOW
from cms.teamwork.models import SecondPersonTask
from cms.teamwork.todo import present_reviews, to_review
from tests.desk.helpers import person
from tests.teamwork.approving import actions, submit


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


@pytest.mark.parametrize("works", [True, False])
def test_the_others_are_told_by_mail_and_nothing_is_lost_without(site, draft, reviewed, mailoutbox, settings, works):
    if not works:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    ensure_roles()
    anna, bert, boss = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert"), person(None)
    person(Role.TRANSLATOR)
    submit(draft, anna)
    assert actions(draft, bert) == {"approve", "reject"}
    expected = {bert.email, boss.email} if works else set()
    assert {recipient for mail in mailoutbox for recipient in mail.to} == expected
    assert all("Neu" in mail.body for mail in mailoutbox)


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
