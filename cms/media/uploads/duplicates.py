"""Pictures and documents that are there already: the same file, or a picture that looks nearly the same."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

#: Of 128 bits, so many may differ: other size, format or compression, not another moment.
NEAR = 8
#: Sides may differ by so much in their proportion, from rounding.
PROPORTION = 0.02


def are_near(one: str, other: str) -> bool:
    """Whether two looks (`look_of`) are those of one picture."""
    return bool(one and other) and (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR


def find_duplicates(image, user, permission_policy=None) -> QuerySet:
    """Pictures the user may choose that are the same as, or look like, this one; the same file comes first.

    Takes the place of Wagtail's ``find_image_duplicates``, which knows equal files only.
    """
    policy = permission_policy or policy_registry.get_by_type(type(image))
    others = policy.instances_user_has_permission_for(user, "choose").exclude(pk=image.pk)
    same = Q(file_hash=image.file_hash)
    if image.upload_hash:
        same |= Q(upload_hash=image.upload_hash)
    exact = others.filter(same).order_by("pk")
    if exact.exists() or not image.look or not image.height:
        return exact
    shape = image.width / image.height
    near = [
        pk
        for pk, look, width, height in others.exclude(look="").values_list("pk", "look", "width", "height")
        if height and abs(width / height - shape) <= PROPORTION * shape and are_near(look, image.look)
    ]
    return others.filter(pk__in=near[:20]).order_by("pk")


def find_same_documents(facts, file_hash: str, user, but: int | None = None) -> QuerySet:
    """Documents the user may choose that came in as this very file, or are it now.

    In: `intake.DocumentFacts` of the file, its hash as it is kept, and the document that is not to be found.
    """
    model = get_document_model()
    hashes = [one for one in {getattr(facts, "upload_hash", ""), file_hash} if one]
    found = policy_registry.get_by_type(model).instances_user_has_permission_for(user, "choose").exclude(pk=but)
    return found.filter(Q(file_hash__in=hashes) | Q(upload_hash__in=hashes)).order_by("pk")


def is_same_file(image, other) -> bool:
    return image.file_hash == other.file_hash or bool(image.upload_hash and image.upload_hash == other.upload_hash)
