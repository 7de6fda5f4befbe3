"""Builds the translated page from what can be used, and says what cannot.

wagtail-localize fails as a whole when one override names something that was deleted, or one
sentence stands in a block type that the code no longer has (translation.md §5). Here each such
place keeps the value of the source, and everything else is translated.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass

from django.db import DatabaseError, models
from wagtail.models import Locale
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.ingest import ingest_segments

from .values import judge_override, judge_text

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Built:
    """A translated instance, not saved, and the places that had to stay as in the source."""

    instance: models.Model
    left_out: tuple[str, ...] = ()


def recheck(translation: Translation) -> int:
    """Judge everything stored for a translation again, in case code or content changed. Out: how many are unusable.

    To be called before building: rows that were written past the models' ``save`` are caught here.
    """
    key, locale = translation.source.object_id, translation.target_locale_id
    texts = StringTranslation.objects.filter(context__object_id=key, locale_id=locale)
    texts = texts.filter(translation_of__segments__source=translation.source_id).distinct()
    overrides = SegmentOverride.objects.filter(context__object_id=key, locale_id=locale)
    found = [judge_text(row) for row in texts.select_related("context", "translation_of")]
    found += [judge_override(row) for row in overrides.select_related("context")]
    return sum(1 for error in found if error)


def build(source: TranslationSource, locale: Locale) -> Built:
    """The translated instance as it would be published, with the text of the source where there is no translation.

    Like `TranslationSource.get_ephemeral_translated_instance` with ``fallback=True``, but one place
    that cannot be filled does not spoil the rest. Raises ObjectDoesNotExist if the target is gone
    and SourceDeletedError if the source is.
    """
    segments = source._get_segments_for_translation(locale, fallback=True)
    original, instance = _fresh(source, locale)
    if _ingested(source, locale, original, instance, segments):
        return Built(instance)
    # Once more from the start, place by place: the failed attempt may have left traces.
    original, instance = _fresh(source, locale)
    groups = defaultdict(list)
    for segment in _again(source, locale):
        groups[place_of(segment.path)].append(segment)
    left_out = [place for place, group in groups.items() if not _ingested(source, locale, original, instance, group)]
    return Built(instance, tuple(left_out))


def place_of(path: str) -> str:
    """The place a segment stands in: links in rich text (``….'https://…'``) belong to their text."""
    return path.partition(".'")[0]


def _fresh(source: TranslationSource, locale: Locale) -> tuple[models.Model, models.Model]:
    original = source.as_instance()
    instance = source.get_translated_instance(locale)
    copy_synchronised_fields(original, instance)
    return original, instance


def _again(source: TranslationSource, locale: Locale) -> list:
    # Read anew, because taking segments in changes them.
    return source._get_segments_for_translation(locale, fallback=True)


def _ingested(source, locale, original, instance, segments) -> bool:
    """Fill segments in. False if that failed: blocks of any kind fail in any way, so every error but the database's."""
    try:
        ingest_segments(original, instance, source.locale, locale, segments)
    except DatabaseError:
        raise
    except Exception as error:
        logger.info("A part of translation source %s could not be filled: %r", source.pk, error)
        return False
    return True
