"""Writes the French objects the way translators do: source, translation, strings, then publishing.

`Translation.save_target` is not used for pages: it writes into the live row before there is a
revision (translation.md, section 3.1), and publishes only when the transaction is over, so that
a failure there would leave half a tree. The recipe here ends in the same rows.
"""

from __future__ import annotations

from collections import defaultdict, deque

from django.db.models import Model
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from .building import Finder, build
from .planning import Unit

TOOL_NAME = "content package"


class UntranslatedSegment(Exception):
    """A German segment for which the package has no French text."""


def write_french(unit: Unit, finder: Finder, french: Locale) -> None:
    """One object into French, published. Its German version stands in the database."""
    source_object = build(unit.spec, "de", finder)
    original = type(source_object).objects.get(translation_key=unit.spec.translation_key, locale=finder.locale)
    source, _created = TranslationSource.update_or_create_from_instance(original)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=french)
    translate_strings(source, french, unit, finder)
    if isinstance(original, Page):
        publish_french_page(translation, original, french)
    else:
        source.create_or_update_translation(french, fallback=False)


def segment_texts(unit: Unit, finder: Finder) -> dict[tuple[str, str], deque[str]]:
    """French texts by path and German text, in the order in which they stand on the page."""
    german, french = (_strings(build(unit.spec, language, finder)) for language in ("de", "fr"))
    texts: dict[tuple[str, str], deque[str]] = defaultdict(deque)
    for path, sources in german.items():
        if len(sources) != len(french.get(path, ())):
            raise UntranslatedSegment(f"{unit.spec.place}: {unit.key}: “{sources[0]}” has no French text ({path}).")
        for source, target in zip(sources, french[path], strict=True):
            texts[path, source].append(target)
    return texts


def _strings(instance: Model) -> dict[str, list[str]]:
    strings = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            strings[segment.path].append(segment.string.data)
    return strings


def translate_strings(source: TranslationSource, french: Locale, unit: Unit, finder: Finder) -> None:
    """A StringTranslation for each segment. Raises UntranslatedSegment where the package has none."""
    texts = segment_texts(unit, finder)
    segments = StringSegment.objects.filter(source=source).order_by("order").select_related("string", "context")
    rows = StringTranslation.objects.filter(locale=french, context__object_id=source.object_id)
    existing = {(row.translation_of_id, row.context_id): row for row in rows}
    for segment in segments:
        targets = texts.get((segment.context.path, segment.string.data))
        if not targets:
            raise UntranslatedSegment(
                f"{unit.spec.place}: {unit.key}: “{segment.string.data}” has no French text ({segment.context.path})."
            )
        # The same sentence twice in one place can have one translation only.
        text = targets[0]
        row = existing.get((segment.string_id, segment.context_id)) or StringTranslation(
            translation_of=segment.string, locale=french, context=segment.context
        )
        if row.data != text or row.has_error:
            row.data, row.has_error, row.field_error = text, False, ""
            row.translation_type, row.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, TOOL_NAME
            row.save()
            existing[segment.string_id, segment.context_id] = row


def publish_french_page(translation: Translation, original: Page, french: Locale) -> None:
    """Build the page from the strings and publish it, with a revision and an entry in the log."""
    source = translation.source
    existing = type(original).objects.filter(translation_key=original.translation_key, locale=french).first()
    if existing is None:
        # Not an alias first: the German text would be live under /fr/ for a moment, and its
        # address would leave a redirect.
        existing = original.copy_for_translation(french, copy_parents=True)
        slug = source.get_ephemeral_translated_instance(french, fallback=False).slug
        take_address(existing, slug)
    elif existing.alias_of_id:
        existing.alias_of = None
        existing.save(update_fields=["alias_of"], clean=False)
        log(instance=existing, action="wagtail.convert_alias")
    page = source.get_ephemeral_translated_instance(french, fallback=False)
    page.slug = find_available_slug(page.get_parent(), slugify(page.slug), ignore_page_id=page.pk)
    revision = page.save_revision(clean=True)
    revision.publish()
    TranslationLog.objects.create(source=source, locale=french, revision=revision)


def take_address(page: Page, slug: str) -> None:
    """A page that nobody has seen yet changes its address without leaving a redirect, as saving would."""
    parent = page.get_parent()
    slug = find_available_slug(parent, slugify(slug), ignore_page_id=page.pk)
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=f"{parent.url_path}{slug}/")
