"""What guests may do with their own uploads: not change what the public sees by way of them."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

CHANGING = frozenset({"change", "delete"})


class OwnUploadsPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rights; but whoever may only add leaves an own upload alone once something public shows it.

    In Wagtail the owner of a picture may exchange its file at any time. On a public page that would be
    publishing, without anybody who has looked at it.
    """

    def user_has_any_permission_for_instance(self, user, actions, instance):
        actions = set(actions)
        if super().user_has_any_permission_for_instance(user, actions, instance):
            if not actions & CHANGING or self._check_perm(user, {"change"}, collection=instance.collection):
                return True
            others = actions - CHANGING
            if others and super().user_has_any_permission_for_instance(user, others, instance):
                return True
            return not is_public(instance)
        return False


def is_public(instance: Model) -> bool:
    """Whether a live page shows this picture or document, or something that is no page, such as a partner.

    At most two queries.
    """
    page_type = ContentType.objects.get_for_model(Page).pk
    places = set(ReferenceIndex.get_references_to(instance).values_list("base_content_type", "object_id"))
    pages = {int(pk) for kind, pk in places if kind == page_type}
    return len(pages) < len(places) or Page.objects.filter(pk__in=pages, live=True).exists()


def register_policies() -> None:
    """In place of Wagtail's own, which its apps register later: what is for exactly one class is looked for first."""
    for model, owner in ((get_image_model(), "wagtailimages.Image"), (get_document_model(), "wagtaildocs.Document")):
        policy = OwnUploadsPolicy(model, auth_model=owner, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
