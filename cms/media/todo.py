"""What is to be done about pictures: details that are missing, licences that end. For `cms.todo`."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from cms.todo import Entry, Item, register

from .models import MediaImage
from .rights import Rights, lacks, rights_q


def _mendable(user, *states: Rights) -> QuerySet:
    """Images in these states that this person may change: those in use first, then the newest."""
    wanted = rights_q(states[0])
    for state in states[1:]:
        wanted |= rights_q(state)
    policy = policy_registry.get_by_type(MediaImage)
    images = policy.instances_user_has_any_permission_for(user, ["change"]).filter(wanted)
    return images.annotate(is_used=used()).order_by("-is_used", "-created_at", "-pk")


def used() -> Exists:
    """Whether anything refers to an image, as an annotation."""
    images = ContentType.objects.get_for_model(MediaImage)
    return Exists(ReferenceIndex.objects.filter(to_content_type=images, to_object_id=Cast(OuterRef("pk"), CharField())))


def missing(user) -> QuerySet:
    return _mendable(user, Rights.MISSING)


def ending(user) -> QuerySet:
    return _mendable(user, Rights.EXPIRED, Rights.EXPIRING)


def present(images: Iterable[MediaImage], user) -> list[Entry]:
    """Entries that lead to the form of each image. No query."""
    return [
        Entry(image.title, reverse("wagtailimages:edit", args=[image.pk]), _detail(image), image.created_at)
        for image in images
    ]


def _detail(image: MediaImage) -> str:
    reasons = lacks(image)
    if not reasons and image.licence_valid_until:
        day = date_format(image.licence_valid_until, "DATE_FORMAT")
        reasons = [_("the licence runs out on %(day)s") % {"day": day}]
    if not image.is_used:
        reasons.append(_("not used on any page"))
    return capfirst("; ".join(reasons))


def connect() -> None:
    """Name the two kinds of work."""
    register(MISSING)
    register(ENDING)


MISSING = Item(
    key="pictures-incomplete",
    label=gettext_lazy("Pictures without author, licence or consent"),
    explanation=gettext_lazy(
        "A page that shows such a picture cannot be published. Complete the details; those in use come first."
    ),
    rows=missing,
    present=present,
    order=120,
    icon="image",
)
ENDING = Item(
    key="pictures-licence-ends",
    label=gettext_lazy("Pictures whose licence runs out"),
    explanation=gettext_lazy(
        "Their licence has run out or will within 60 days. Extend it, or replace the picture on its pages: "
        "the pages go on showing it until you act."
    ),
    rows=ending,
    present=present,
    order=110,
    icon="image",
)
