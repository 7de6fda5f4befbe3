"""The mail server is down: for every mail that is sent, nothing is lost and no answer is an error 500."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowPage, WorkflowTask

from cms.accounts.roles import Role, ensure_roles
from cms.desk.models import Question
from cms.desk.notices.digests import send_due as send_digests
from cms.desk.segments import segments_of
from cms.inbox.models import Mail, MailState, Message
from cms.inbox.outbox import send_due
from tests.desk.helpers import in_translation, person, translate_all
from tests.factories import make_project
from tests.forms import sent_back


class DownBackend(BaseEmailBackend):
    """A server that takes no connection; Django's own SMTP backend raises the same."""

    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")

    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture(autouse=True)
def _down(settings):
    settings.EMAIL_BACKEND = f"{__name__}.DownBackend"


def browser(user=None) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def test_a_forgotten_password(site):
    person(Role.EDITOR)
    answer = browser().post("/admin/password_reset/", {"email": "redaktion@example.org"})
    assert answer.status_code == 302


def test_workflows(site, django_capture_on_commit_callbacks):
    """Submitted, sent back, submitted again, approved: Wagtail mails at every step."""
    moderators = ensure_roles()[Role.MODERATOR]
    editor, moderator = person(Role.EDITOR), person(Role.MODERATOR)
    workflow, task = Workflow.objects.create(name="W"), GroupApprovalTask.objects.create(name="T")
    task.groups.add(moderators)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=site.de.home, defaults={"workflow": workflow})
    project = make_project(site.de)
    address = reverse("wagtailadmin_pages:edit", args=[project.pk])
    for action in ("reject", "approve"):
        client = browser(editor)
        data = sent_back(client.get(address)) | {"title": [f"Neu {action}"], "action-submit": ["1"]}
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, data).status_code == 302
        state = TaskState.objects.latest("pk")
        assert state.status == TaskState.STATUS_IN_PROGRESS
        act = reverse("wagtailadmin_pages:workflow_action", args=[project.pk, action, state.pk])
        with django_capture_on_commit_callbacks(execute=True):
            assert browser(moderator).post(act, {"comment": "Gut"}).status_code in (200, 302)
        state.refresh_from_db()
        assert state.status in (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
    assert Page.objects.get(pk=project.pk).title == "Neu approve"


def test_messages_of_visitors(site):
    from tests.inbox.helpers import send

    answer = send(site.de.contact, client=browser())
    assert answer.status_code < 400
    assert Message.objects.count() == 1
    Mail.objects.update(state=MailState.WAITING, next_try_at=timezone.now())
    send_due()
    assert Mail.objects.exists()
    assert not Mail.objects.filter(state=MailState.SENT).exists()


def test_notices_of_the_desk(site, django_capture_on_commit_callbacks):
    made = in_translation(site)
    translator = person(Role.TRANSLATOR)
    editor = person(Role.EDITOR)
    segment = segments_of(made.translation)[0]
    client = browser(translator)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("desk:ask", args=[made.translation.pk, segment.id]), {"text": "Wie?"})
    assert answer.status_code < 500
    question = Question.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser(editor).post(reverse("desk:answer", args=[question.pk]), {"text": "So.", "action": "answer"})
    assert answer.status_code < 500
    translate_all(made.translation, translator)
    with django_capture_on_commit_callbacks(execute=True):
        act = reverse("desk:act", args=[made.translation.pk, "publish"])
        assert client.post(act, {"accept_warnings": "on"}).status_code == 302
    assert Page.objects.get(pk=made.alias.pk).alias_of_id is None
    with django_capture_on_commit_callbacks(execute=True):
        # Its translation stays public, and whoever may act on that is told.
        unpublish = reverse("wagtailadmin_pages:unpublish", args=[made.page.pk])
        assert browser(editor).post(unpublish).status_code == 302
    send_digests(timezone.now() + timedelta(days=1))
