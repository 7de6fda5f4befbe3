"""What can be done with the whole translation now, and which of it is the next step."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowMixin

from ..overview.states import State, state_of
from ..permissions import Freeze, freeze_of, may_publish
from .access import reason
from .rows import Progress


@dataclass(frozen=True)
class Step:
    """With ``action`` a button that posts there, else a link to ``url``."""

    label: str
    icon: str
    action: str = ""
    url: str = ""
    #: Whether a comment is asked for before it is done.
    with_comment: bool = False
    new_tab: bool = False


@dataclass
class Bar:
    """``next`` is the one thing to do now, ``others`` what can be done as well, ``menu`` what is rarely needed."""

    next: Step | None = None
    others: list[Step] = field(default_factory=list)
    menu: list[Step] = field(default_factory=list)
    freeze: Freeze | None = None

    @property
    def note(self) -> str:
        """Why nothing can be changed; empty if all can."""
        return reason(self.freeze) if self.freeze else ""


def bar_of(translation, target: Model, user, progress: Progress) -> Bar:
    """The bar for this person in this state."""
    bar = Bar(freeze=freeze_of(target, user))
    workflow_state = target.current_workflow_state if isinstance(target, WorkflowMixin) else None
    if workflow_state is not None:
        _moderation(bar, translation, target, user, workflow_state)
    elif bar.freeze is None:
        _work(bar, translation, target, user, progress)
    bar.menu += _menu(translation, target, user, bar.freeze)
    return bar


def _act(translation, name: str) -> str:
    return reverse("desk:act", args=[translation.pk, name])


def _moderation(bar: Bar, translation, target, user, workflow_state) -> None:
    task_state = workflow_state.current_task_state
    task = task_state.task.specific if task_state else None
    possible = {name for name, _label, _asks in task.get_actions(target, user)} if task else set()
    if "approve" in possible:
        bar.next = Step(_("Approve and publish"), "success", _act(translation, "approve"))
    if "reject" in possible:
        bar.others.append(Step(_("Reject with comment"), "cross", _act(translation, "reject"), with_comment=True))
    if workflow_state.user_can_cancel(user):
        bar.others.append(Step(_("Withdraw from moderation"), "rotate", _act(translation, "cancel")))


def _work(bar: Bar, translation, target, user, progress: Progress) -> None:
    """Sentences first; when all of them are done, publishing or submitting is the next step."""
    bring = []
    if may_publish(user, target):
        bring.append(Step(_("Publish"), "upload", _act(translation, "publish")))
    if isinstance(target, Page) and target.has_workflow:
        bring.append(Step(_("Submit for review"), "resubmit", _act(translation, "submit")))
    jump = _jump(progress)
    standing = state_of(translation) if jump is None else None
    if standing is not None and standing.state == State.CURRENT:
        # Nothing is new: to publish once more is possible, but no step that anybody has to take.
        bar.next, bar.menu = Step(_("Back to the list"), "arrow-left", url=reverse("desk:index")), bring
        return
    ways = [step for step in (jump, *bring) if step]
    bar.next, bar.others, bar.menu = (ways[0] if ways else None), ways[1:2], ways[2:]


def _jump(progress: Progress) -> Step | None:
    for label, row in (
        (_("Next open sentence"), progress.next_open),
        (_("Next machine text to review"), progress.next_machine),
        (_("Next error"), progress.next_error),
    ):
        if row:
            return Step(label, "arrow-down", url=f"#segment-{row}")
    return None


def _menu(translation, target, user, freeze) -> list[Step]:
    is_page = isinstance(target, Page)
    menu = []
    if is_page:
        preview = reverse("desk:preview", args=[translation.pk])
        menu.append(Step(_("Preview in a new tab"), "link-external", url=preview, new_tab=True))
        if target.live and target.alias_of_id is None and target.url:
            menu.append(Step(_("Published page in a new tab"), "link-external", url=target.url, new_tab=True))
    menu.append(
        Step(_("Files for translators (PO, XLIFF)"), "download", url=_link("desk:files", translation=translation.pk))
    )
    menu.append(Step(_("Glossary"), "list-ul", url=_link("desk:glossary")))
    if is_page:
        menu.append(Step(_("History"), "history", url=reverse("wagtailadmin_pages:history", args=[target.pk])))
        if target.alias_of_id is None and target.permissions_for_user(user).can_unpublish():
            menu.append(Step(_("Unpublish"), "download", url=reverse("wagtailadmin_pages:unpublish", args=[target.pk])))
    if freeze is None:
        menu.append(Step(_("Stop this translation"), "no-view", url=reverse("desk:stop", args=[translation.pk])))
    return [step for step in menu if step.url or step.action]


def _link(name: str, **query: int) -> str:
    address = reverse(name)
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else address
