"""Bulk actions on pages tell of pages a person may not change only those that he or she may know of anyway."""

from __future__ import annotations

from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from .choosers import choosable_pages


class Discreet:
    """Wagtail lists the titles of all pages whose numbers stand in the address, and fails on what is no number."""

    @classmethod
    def get_queryset(cls, model, object_ids):
        numbers = [key for key in map(str, object_ids) if key.isascii() and key.isdecimal() and len(key) < 19]
        return super().get_queryset(model, numbers)

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
