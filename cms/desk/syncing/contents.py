"""Compares a source as it is with what was taken over of it last time."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Model
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import TranslationSource

Content = dict[str, Any]


def content_of(instance: Model) -> Content:
    """All fields as wagtail-localize keeps them."""
    if isinstance(instance, ClusterableModel):
        return json.loads(instance.to_json())
    return json.loads(json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder))


def kept_content(source: TranslationSource) -> Content:
    """What was taken over last time. Empty if it cannot be read, so that it counts as changed."""
    try:
        return json.loads(source.content_json)
    except ValueError:
        return {}


def is_same(model: type[Model], before: Content, after: Content) -> bool:
    """Whether nothing that a translation takes from its source has changed."""
    names = [field.field_name for field in get_translatable_fields(model)]
    return all(before.get(name) == after.get(name) for name in names)


def must_be_published_again(model: type[Model], before: Content, after: Content) -> bool:
    """Whether the translation has to be published again to follow: texts, and what stands in streams.

    Facts are not among it: they go to the published translation by themselves (`facts`).
    """
    for declared in get_translatable_fields(model):
        if not isinstance(declared, TranslatableField):
            continue
        name = declared.field_name
        field = declared.get_field(model)
        if isinstance(field, models.ManyToOneRel):
            if _rows_differ(field.related_model, before.get(name) or [], after.get(name) or []):
                return True
        elif isinstance(field, StreamField):
            if (_blocks(before.get(name)) or []) != (_blocks(after.get(name)) or []):
                return True
        # A field that the code has only now is empty, and nothing new.
        elif not isinstance(field, models.ForeignKey) and (before.get(name) or "") != (after.get(name) or ""):
            return True
    return False


def _blocks(value: Any) -> Any:
    """A stream without the ids of its blocks: one that was made anew with the same text is the same."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    if isinstance(value, list):
        return [_blocks(item) for item in value]
    if isinstance(value, dict):
        return {key: _blocks(item) for key, item in value.items() if key != "id"}
    return value


def _rows_differ(model: type[Model], before: list[Content], after: list[Content]) -> bool:
    """Whether a row has a text it did not have. Rows that go, and rows without text, are followed as facts."""
    texts = [
        declared.field_name
        for declared in (get_translatable_fields(model) if issubclass(model, TranslatableMixin) else [])
        if isinstance(declared, TranslatableField)
        and isinstance(declared.get_field(model), models.CharField | models.TextField)
    ]
    old = {row.get("translation_key"): [row.get(name) or "" for name in texts] for row in before}
    nothing = ["" for _name in texts]
    return any([row.get(name) or "" for name in texts] != old.get(row.get("translation_key"), nothing) for row in after)
