"""The step of a workflow that needs another person, and the assignments of authors to pages."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision, TaskState
from wagtail.models.workflows import AbstractGroupApprovalTask
from wagtail.signals import task_submitted


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

    Whoever is to approve may change the text. Where review is asked for, the approval then passes to the others,
    of whom the one who has submitted is one: every word has been read by somebody who did not write it.
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

    def locked_for_user(self, obj, user) -> bool:
        if super().locked_for_user(obj, user):
            return True
        state = _state_of(obj)
        return state is not None and user.pk is not None and _submitter(state) == user and answers_for(state) == user.pk

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        state = _state_of(obj)
        if state is None or user.pk is None or answers_for(state) != user.pk:
            return actions
        # Who has changed what somebody else submitted can still send it back.
        return [] if _submitter(state) == user else [action for action in actions if action[0] != "approve"]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        own = with_answering(SecondPersonTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS))
        return states.exclude(pk__in=own.filter(answering=user.pk).values("pk"))

    def on_action(self, task_state, user, action_name, **kwargs):
        """Raises PermissionDenied for an approval of one's own, whatever way it has come.

        An approval that comes together with changes is not given; the others are asked for it.
        """
        if action_name in ("approve", "reject") and user is not None and answers_for(task_state) == user.pk:
            if _submitter(task_state) == user:
                raise PermissionDenied
            if action_name == "approve":
                task_submitted.send(sender=task_state.specific.__class__, instance=task_state.specific, user=user)
                return None
        return super().on_action(task_state, user, action_name, **kwargs)


def _state_of(instance) -> TaskState | None:
    return getattr(instance, "current_workflow_task_state", None)


def _submitter(task_state: TaskState):
    return getattr(task_state.specific, "submitted_by", None)


def answers_for(task_state: TaskState) -> int | None:
    """Id of the person whose words wait in this step and who cannot approve them."""
    rows = with_answering(SecondPersonTaskState.objects.filter(pk=task_state.pk))
    return rows.values_list("answering", flat=True).first()


def with_answering(states: models.QuerySet) -> models.QuerySet:
    """`SecondPersonTaskState` rows with ``answering``: who changed the text last since it waits, else who submitted it.

    Without ``EDITORS_NEED_REVIEW`` whoever approves may publish changes alone anyway, and only submitting counts.
    """
    submitter = models.F("submitted_by_id")
    if not settings.EDITORS_NEED_REVIEW:
        return states.annotate(answering=submitter)
    since = Revision.objects.filter(
        base_content_type=models.OuterRef("workflow_state__base_content_type"),
        object_id=models.OuterRef("workflow_state__object_id"),
        created_at__gt=models.OuterRef("started_at"),
        user__isnull=False,
    )
    last = models.Subquery(since.order_by("-created_at").values("user_id")[:1], output_field=models.BigIntegerField())
    return states.annotate(answering=Coalesce(last, submitter, output_field=models.BigIntegerField()))


class Assignment(models.Model):
    """Authors of one page in all languages: the group that holds their rights on it."""

    translation_key = models.UUIDField(unique=True, editable=False)
    group = models.OneToOneField("auth.Group", on_delete=models.CASCADE, related_name="assignment")

    class Meta:
        verbose_name = gettext_lazy("assignment of authors")
        verbose_name_plural = gettext_lazy("assignments of authors")

    def __str__(self) -> str:
        return self.group.name
