"""Every way by which a person publishes, where a second pair of eyes is asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction, CopyPagePermissionError
from wagtail.actions.create import CreatePermissionError
from wagtail.actions.create_alias import CreatePageAliasAction, CreatePageAliasPermissionError
from wagtail.actions.create_page import CreatePageAction
from wagtail.actions.edit import EditPermissionError
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.move_page import MovePageAction, MovePagePermissionError
from wagtail.actions.publish_page_revision import PublishPagePermissionError, PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction, RevertToPageRevisionPermissionError
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.models import Page

from cms.copying import leaves_its_language
from cms.desk.locks import is_locked
from cms.publishing.gate import stay_a_draft

from .approval import needs_second_person
from .models import answers_for

PUBLISH = "action-publish"


def refuse_to_publish_alone(request: HttpRequest, page: Page):
    """The draft is saved at this point; it stays, and is submitted next."""
    if not needs_second_person(request.user, page):
        return None
    stay_a_draft(page)
    messages.warning(request, _("Saved as a draft. Before it goes live, a second person has to approve it: submit it."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_to_publish_many_alone(request: HttpRequest, action_type: str, objects: list, action):
    """Bulk publishing leaves out nothing silently: it is refused as a whole."""
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type != "publish" or not any(needs_second_person(request.user, page) for page in pages):
        return None
    messages.error(
        request, _("Nothing was published: a second person has to approve each page. Submit them one by one.")
    )
    return redirect(action.next_url)


def refuse_to_copy_alone(request: HttpRequest, page: Page):
    """Copies can be published as they are made, and aliases always are."""
    asks = request.method == "POST" and (request.POST.get("publish_copies") or request.POST.get("alias"))
    if not asks or not needs_second_person(request.user, page):
        return None
    messages.error(
        request,
        _("Nothing was copied: a second person has to approve each page. Please copy it as a draft, and submit that."),
    )
    return redirect(request.path)


class Submit(SubmitForModerationMenuItem):
    """Wagtail names the workflow on the button, which has one name in the database and so one language."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        again = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        return context | {"label": _("Submit again for review") if again else _("Submit for review")}


def offer_to_submit(menu_items: list, request: HttpRequest, context) -> None:
    """No button that would be refused, and one name for submitting."""
    menu_items[:] = [
        Submit(order=item.order) if type(item) is SubmitForModerationMenuItem else item for item in menu_items
    ]
    page = context.get("page") or context.get("parent_page")
    if page is not None and needs_second_person(request.user, page):
        menu_items[:] = [item for item in menu_items if item.name != PUBLISH]


REFUSAL = "A second person has to approve this page before it is published."
LOCKED = "This page is locked."
OWN_LANGUAGE = "The destination is in another language. Translations are made at the translation desk."


COPIES_ARE_DRAFTS = (
    "A second person has to approve a page before it is public: copy it with keep_live false, without alias."
)


def say_who_approves(request: HttpRequest, page: Page) -> None:
    """After an approver has changed the text and pressed "Approve": nothing is public yet, and why."""
    if request.POST.get("workflow-action-name") != "approve":
        return
    state = page.current_workflow_task_state
    if state is not None and answers_for(state) == request.user.pk:
        messages.warning(
            request,
            _(
                "Your changes are saved, but the page is not published yet: because you have changed the text, "
                "somebody else has to read and approve it. They have been told by e-mail."
            ),
        )


class ReviewedPublish(PublishPageRevisionAction):
    """Publishing through the API, which does not look at locks either."""

    def check(self, skip_permission_checks: bool = False):
        if self.user and not skip_permission_checks:
            if needs_second_person(self.user, self.object):
                raise PublishPagePermissionError(REFUSAL)
            if self.object.permissions_for_user(self.user).page_locked():
                raise PublishPagePermissionError(LOCKED)
        return super().check(skip_permission_checks)


class ReviewedCreate(CreatePageAction):
    """Making a page through the API."""

    def check_publish(self):
        if self.publish and needs_second_person(self.user, self.parent):
            raise CreatePermissionError(REFUSAL)
        return super().check_publish()


class ReviewedEdit(EditPageAction):
    """Changing a page through the API. Wagtail looks at locks here, those of what waits for approval included."""

    def check_publish(self):
        if self.publish and needs_second_person(self.user, self.instance):
            raise EditPermissionError(REFUSAL)
        return super().check_publish()


class ReviewedRevert(RevertToPageRevisionAction):
    """Going back to an older version through the API changes the text as well."""

    def check(self, skip_permission_checks: bool = False):
        super().check(skip_permission_checks)
        if self.user and not skip_permission_checks and self.instance.permissions_for_user(self.user).page_locked():
            raise RevertToPageRevisionPermissionError(LOCKED)


class ReviewedCopy(CopyPageAction):
    """Copying through the API, where a copy can be public at once and under another title."""

    def check(self, skip_permission_checks: bool = False):
        super().check(skip_permission_checks)
        if skip_permission_checks:
            return
        if leaves_its_language(self.page, self.to or self.page.get_parent()):
            raise CopyPagePermissionError(OWN_LANGUAGE)
        if self.keep_live and needs_second_person(self.user, self.to or self.page):
            raise CopyPagePermissionError(COPIES_ARE_DRAFTS)


class ReviewedAlias(CreatePageAliasAction):
    """A page that is shown a second time elsewhere is public there at once."""

    def check(self, skip_permission_checks: bool = False):
        super().check(skip_permission_checks)
        if skip_permission_checks:
            return
        if leaves_its_language(self.page, self.parent or self.page.get_parent()):
            raise CreatePageAliasPermissionError(OWN_LANGUAGE)
        if needs_second_person(self.user, self.parent or self.page):
            raise CreatePageAliasPermissionError(COPIES_ARE_DRAFTS)


class ReviewedMove(MovePageAction):
    """Moving through the API respects what somebody has locked by hand, as the screens do."""

    def check(self, parent_after: Page, skip_permission_checks: bool = False):
        super().check(parent_after, skip_permission_checks)
        if self.user and not skip_permission_checks and is_locked(self.page, self.user, "move"):
            raise MovePagePermissionError(LOCKED)


ACTIONS = (ReviewedPublish, ReviewedCreate, ReviewedEdit, ReviewedRevert, ReviewedCopy, ReviewedAlias, ReviewedMove)
