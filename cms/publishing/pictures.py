"""The rule that no picture is published without its rights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from django.db import models
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.permissions import policy_registry
from wagtail.rich_text.rewriters import FIND_EMBED_TAG, extract_attrs

from ..blocks.raw import stream_leaves
from ..media.models import MediaImage
from ..media.rights import lacks
from .problems import Problem
from .rules import Asking, register_rule

#: Finders of other layers: pictures that a page shows without naming them itself, such as logos of its partners.
_finders: list[Callable[[Model], Iterable[int]]] = []


def register_pictures(finder: Callable[[Model], Iterable[int]]) -> None:
    """Name more pictures that a page shows. In: a function from a page to ids of images."""
    _finders.append(finder)


def picture_ids(page: Model) -> list[int]:
    """Ids of all images a page shows: its fields, its streams at any depth, rich text, its ordered rows.

    Each once, in the order in which they are found. No query but for rows that are not in memory yet.
    """
    found = [*_fields(page)]
    for relation in get_all_child_relations(type(page)):
        if _may_hold_pictures(relation.related_model):
            for row in getattr(page, relation.get_accessor_name()).all():
                found += _fields(row)
    for finder in _finders:
        found += finder(page)
    return list(dict.fromkeys(found))


def _may_hold_pictures(model: type[Model]) -> bool:
    return any(_is_picture(field) or isinstance(field, StreamField | RichTextField) for field in model._meta.fields)


def _is_picture(field: models.Field) -> bool:
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, MediaImage)


def _fields(instance: Model) -> Iterator[int]:
    for field in instance._meta.fields:
        if _is_picture(field):
            if identifier := getattr(instance, field.attname):
                yield identifier
        elif isinstance(field, StreamField):
            for block, value in stream_leaves(getattr(instance, field.name)):
                if isinstance(block, ImageChooserBlock):
                    yield from _number(value)
                elif isinstance(block, RichTextBlock):
                    yield from _embedded(str(value))
        elif isinstance(field, RichTextField):
            yield from _embedded(getattr(instance, field.name) or "")


def _number(value) -> Iterator[int]:
    text = str(value)
    # Raw data may hold anything an import has put there.
    if text.isascii() and text.isdecimal() and len(text) < 19:
        yield int(text)


def _embedded(source: str) -> Iterator[int]:
    for match in re.finditer(FIND_EMBED_TAG, source):
        attributes = extract_attrs(match[1])
        if attributes.get("embedtype") == "image":
            yield from _number(attributes.get("id", ""))


def edit_url(image: MediaImage, user) -> str:
    """The address of the form of an image; empty if this person may not change it."""
    if user is None:
        return ""
    policy = policy_registry.get_by_type(MediaImage)
    may = policy.user_has_permission_for_instance(user, "change", image)
    return reverse("wagtailimages:edit", args=[image.pk]) if may else ""


def picture_rights(page: Model, asking: Asking) -> list[Problem]:
    """One problem for each picture that may not be shown, with all that it lacks. One query, and rights on images."""
    identifiers = picture_ids(page)
    if not identifiers:
        return []
    images = MediaImage.objects.in_bulk(identifiers)
    problems = []
    for identifier in identifiers:
        image = images.get(identifier)
        missing = lacks(image, asking.on) if image is not None else []
        if not missing:
            continue
        url = edit_url(image, asking.user)
        message = _("The picture “%(title)s” may not be published yet: %(lacks)s.") % {
            "title": image.title,
            "lacks": "; ".join(missing),
        }
        if not url and asking.user is not None:
            message += " " + _("Please ask the editorial office to complete its details.")
        problems.append(Problem(message, url=url, link=_("Complete the details of the picture")))
    return problems


register_rule("picture rights", picture_rights)
