"""Translations move with a block that was made anew or moved."""

from __future__ import annotations

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource


def carry_over(source: TranslationSource, locale: Locale) -> int:
    """Give sentences without translation the one that the same sentence had at a place that is gone. Out: how many.

    Only within one page or snippet, and only from places that are gone: that is the same sentence in
    another block. What stands elsewhere is offered by the memory and never taken silently.
    """
    segments = list(StringSegment.objects.filter(source=source).select_related("context"))
    present = {(segment.context_id, segment.string_id) for segment in segments}
    written = StringTranslation.objects.filter(locale=locale, context__object_id=source.object_id)
    taken = set(written.values_list("context_id", "translation_of_id"))
    missing = {(s.context_id, s.string_id): s for s in segments if (s.context_id, s.string_id) not in taken}
    if not missing:
        return 0
    gone: dict[int, list[StringTranslation]] = {}
    rows = written.filter(translation_of_id__in={string for _context, string in missing}, has_error=False)
    for row in rows.exclude(data="").select_related("context").order_by("-updated_at", "-pk"):
        if (row.context_id, row.translation_of_id) not in present:
            gone.setdefault(row.translation_of_id, []).append(row)
    carried = 0
    for (context_id, string_id), segment in missing.items():
        candidates = gone.get(string_id)
        if not candidates:
            continue
        kind = segment.context.field_path
        old = next((row for row in candidates if row.context.field_path == kind), candidates[0])
        StringTranslation.objects.create(
            translation_of_id=string_id,
            locale=locale,
            context_id=context_id,
            data=old.data,
            translation_type=old.translation_type,
            tool_name=old.tool_name,
            last_translated_by=old.last_translated_by,
        )
        carried += 1
    return carried
