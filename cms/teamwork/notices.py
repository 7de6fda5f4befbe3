"""Mails to those who can approve: Wagtail writes them for its own steps only, not for those made from them."""

from __future__ import annotations

from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from .models import SecondPersonTaskState

UID = "teamwork_second_person_asked"


class SecondPersonAsked(GroupApprovalTaskStateSubmissionEmailNotifier):
    """In Wagtail's words. To the members of the step's groups and the administrators, but to whoever has asked."""

    def get_template_base_prefix(self, instance: TaskState, **_kwargs) -> str:
        return "task_state_"


def connect() -> None:
    """Wagtail listens to the class `TaskState` itself: wagtail/admin/signal_handlers.py."""
    task_submitted.connect(SecondPersonAsked(), sender=SecondPersonTaskState, weak=False, dispatch_uid=UID)
