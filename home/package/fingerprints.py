"""Fingerprints of what stands in the database, read in few queries.

Left out is what changes without anybody changing the content (paths, dates, numbers of
revisions), and whatever is empty or at its default: a field added to a model later must not
make every page look edited.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations, get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, Site
from wagtail_localize.models import SegmentOverride, StringTranslation

from cms.media.models import MediaImage

from .specs import Package, PageSpec, Snippet

VOLATILE = {
    "pk",
    "id",
    "page",
    "page_ptr",
    "path",
    "depth",
    "numchild",
    "url_path",
    "content_type",
    "translation_key",
    "locale",
    "owner",
    "draft_title",
    "first_published_at",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "sort_order",
    COMMENTS_RELATION_NAME,
}
PICTURE_FIELDS = (
    "title",
    "description",
    "author",
    "source",
    "licence",
    "licence_valid_until",
    "consent",
    "file_hash",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
    "collection_id",
)


def digest(value: Any) -> str:
    """A short name for a value that JSON can hold; equal values have equal names."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def content_of(instance: models.Model) -> dict[str, Any]:
    """What a page or a snippet says, as data."""
    if isinstance(instance, ClusterableModel):
        return _compact(type(instance), instance.serializable_data())
    return _compact(type(instance), get_serializable_data_for_fields(instance))


def _compact(model: type[models.Model], data: dict[str, Any]) -> dict[str, Any]:
    result = {}
    children = {}
    if issubclass(model, ClusterableModel):
        children = {rel.get_accessor_name(): rel.related_model for rel in get_all_child_relations(model)}
    for name, value in data.items():
        if name in VOLATILE:
            continue
        if name in children:
            value = [_compact(children[name], row) for row in value]
        else:
            field = model._meta.get_field(name)
            if isinstance(field, StreamField):
                value = json.loads(value) if isinstance(value, str) else value
            elif field.has_default() and value == field.get_default():
                continue
            elif isinstance(field, models.DecimalField) and value is not None:
                value = str(value)
        if value not in (None, "", []):
            result[name] = value
    return result


def read_fingerprints(package: Package, pictures: dict[str, str], site_id: str) -> dict[tuple[str, str], str]:
    """The fingerprints of all objects of the package that exist: ``{(key, language): fingerprint}``.

    In: the package; the keys of pictures with the primary keys of their images; the primary key
    of the site as far as it is known from an earlier load.
    """
    found = {}
    specs = [*package.snippets, *package.pages]
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    texts = _translated_texts(specs)
    by_model: dict[str, dict[Any, PageSpec | Snippet]] = defaultdict(dict)
    for spec in specs:
        by_model[spec.model][spec.translation_key] = spec
    parents = _parent_keys(specs)
    for label, wanted in by_model.items():
        model = apps.get_model(label)
        for instance in model.objects.filter(translation_key__in=wanted):
            language = languages[instance.locale_id]
            if getattr(instance, "alias_of_id", None):
                continue  # repeats another page, says nothing of its own
            parts: list[Any] = [content_of(instance)]
            if isinstance(instance, Page):
                parts.append(str(parents.get(instance.path[:-4], "")))
            if text := texts.get((instance.translation_key, language)):
                parts.append(sorted(text))
            found[wanted[instance.translation_key].key, language] = digest(parts)
    found |= _picture_fingerprints(pictures)
    if site_id and (site := Site.objects.filter(pk=site_id).first()):
        found["site:default", ""] = digest(site_content(site))
    return found


def site_content(site: Site) -> list[Any]:
    return [site.hostname, site.port, site.site_name, site.is_default_site, site.root_page_id]


def picture_content(image: MediaImage) -> list[Any]:
    return [getattr(image, name) for name in PICTURE_FIELDS]


def _picture_fingerprints(pictures: dict[str, str]) -> dict[tuple[str, str], str]:
    images = {str(image.pk): image for image in MediaImage.objects.filter(pk__in=pictures.values())}
    return {(key, ""): digest(picture_content(images[pk])) for key, pk in pictures.items() if pk in images}


def _parent_keys(specs: Iterable[PageSpec | Snippet]) -> dict[str, Any]:
    """Path → translation key of everything the package's pages stand below: moving a page is a change."""
    keys = [spec.translation_key for spec in specs if isinstance(spec, PageSpec)]
    paths = Page.objects.filter(translation_key__in=keys).values_list("path", flat=True)
    return dict(Page.objects.filter(path__in={path[:-4] for path in paths}).values_list("path", "translation_key"))


def _translated_texts(specs: Iterable[PageSpec | Snippet]) -> dict[tuple[Any, str], list[str]]:
    """What translators have entered for each object, published or not."""
    keys = [spec.translation_key for spec in specs]
    texts = defaultdict(list)
    rows = StringTranslation.objects.filter(context__object_id__in=keys).values_list(
        "context__object_id", "locale__language_code", "context__path", "translation_of__data_hash", "data"
    )
    for key, language, path, source, data in rows:
        texts[key, language].append(f"{path} {source} {data}")
    overrides = SegmentOverride.objects.filter(context__object_id__in=keys).values_list(
        "context__object_id", "locale__language_code", "context__path", "data_json"
    )
    for key, language, path, data in overrides:
        texts[key, language].append(f"{path} {data}")
    return texts
