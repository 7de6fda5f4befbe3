"""Every way by which a person publishes, where a second pair of eyes is asked for."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.actions.create import CreatePermissionError
from wagtail.actions.create_page import CreatePageAction
from wagtail.actions.edit import EditPermissionError
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.models import Page

from cms.desk.syncing.api_actions import DeskEdit, DeskPublish

from .approval import needs_second_person

PUBLISH = "action-publish"


def refuse_to_publish_alone(request: HttpRequest, page: Page):
    """The draft is saved at this point; it stays, and is submitted next."""
    if not needs_second_person(request.user, page):
        return None
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


def refuse_to_copy_alone(request: HttpRequest, page: Page) -> None:
    """Copies can be published as they are made. Raises PermissionDenied."""
    if request.method == "POST" and request.POST.get("publish_copies") and needs_second_person(request.user, page):
        raise PermissionDenied


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


class ReviewedPublish(DeskPublish):
    """Publishing through the API, which does not look at locks either."""

    def check(self, skip_permission_checks: bool = False):
        if self.user and not skip_permission_checks:
            if needs_second_person(self.user, self.object):
                raise PublishPagePermissionError(REFUSAL)
            if self.object.permissions_for_user(self.user).page_locked():
                raise PublishPagePermissionError("This page is locked.")
        return super().check(skip_permission_checks)


class ReviewedCreate(CreatePageAction):
    """Making a page through the API."""

    def check_publish(self):
        if self.publish and needs_second_person(self.user, self.parent):
            raise CreatePermissionError(REFUSAL)
        return super().check_publish()


class ReviewedEdit(DeskEdit):
    """Changing a page through the API: not while it is locked or waits for approval."""

    def user_has_permission(self):
        return super().user_has_permission() and not self.instance.permissions_for_user(self.user).page_locked()

    def check_publish(self):
        if self.publish and needs_second_person(self.user, self.instance):
            raise EditPermissionError(REFUSAL)
        return super().check_publish()


ACTIONS = (ReviewedPublish, ReviewedCreate, ReviewedEdit)
