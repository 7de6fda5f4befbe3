"""What stood at the place of a sentence before it changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz
from wagtail_localize.models import StringSegment, StringTranslation

from .difference import difference
from .text import plain

#: A sentence of a longer text must be this much like the old one (percent) to count as its new version.
_ALIKE = 50
#: In a block that was made anew, nothing but the likeness speaks for it.
_ALIKE_ELSEWHERE = 60


@dataclass(frozen=True)
class Previous:
    """What stood at this place before the source changed; ``difference`` is safe HTML with <del> and <ins>."""

    source: str
    target: str
    difference: str


@dataclass(frozen=True)
class _Old:
    """A sentence that was translated and no longer stands where it stood."""

    string_id: int
    context_id: int
    field_path: str
    source: str
    plain: str
    target: str
    updated_at: datetime


def previous(translation, segment) -> Previous | None:
    """The old source and translation of a changed sentence; None if there was none. Two queries."""
    return previous_of(translation, [segment]).get(segment.id)


def previous_of(translation, segments) -> dict[int, Previous]:
    """The same for many sentences, by the id of the segment. Two queries however many there are."""
    segments = list(segments)
    if not segments:
        return {}
    standing = _standing(translation)
    old = _no_longer_standing(translation, standing)
    if not old:
        return {}
    found = {}
    for segment in segments:
        best = _at_this_place(segment, old, standing) or _in_another_block(segment, old)
        if best is not None:
            found[segment.id] = Previous(best.source, best.target, difference(best.source, segment.source))
    return found


def _standing(translation) -> dict[int, dict[int, str]]:
    """The sentences of the source as they are now: plain text by context and string."""
    standing: dict[int, dict[int, str]] = defaultdict(dict)
    rows = StringSegment.objects.filter(source_id=translation.source_id).values_list(
        "context_id", "string_id", "string__data"
    )
    for context_id, string_id, data in rows:
        standing[context_id][string_id] = plain(data)
    return standing


def _no_longer_standing(translation, standing) -> list[_Old]:
    rows = (
        StringTranslation.objects.filter(
            locale_id=translation.target_locale_id,
            context__object_id=translation.source.object_id,
            translation_of__locale_id=translation.source.locale_id,
            has_error=False,
        )
        .exclude(data="")
        .select_related("translation_of", "context")
    )
    return [
        _Old(
            row.translation_of_id,
            row.context_id,
            row.context.field_path,
            row.translation_of.data,
            plain(row.translation_of.data),
            row.data,
            row.updated_at,
        )
        for row in rows
        if row.translation_of_id not in standing.get(row.context_id, ())
    ]


def _at_this_place(segment, old: list[_Old], standing) -> _Old | None:
    here = [entry for entry in old if entry.context_id == segment.context_id]
    if not here:
        return None
    now = standing.get(segment.context_id, {})
    if len(now) <= 1:
        # A title or a caption: what stood here last, however different it was.
        return max(here, key=lambda entry: entry.updated_at)
    best, likeness = _most_alike(segment, here, _ALIKE)
    if best is None:
        return None
    # The old sentence belongs to the one it became, not to a new neighbour that is a little like it.
    for string_id, text in now.items():
        if string_id != segment.string_id and fuzz.ratio(best.plain, text, score_cutoff=likeness) > likeness:
            return None
    return best


def _in_another_block(segment, old: list[_Old]) -> _Old | None:
    """For a block that was made anew or moved: the same object, the same kind of place, a similar sentence."""
    elsewhere = [
        entry for entry in old if entry.context_id != segment.context_id and entry.field_path == segment.field_path
    ]
    return _most_alike(segment, elsewhere, _ALIKE_ELSEWHERE)[0]


def _most_alike(segment, entries: list[_Old], least: int) -> tuple[_Old | None, float]:
    text = plain(segment.source)
    best, likeness = None, float(least)
    for entry in sorted(entries, key=lambda entry: entry.updated_at, reverse=True):
        ratio = fuzz.ratio(text, entry.plain, score_cutoff=likeness)
        if ratio > likeness or (best is None and ratio >= likeness):
            best, likeness = entry, ratio
    return best, likeness
