"""A second pair of eyes: nobody approves what he or she has submitted, and the setting goes both ways."""

import json
from pathlib import Path

import pytest
import wagtail.admin
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import (
    APIToken,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role, ensure_roles
from cms.teamwork.approval import TASK, WORKFLOW, needs_second_person
from cms.teamwork.models import SecondPersonTask
from cms.teamwork.todo import present_reviews, to_review
from tests.desk.helpers import person
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


def test_bulk_publishing(site, draft, reviewed, client):
    ensure_roles()
    client.force_login(person(Role.MODERATOR, "mo"))
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}")
    draft.refresh_from_db()
    assert draft.title == "Alt"


@pytest.mark.parametrize("way", ["publish_copies", "alias"])
def test_copies_are_drafts(site, draft, reviewed, client, way):
    ensure_roles()
    client.force_login(person(Role.MODERATOR, "mo"))
    address = reverse("wagtailadmin_pages:copy", args=[draft.pk])
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": site.de.projects.pk}
    answer = client.post(address, data | {way: "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == address
    assert "eine zweite Person muss jede Seite freigeben" in answer.text
    assert not Page.objects.filter(slug="kopie").exists()
    client.post(address, data)
    assert [page.live for page in Page.objects.filter(slug="kopie")] == [False]


@pytest.mark.parametrize(
    "action", ["publish", "copy", "create_alias", "revert_to_page_revision", "delete", "unpublish"]
)
def test_the_admins_own_api_does_nothing(site, draft, client, action):
    """Wagtail's actions there know neither locks nor the second person; no screen of Wagtail's uses them."""
    client.force_login(person(None))
    answer = client.post(f"/admin/api/main/pages/{draft.pk}/action/{action}/", {}, content_type="application/json")
    assert answer.status_code == 404
    draft.refresh_from_db()
    assert (draft.title, draft.live) == ("Alt", True)


def test_no_screen_of_wagtails_uses_that_api_to_act():
    folder = Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js"
    scripts = [path.read_text() for path in folder.rglob("*.js")]
    assert scripts
    assert not [text for text in scripts if "revert_to_page_revision" in text or "/action/" in text]


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


def test_the_api_does_not_go_back_to_an_older_text_meanwhile(site, draft, reviewed, client):
    ensure_roles()
    anna = person(Role.EDITOR, "anna")
    first = draft.get_latest_revision()
    draft.title = "Neuer"
    draft.save_revision()
    submit(draft, anna)
    _token, key = APIToken.create_token(user=anna, name="test")
    headers = {"authorization": f"Bearer {key}"}
    body = json.dumps({"revision_id": first.pk})
    address = f"/api/v3/pages/{draft.pk}/actions/revert/"
    assert client.post(address, body, content_type="application/json", headers=headers).status_code == 403
    assert Page.objects.get(pk=draft.pk).get_latest_revision_as_object().title == "Neuer"


@pytest.mark.parametrize(
    ("action", "body", "status"),
    [
        ("copy", {"title": "Kopie", "slug": "kopie", "keep_live": True}, 403),
        ("copy", {"title": "Kopie", "slug": "kopie", "keep_live": False}, 201),
        ("create_alias", {"update_slug": "kopie"}, 403),
    ],
)
def test_the_api_copies_as_drafts_only(site, draft, reviewed, client, action, body, status):
    ensure_roles()
    _token, key = APIToken.create_token(user=person(Role.MODERATOR, "mo"), name="test")
    headers = {"authorization": f"Bearer {key}"}
    address = f"/api/v3/pages/{draft.pk}/actions/{action}/"
    answer = client.post(address, json.dumps(body), content_type="application/json", headers=headers)
    assert answer.status_code == status, answer.content
    assert not Page.objects.filter(slug="kopie", live=True).exists()


@pytest.mark.parametrize("later", ["", "2099-01-01 10:00"])
def test_a_new_page_stays_a_draft(site, reviewed, client, later):
    """Wagtail adds a page as a live one before it asks whether it may be published."""
    ensure_roles()
    client.force_login(person(Role.MODERATOR, "mo"))
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", site.de.home.pk])
    data = querydict_from_html(client.get(address).text, form_id="page-edit-form").dict()
    data |= {"title": "Ganz neu", "slug": "ganz-neu", "teaser": "Kurz.", "body-count": "0", "go_live_at": later}
    client.post(address, data | {"action-publish": "1"})
    page = Page.objects.get(slug="ganz-neu")
    assert (page.live, page.has_unpublished_changes) == (False, True)
    assert client.get("/de/ganz-neu/").status_code == 404


@pytest.mark.parametrize(
    ("language", "first", "again"),
    [
        ("de", "Zur Freigabe einreichen", "Erneut zur Freigabe einreichen"),
        ("fr", "Soumettre pour approbation", "Soumettre de nouveau pour approbation"),
    ],
)
def test_the_button_is_named_in_the_language_of_who_reads_it(site, draft, reviewed, client, language, first, again):
    ensure_roles()
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    UserProfile.objects.create(user=anna, preferred_language=language)
    client.force_login(anna)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert [button in client.get(address).text for button in (first, again, WORKFLOW)] == [True, False, False]
    state = submit(draft, anna)
    state.current_task_state.task.specific.on_action(state.current_task_state, bert, "reject", comment="Bitte ändern")
    assert again in client.get(address).text
