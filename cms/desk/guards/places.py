"""What a place in the content is: from wagtail-localize's path of a sentence to the field or block it stands in."""

from __future__ import annotations

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.fields import StreamField

#: A slug gets a number at its end when it is taken, so some room is kept.
ROOM_FOR_NUMBER = 5


def definition_at(model: type[models.Model], field_path: str) -> models.Field | Block | None:
    """The field or block at a path such as ``body.paragraph.text``; None if the code no longer has one there."""
    name, *rest = field_path.split(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, StreamField):
        return _block_at(field.stream_block, rest)
    if isinstance(field, models.ManyToOneRel):
        return definition_at(field.related_model, ".".join(rest)) if rest else None
    return field


def _block_at(block: Block, names: list[str]) -> Block | None:
    for name in names:
        if isinstance(block, BaseStreamBlock | BaseStructBlock):
            if name not in block.child_blocks:
                return None
            block = block.child_blocks[name]
        elif isinstance(block, ListBlock):
            block = block.child_block
        else:
            return block
    return block


def limit_of(definition: models.Field | Block | None) -> int | None:
    """How many characters fit, or None if nothing is said."""
    if isinstance(definition, models.SlugField):
        return (definition.max_length or 255) - ROOM_FOR_NUMBER
    if isinstance(definition, Block):
        return getattr(getattr(definition, "field", None), "max_length", None)
    return getattr(definition, "max_length", None)
