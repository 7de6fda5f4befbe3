"""Bulk actions on pages leave out locked ones, and tell only of pages that a person may know of anyway."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from ..locks import is_locked, say_left_out
from .choosers import choosable_pages


def is_number(key: object) -> bool:
    """Whether this can be the number of a row."""
    text = str(key)
    return text.isascii() and text.isdecimal() and len(text) < 19


def _page_of(entry: Page | dict) -> Page:
    """Wagtail lists pages that have no place in common as ``{"item": page, "can_edit": …}``, all others as they are."""
    return entry["item"] if isinstance(entry, dict) else entry


class Discreet:
    """Wagtail lists the titles of all pages whose numbers stand in the address, and fails on what is no number.

    Nor does it look at locks, apart from unpublishing, where it says that the right is missing.
    """

    #: Pages that a lock keeps out; named on the next screen, once.
    locked: list[Page] = []

    @classmethod
    def get_queryset(cls, model, object_ids):
        return super().get_queryset(model, [key for key in object_ids if is_number(key)])

    def get_all_objects_in_listing_query(self, parent_id):
        if parent_id is not None and (not is_number(parent_id) or not Page.objects.filter(pk=parent_id).exists()):
            raise Http404("There is no such page to take all children of.")
        return super().get_all_objects_in_listing_query(parent_id)

    def get_actionable_objects(self):
        objects, others = super().get_actionable_objects()
        asked = [_page_of(entry).pk for entries in others.values() for entry in entries]
        known = choosable_pages(Page.objects.filter(pk__in=asked), self.request.user, self.request)
        known = set(known.values_list("pk", flat=True))
        others = {name: [e for e in entries if _page_of(e).pk in known] for name, entries in others.items()}
        self.locked = [page for page in objects if is_locked(page, self.request.user, self.action_type)]
        if self.action_type == "unpublish":
            self.locked += [page for page in others["items_with_no_access"] if self._only_lock_forbids(page)]
        kept_out = {page.pk for page in self.locked}
        others = {name: [e for e in entries if _page_of(e).pk not in kept_out] for name, entries in others.items()}
        return [page for page in objects if page.pk not in kept_out], others

    def _only_lock_forbids(self, page: Page) -> bool:
        rights = page.permissions_for_user(self.request.user)
        return page.live and rights.can_publish() and bool(rights.page_locked())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        self._say_left_out()
        return context

    def prepare_action(self, objects, objects_without_access):
        if self.locked and not objects:
            self._say_left_out()
            return redirect(self.next_url)
        return super().prepare_action(objects, objects_without_access)

    def form_valid(self, form):
        response = super().form_valid(form)
        self._say_left_out()
        return response

    def _say_left_out(self) -> None:
        say_left_out(self.request, self.locked)
        self.locked = []


#: In place of Wagtail's own, which are registered first.
ACTIONS = [
    type(action.__name__, (Discreet, action), {})
    for action in (DeleteBulkAction, MoveBulkAction, PublishBulkAction, UnpublishBulkAction)
]
