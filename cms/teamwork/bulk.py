"""Bulk actions on pictures, documents, snippets and people survive addresses that name nothing sensible.

Wagtail's hand whatever stands after ``id=`` and ``childOf=`` to the database, and fail with an error 500.
"""

from __future__ import annotations

from wagtail.documents.views import bulk_actions as documents
from wagtail.images.views import bulk_actions as images
from wagtail.users.views import bulk_actions as users

from cms.desk.guards.bulk import is_number


class OnlyNumbers:
    """Rows that have no number are none. What remains is Wagtail's business: without any row it answers 404."""

    @classmethod
    def get_queryset(cls, model, object_ids):
        return super().get_queryset(model, [key for key in object_ids if is_number(key)])

    def get_all_objects_in_listing_query(self, parent_id):
        return super().get_all_objects_in_listing_query(parent_id if is_number(parent_id) else None)


STOCK = (
    images.AddTagsBulkAction,
    images.AddToCollectionBulkAction,
    documents.AddTagsBulkAction,
    documents.AddToCollectionBulkAction,
    users.AssignRoleBulkAction,
    users.DeleteBulkAction,
    users.SetActiveStateBulkAction,
)
#: In place of Wagtail's own, which are registered first. Deleting is the bin's (cms.bin.views.used).
ACTIONS = [type(action.__name__, (OnlyNumbers, action), {}) for action in STOCK]
