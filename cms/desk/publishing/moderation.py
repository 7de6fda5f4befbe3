"""Moderation of a translation, on top of Wagtail's workflows.

What is submitted is a revision built from the sentences. The live row is not touched, and an alias stays an
alias: until the approval visitors see what they saw before. Then `cms.desk.syncing.finish` publishes,
whether the button was ours or Wagtail's.
"""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail_localize.models import Translation

from cms.publishing import PublishingRefused

from .. import permissions
from ..holding import hold
from ..segments import Frozen
from .building import build, give_address, leave_schedule, refusal, validate
from .outcome import Invalid, NotPublishable, refused_whole
from .readiness import check_ready

logger = logging.getLogger(__name__)


def submit(translation: Translation, user, *, accept_warnings: bool = True) -> WorkflowState:
    """Submit the translation for moderation. Out: the workflow state.

    Raises PermissionDenied, Frozen, and NotPublishable as `publish` does. Warnings do not stop it unless
    ``accept_warnings`` is False: whoever reviews it sees them.
    """
    target = _page(translation)
    if not translation.enabled or not permissions.may_change(user, target):
        raise PermissionDenied
    _refuse_frozen(target, user)
    workflow = target.get_workflow()
    if workflow is None:
        raise NotPublishable(_("No workflow is set up for this page, so there is nobody to review the translation."))
    check_ready(translation, accept_warnings=accept_warnings)
    try:
        with transaction.atomic():
            hold(translation.source)
            # Somebody else may have submitted it since the first look.
            _refuse_frozen(_page(translation), user)
            save_draft(translation, user)
            page = permissions.target_of(translation)
            state = page.current_workflow_state
            if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                state.resume(user)
                return state
            return workflow.start(page, user)
    except Invalid as invalid:
        raise refusal(translation, invalid.errors) from invalid
    except DatabaseError as error:
        logger.exception("Translation %s does not fit into the database", translation.pk)
        raise NotPublishable(
            _("The database refuses the translation; perhaps a text is too long. Nothing has been submitted.")
        ) from error


def _refuse_frozen(target: Page, user) -> None:
    freeze = permissions.freeze_of(target, user)
    if freeze is not None:
        raise Frozen(freeze)


def save_draft(translation: Translation, user) -> Revision:
    """A revision from the sentences as they are now. The live row keeps its text. Raises as `build`, and Invalid."""
    page = build(translation)
    was_alias = page.alias_of_id
    page.alias_of = None
    if was_alias:
        leave_schedule(page)
    give_address(page)
    validate(page)
    if not was_alias:
        return page.save_revision(user=user, clean=False, log_action=True)
    # Wagtail makes no revisions of aliases. The row is made by hand, and only pointed at.
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )
    Page.objects.filter(pk=page.pk).update(latest_revision=revision)
    log(instance=page, action="wagtail.edit", user=user, revision=revision, content_changed=True)
    return revision


def approve(translation: Translation, user, comment: str = "") -> None:
    """Approve the step of the workflow at hand; the last one publishes. Raises PermissionDenied, NotPublishable."""
    _act(translation, user, "approve", comment)


def reject(translation: Translation, user, comment: str) -> None:
    """Send it back to be changed; its sentences can be written again. Raises PermissionDenied, NotPublishable."""
    _act(translation, user, "reject", comment)


def cancel(translation: Translation, user) -> None:
    """Take it out of moderation. Raises PermissionDenied, NotPublishable."""
    target = _page(translation)
    state = target.current_workflow_state
    if state is None:
        raise NotPublishable(_("This translation is not in moderation."))
    if not state.user_can_cancel(user):
        raise PermissionDenied
    state.cancel(user=user)


def _act(translation: Translation, user, action: str, comment: str) -> None:
    with transaction.atomic():
        hold(translation.source)
        target = _page(translation)
        task_state: TaskState | None = target.current_workflow_task_state
        if task_state is None:
            raise NotPublishable(_("This translation is not in moderation."))
        task = task_state.task.specific
        if action not in [name for name, _label, _needs_more in task.get_actions(target, user)]:
            raise PermissionDenied
        try:
            with transaction.atomic():
                task.on_action(task_state, user, action, comment=comment)
        except PublishingRefused as refused:
            raise NotPublishable(refused_whole(refused)) from refused


def _page(translation: Translation) -> Page:
    target = permissions.target_of(translation)
    if not isinstance(target, Page):
        raise NotPublishable(_("Only pages can be moderated."))
    return target
