"""Writes the French objects the way translators do: source, translation, strings, then publishing.

The desk's own recipe publishes (`cms.desk.publishing`), not wagtail-localize's: that writes into the live
row before there is a revision (translation.md, section 3.1), and publishes only when the transaction is
over, so that a failure there would leave half a tree.
"""

from __future__ import annotations

from collections import defaultdict, deque

from django.db.models import Model
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.desk.publishing import bring_live

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
    if not type(original).objects.filter(translation_key=original.translation_key, locale=french).exists():
        make_room(source, original, french)
    bring_live(translation)


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


def make_room(source: TranslationSource, original: Model, french: Locale) -> None:
    """The French object that is then filled. Nobody sees it before."""
    made = original.copy_for_translation(french, **({"copy_parents": True} if isinstance(original, Page) else {}))
    if not isinstance(original, Page):
        made.save()
        return
    # Not an alias: the German text would be live under /fr/ for a moment, and its address would leave a redirect.
    take_address(made, source.get_ephemeral_translated_instance(french, fallback=False).slug)


def take_address(page: Page, slug: str) -> None:
    """A page that nobody has seen yet changes its address without leaving a redirect, as saving would."""
    parent = page.get_parent()
    slug = find_available_slug(parent, slugify(slug), ignore_page_id=page.pk)
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=f"{parent.url_path}{slug}/")
