"""The workflow that puts a second pair of eyes before the public: set up, switched, and kept to.

``EDITORS_NEED_REVIEW`` decides whether editors may publish without it. Setting it either way changes the right
of the editors' group on the home page and nothing else; what an administrator has changed in the workflow stays.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from cms.accounts.roles import Role, homes

from .models import SecondPersonTask, SecondPersonTaskState

WORKFLOW = "Freigabe durch eine zweite Person"
TASK = "Prüfung durch eine zweite Person"
#: The workflow and the step of Wagtail's first migration, as `cms.accounts.roles` names them.
STOCK_WORKFLOW = "Freigabe durch die Moderation"
STOCK_TASK = "Prüfung durch die Moderation"
APPROVERS = (Role.MODERATOR, Role.EDITOR)


def set_up(groups: dict[Role, Group], pages: dict[str, Page]) -> None:
    """Once: the step in place of Wagtail's, below the home page of the main language. Later: only what must be.

    Where review is asked for, the home page gets the workflow back if it has none at all, because nobody but
    administrators could bring anything before the public otherwise.
    """
    # Other languages have steps of their own, set up before (`cms.accounts.languages`).
    others = [page.pk for page in list(pages.values())[1:]]
    task = SecondPersonTask.objects.exclude(workflow_tasks__workflow__workflow_pages__page__in=others).first()
    is_new = task is None
    if is_new:
        task = SecondPersonTask.objects.create(name=TASK)
        task.groups.add(*(groups[role] for role in APPROVERS))
    home = next(iter(pages.values()), None)
    if home is None:
        return
    if is_new or not WorkflowTask.objects.filter(task=task).exists():
        workflow = _workflow(task)
    else:
        workflow = Workflow.objects.filter(workflow_tasks__task=task, active=True).first()
    covered = home.get_workflow()
    if covered is None and (is_new or settings.EDITORS_NEED_REVIEW) and workflow is not None:
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})


def _workflow(task: SecondPersonTask) -> Workflow:
    """The workflow that the step stands in: Wagtail's own if nobody has changed it, else a new one."""
    stock = Workflow.objects.filter(name=STOCK_WORKFLOW).first()
    steps = list(WorkflowTask.objects.filter(workflow=stock).select_related("task")) if stock else []
    if stock and len(steps) == 1 and steps[0].task.name == STOCK_TASK:
        old = steps[0].task
        if not TaskState.objects.filter(task=old, status=TaskState.STATUS_IN_PROGRESS).exists():
            steps[0].task = task
            steps[0].save(update_fields=["task"])
            Workflow.objects.filter(pk=stock.pk).update(name=WORKFLOW)
            if not WorkflowTask.objects.filter(task=old).exists():
                GroupApprovalTask.objects.filter(pk=old.pk).update(active=False)
            return stock
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def needs_second_person(user, page: Page) -> bool:
    """Whether this person must have a change of this page approved by somebody else before it is published.

    Not administrators: somebody has to be able to mend the site when nobody else is there. The history of the
    page says who has published, and that nobody has approved it.
    """
    if not settings.EDITORS_NEED_REVIEW or user is None or user.is_superuser:
        return False
    home = next(iter(homes().values()), None)
    if home is None or page.locale_id != home.locale_id:
        return False
    return page.get_workflow() is not None


def is_approved_by_second_person(workflow_state: WorkflowState) -> bool:
    """Whether the last step was a `SecondPersonTask`: its approval is the right to publish."""
    state = workflow_state.current_task_state
    return (
        state is not None
        and state.status == TaskState.STATUS_APPROVED
        and SecondPersonTaskState.objects.filter(pk=state.pk).exists()
    )
