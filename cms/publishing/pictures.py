"""The rule that no picture is published without its rights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

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
    return list(picture_places(page))


def picture_places(page: Model) -> dict[int, str]:
    """As `picture_ids`: picture → the field of the page that shows it first; empty if a row or another page does."""
    places: dict[int, str] = {}
    for name, identifier in _fields(page):
        places.setdefault(identifier, name)
    for relation in get_all_child_relations(type(page)):
        if _may_hold_pictures(relation.related_model):
            for row in getattr(page, relation.get_accessor_name()).all():
                for _name, identifier in _fields(row):
                    places.setdefault(identifier, "")
    for finder in _finders:
        for identifier in finder(page):
            places.setdefault(identifier, "")
    return places


def _may_hold_pictures(model: type[Model]) -> bool:
    return any(_is_picture(field) or isinstance(field, StreamField | RichTextField) for field in model._meta.fields)


def _is_picture(field: models.Field) -> bool:
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, MediaImage)


def _fields(instance: Model) -> Iterator[tuple[str, int]]:
    for field in instance._meta.fields:
        for identifier in _in_field(instance, field):
            yield field.name, identifier


def _in_field(instance: Model, field: models.Field) -> Iterator[int]:
    if _is_picture(field):
        if identifier := getattr(instance, field.attname):
            yield identifier
    elif isinstance(field, StreamField):
        for block, value in stream_leaves(getattr(instance, field.name)):
            if isinstance(block, ImageChooserBlock):
                yield from numbers_in(value)
            elif isinstance(block, RichTextBlock):
                yield from _embedded(str(value))
    elif isinstance(field, RichTextField):
        yield from _embedded(getattr(instance, field.name) or "")


def numbers_in(value) -> Iterator[int]:
    """The id that a value is, if it is one."""
    text = str(value)
    # Raw data may hold anything an import has put there.
    if text.isascii() and text.isdecimal() and len(text) < 19:
        yield int(text)


def _embedded(source: str) -> Iterator[int]:
    for match in re.finditer(FIND_EMBED_TAG, source):
        attributes = extract_attrs(match[1])
        if attributes.get("embedtype") == "image":
            yield from numbers_in(attributes.get("id", ""))


def edit_url(image: MediaImage, user) -> str:
    """The address of the form of an image; empty if this person may not change it."""
    if user is None:
        return ""
    policy = policy_registry.get_by_type(MediaImage)
    may = policy.user_has_permission_for_instance(user, "change", image)
    return reverse("wagtailimages:edit", args=[image.pk]) if may else ""


def picture_rights(page: Model, asking: Asking) -> list[Problem]:
    """One problem for each picture that may not be shown, with all that it lacks."""
    return list(problems_of_pictures(picture_places(page), asking).values())


def problems_of_pictures(places: Mapping[int, str], asking: Asking) -> dict[int, Problem]:
    """Picture → what it lacks, for those that may not be shown. One query, and rights on images.

    In: pictures with the field that shows them, see `picture_places`.
    """
    if not places:
        return {}
    images = MediaImage.objects.in_bulk(places)
    problems = {}
    for identifier, name in places.items():
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
        link = _("Complete the details of the picture")
        problems[identifier] = Problem(message, url=url, link=link, place=name)
    return problems


register_rule("picture rights", picture_rights)
