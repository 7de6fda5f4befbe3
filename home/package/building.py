"""Makes model instances from plain data, in one language."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Locale, Page

from cms.media.models import MediaImage

from .blocks import raw_stream
from .records import ContentPackageItem
from .specs import PageSpec, Snippet, stable_id
from .texts import Reference, Text

REFERENCED = {"goal": "sdg.Goal", "partner": "projects.Partner", "contact": "projects.Contact"}


class Finder:
    """The German objects that the content refers to. They must stand in the database already."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._found: dict[Reference, models.Model | None] = {}

    def instance(self, reference: Reference) -> models.Model | None:
        """The object, or None if an editor has deleted it."""
        if reference not in self._found:
            self._found[reference] = self._look_up(reference)
        return self._found[reference]

    def _look_up(self, reference: Reference) -> models.Model | None:
        if reference.kind == "picture":
            record = ContentPackageItem.objects.filter(key=str(reference)).first()
            return MediaImage.objects.filter(pk=record.object_key).first() if record else None
        model = Page if reference.kind == "page" else apps.get_model(REFERENCED[reference.kind])
        return model.objects.filter(translation_key=stable_id(str(reference)), locale=self.locale).first()

    def page_id(self, reference: Reference) -> int:
        """The primary key of a page or snippet; 0, which leads nowhere, if it is gone."""
        found = self.instance(reference)
        return found.pk if found is not None else 0

    def value(self, value: Any, language: str) -> Any:
        """A plain value of a field."""
        if isinstance(value, Text):
            return value.within(language)
        if isinstance(value, Reference):
            return self.instance(value)
        return value


def fill_fields(instance: models.Model, values: dict[str, Any], language: str, finder: Finder) -> None:
    for name, value in values.items():
        setattr(instance, name, finder.value(value, language))


def fill_page(page: Page, spec: PageSpec, language: str, finder: Finder) -> None:
    """Title, address and fields: what a page needs to stand in the tree."""
    page.title, page.slug = spec.title.within(language), spec.slug.within(language)
    fill_fields(page, spec.values, language, finder)


def fill_content(page: Page, spec: PageSpec, language: str, finder: Finder) -> None:
    """Streams and children: what may refer to other pages."""
    for name, blocks in spec.streams.items():
        setattr(page, name, json.dumps(raw_stream(spec.key, blocks, language, finder.page_id)))
    for relation, rows in spec.children.items():
        setattr(page, relation, list(_children(page, relation, rows, spec, language, finder)))


def _children(page: Page, relation: str, rows: list[dict], spec: PageSpec, language: str, finder: Finder):
    model = page._meta.get_field(relation).related_model
    existing = {child.translation_key: child.pk for child in getattr(page, relation).all()} if page.pk else {}
    for position, row in enumerate(rows):
        values = {name: value for name, value in row.items() if name != "id"}
        references = [value for value in values.values() if isinstance(value, Reference)]
        if any(finder.instance(reference) is None for reference in references):
            continue  # an editor has deleted the goal or contact it names
        key = stable_id(spec.key, relation, row["id"])
        child = model(sort_order=position, locale_id=page.locale_id, translation_key=key, pk=existing.get(key))
        fill_fields(child, values, language, finder)
        yield child


def build(spec: PageSpec | Snippet, language: str, finder: Finder) -> models.Model:
    """An instance that is not saved, as the files describe it. Always in the German locale:
    wagtail-localize reads its segments, and French ones are compared with German ones."""
    model = apps.get_model(spec.model)
    instance = model(locale=finder.locale, translation_key=spec.translation_key)
    if isinstance(spec, PageSpec):
        fill_page(instance, spec, language, finder)
        fill_content(instance, spec, language, finder)
    else:
        fill_fields(instance, spec.values, language, finder)
    return instance
