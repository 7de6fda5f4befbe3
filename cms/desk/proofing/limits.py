"""What kind of place a sentence stands at, and how long it may be there.

Read from the declarations of models and blocks, without a query (`cms.desk.guards.places`): the
checks and the editor's counter ask here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField

from ..guards.places import definition_at
from ..guards.places import limit_of as limit_of_definition

_BREAK = re.compile(r"<br\s*/?>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True)
class Place:
    """A kind of place. ``limit``: the most characters it can hold, None for no limit."""

    limit: int | None = None
    is_rich: bool = False
    is_slug: bool = False
    is_alternative_text: bool = False


def plain_text(data: str) -> str:
    """The text of a sentence as readers see it: without tags, with characters for entities."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", data)))


def length_of(data: str) -> int:
    """How many characters of a limited field a sentence needs."""
    return len(plain_text(data))


def limit_of(translation, segment) -> int | None:
    """The most characters the translation of this sentence may have; None if there is no limit."""
    content_type = ContentType.objects.get_for_id(translation.source.specific_content_type_id)
    return place_of(content_type.model_class(), segment.field_path).limit


@lru_cache(maxsize=4096)
def place_of(model: type[models.Model] | None, field_path: str) -> Place:
    """The kind of place a sentence stands at. A model, field or block that is gone has no limits."""
    definition = definition_at(model, field_path) if model is not None and field_path else None
    name = field_path.rpartition(".")[2]
    if isinstance(definition, RichTextField | blocks.RichTextBlock):
        return Place(is_rich=True)  # a limit there counts the whole text, not one sentence
    return Place(
        limit=limit_of_definition(definition),
        is_slug=isinstance(definition, models.SlugField),
        is_alternative_text=definition is not None and bool({"alt", "alternative"} & set(name.split("_"))),
    )


def limit_at(model: type[models.Model] | None, path: str, field_path: str = "") -> int | None:
    """As `limit_of`, for a model and a context's two paths. Plain fields need no ``field_path``."""
    return place_of(model, field_path or path).limit
