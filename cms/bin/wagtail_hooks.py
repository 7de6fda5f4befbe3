"""What the bin hooks into Wagtail: every way of deleting, the menu, and undo after unpublishing and moving."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from . import emptying, restoring
from .messages import join, seal, undo_form
from .rights import works_with_pages
from .undoing import live_pages
from .urls import urlpatterns
from .views.deleting import BinAction, BulkBinAction
from .views.used import (
    BULK_ACTIONS,
    DocumentDeleteView,
    ImageDeleteView,
    UploadedDocumentDeleteView,
    UploadedImageDeleteView,
)

#: After Wagtail's own and the desk's, whose places they take.
LAST = 30

for bulk_action in (BulkBinAction, *BULK_ACTIONS):
    hooks.register("register_bulk_action", bulk_action, order=LAST)


@hooks.register("register_actions", order=LAST)
def register_bin_action(registry) -> None:
    registry.register(Page, BinAction)


@hooks.register("register_admin_urls", order=-20)
def register_bin_urls():
    return [
        path("bin/", include((urlpatterns, "bin"), namespace="bin")),
        path("images/<int:image_id>/delete/", ImageDeleteView.as_view()),
        path("documents/delete/<int:document_id>/", DocumentDeleteView.as_view()),
        path("images/multiple/<int:image_id>/delete/", UploadedImageDeleteView.as_view()),
        path("documents/multiple/<int:doc_id>/delete/", UploadedDocumentDeleteView.as_view()),
    ]


class BinMenuItem(MenuItem):
    """For everybody who works with pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return works_with_pages(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> BinMenuItem:
    return BinMenuItem(gettext_lazy("Bin"), reverse_lazy("bin:index"), name="bin", icon_name="bin", order=9000)


@hooks.register("insert_global_admin_css")
def insert_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("bin/bin.css"))


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action(restoring.LOG_ACTION, gettext_lazy("Restored"), gettext_lazy("Brought back from the bin"))
    actions.register_action(
        emptying.LOG_ACTION, gettext_lazy("Deleted for good"), gettext_lazy("Deleted for good from the bin")
    )


# --- Undo after unpublishing and moving --------------------------------------------------------


@hooks.register("before_unpublish_page")
def remember_what_is_public(request: HttpRequest, page: Page) -> None:
    request._bin_live = live_pages([page], bool(request.POST.get("include_descendants")))


@hooks.register("after_unpublish_page")
def offer_to_publish_again(request: HttpRequest, page: Page) -> None:
    _offer_to_publish_again(request)


def _offer_to_publish_again(request: HttpRequest) -> None:
    before = getattr(request, "_bin_live", [])
    hidden = set(Page.objects.filter(pk__in=[pk for pk, _r in before], live=False).values_list("pk", flat=True))
    gone = [row for row in before if row[0] in hidden][:500]
    if gone:
        form = undo_form(request, "undo_unpublishing", [("sealed", seal(request, gone))])
        messages.info(request, join(_("Unpublished by mistake?"), form))


def _position(page: Page) -> list:
    """Where a page stands: its number, its parent’s, and that of the page before it."""
    fresh = Page.objects.get(pk=page.pk)
    before = fresh.get_prev_sibling()
    return [fresh.pk, fresh.get_parent().pk, before.pk if before else None]


@hooks.register("before_move_page")
def remember_the_place(request: HttpRequest, page: Page, destination: Page) -> None:
    if request.method == "POST":
        request._bin_places = [_position(page)]


@hooks.register("after_move_page")
def offer_to_move_back(request: HttpRequest, page: Page) -> None:
    _offer_to_move_back(request)


def _offer_to_move_back(request: HttpRequest) -> None:
    places = getattr(request, "_bin_places", [])[:500]
    if places:
        form = undo_form(request, "undo_moving", [("sealed", seal(request, places))])
        messages.info(request, join(_("Moved by mistake?"), form))


@hooks.register("before_bulk_action")
def remember_many(request: HttpRequest, action_type: str, objects: list, action) -> None:
    if not objects or not isinstance(objects[0], Page):
        return
    if action_type == "unpublish":
        with_descendants = bool(action.cleaned_form.cleaned_data.get("include_descendants"))
        request._bin_live = live_pages(objects, with_descendants)
    elif action_type == "move":
        request._bin_places = [_position(page) for page in sorted(objects, key=lambda page: page.path)]


@hooks.register("after_bulk_action")
def offer_to_undo_many(request: HttpRequest, action_type: str, objects: list, action) -> None:
    if action_type == "unpublish":
        _offer_to_publish_again(request)
    elif action_type == "move":
        _offer_to_move_back(request)
