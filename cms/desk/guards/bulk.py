"""Bulk actions on pages tell of pages a person may not change only those that he or she may know of anyway."""

from __future__ import annotations

from django.http import Http404
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from .choosers import choosable_pages


def is_number(key: object) -> bool:
    """Whether this can be the number of a row."""
    text = str(key)
    return text.isascii() and text.isdecimal() and len(text) < 19


class Discreet:
    """Wagtail lists the titles of all pages whose numbers stand in the address, and fails on what is no number."""

    @classmethod
    def get_queryset(cls, model, object_ids):
        return super().get_queryset(model, [key for key in object_ids if is_number(key)])

    def get_all_objects_in_listing_query(self, parent_id):
        if parent_id is not None and (not is_number(parent_id) or not Page.objects.filter(pk=parent_id).exists()):
            raise Http404("There is no such page to take all children of.")
        return super().get_all_objects_in_listing_query(parent_id)

    def get_actionable_objects(self):
        objects, others = super().get_actionable_objects()
        asked = [page.pk for pages in others.values() for page in pages]
        known = choosable_pages(Page.objects.filter(pk__in=asked), self.request.user, self.request)
        known = set(known.values_list("pk", flat=True))
        return objects, {name: [page for page in pages if page.pk in known] for name, pages in others.items()}


#: In place of Wagtail's own, which are registered first.
ACTIONS = [
    type(action.__name__, (Discreet, action), {})
    for action in (DeleteBulkAction, MoveBulkAction, PublishBulkAction, UnpublishBulkAction)
]
