"""The step of a workflow that needs another person, and the assignments of authors to pages."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState
from wagtail.models.workflows import AbstractGroupApprovalTask


class SecondPersonTaskState(TaskState):
    """One round of approval, and who has asked for it."""

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("submitted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = gettext_lazy("approval by a second person")
        verbose_name_plural = gettext_lazy("approvals by a second person")


class SecondPersonTask(AbstractGroupApprovalTask):
    """Members of the groups approve, but nobody what he or she has submitted: not even an administrator.

    Who submits is asked anew in each round: whoever mends a text that was sent back and submits it again
    leaves the approval to the others. While it waits, the one who has submitted it cannot change it, so that
    what is approved is what was read; he or she may take it back at any time.
    """

    task_state_class = SecondPersonTaskState

    class Meta:
        verbose_name = gettext_lazy("approval by a second person")
        verbose_name_plural = gettext_lazy("approvals by a second person")

    @classmethod
    def get_description(cls) -> str:
        return _("Members of the chosen groups can approve this step, but nobody what he or she has submitted")

    def start(self, workflow_state, user=None):
        before = workflow_state.current_task_state
        task_state = super().start(workflow_state, user=user)
        # A step that follows another one was not begun by whoever approved that one.
        task_state.submitted_by = _submitter(before) or workflow_state.requested_by if before else user
        task_state.save(update_fields=["submitted_by"])
        return task_state

    def is_own(self, instance, user) -> bool:
        """Whether this person has submitted what waits for approval now."""
        state = getattr(instance, "current_workflow_task_state", None)
        return state is not None and user.pk is not None and _submitter(state) == user

    def locked_for_user(self, obj, user) -> bool:
        return super().locked_for_user(obj, user) or self.is_own(obj, user)

    def get_actions(self, obj, user):
        return [] if self.is_own(obj, user) else super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        own = SecondPersonTaskState.objects.filter(submitted_by=user, status=TaskState.STATUS_IN_PROGRESS)
        return states.exclude(pk__in=own.values("pk"))

    def on_action(self, task_state, user, action_name, **kwargs):
        """Raises PermissionDenied for an approval of one's own, whatever way it has come."""
        if action_name in ("approve", "reject") and user is not None and _submitter(task_state) == user:
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)


def _submitter(task_state: TaskState):
    return getattr(task_state.specific, "submitted_by", None)


class Assignment(models.Model):
    """Authors of one page in all languages: the group that holds their rights on it."""

    translation_key = models.UUIDField(unique=True, editable=False)
    group = models.OneToOneField("auth.Group", on_delete=models.CASCADE, related_name="assignment")

    class Meta:
        verbose_name = gettext_lazy("assignment of authors")
        verbose_name_plural = gettext_lazy("assignments of authors")

    def __str__(self) -> str:
        return self.group.name
