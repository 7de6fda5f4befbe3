"""The sentences of a translation: read in two queries, written in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from .guards.values import text_error
from .permissions import Freeze, freeze_of, target_of
from .texts import clean


class Status(StrEnum):
    """How far one sentence is."""

    OPEN = "open"
    ERROR = "error"
    MACHINE = "machine"
    DONE = "done"


class Frozen(Exception):
    """The translation is locked or in moderation. ``freeze`` says why."""

    def __init__(self, freeze: Freeze):
        super().__init__(freeze.reason)
        self.freeze = freeze


@dataclass(frozen=True)
class Segment:
    """One sentence at one place, with its translation.

    ``source`` and ``target`` are wagtail-localize's text with markup (``<b>``, ``<a id="a1">``);
    ``target`` is empty while there is none. ``path`` is the place (``body.<block id>.text``),
    ``field_path`` the kind of place (``body.paragraph.text``). A sentence that stands several times
    at one place has one translation and is listed once, with ``repeats``.
    """

    id: int
    order: int
    path: str
    field_path: str
    context_id: int
    string_id: int
    source: str
    target: str = ""
    status: Status = Status.OPEN
    error: str = ""
    tool: str = ""
    translated_by: str = ""
    updated_at: datetime | None = None
    repeats: int = 1


def segments_of(translation: Translation) -> list[Segment]:
    """All sentences in the order of the page. Two queries."""
    rows = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("string", "context")
        .order_by("order", "pk")
    )
    found: dict[tuple[int, int], Segment] = {}
    strings = {}
    for row in rows:
        strings[row.string_id] = row.string
        key = (row.context_id, row.string_id)
        if key in found:
            found[key] = replace(found[key], repeats=found[key].repeats + 1)
            continue
        found[key] = Segment(
            id=row.pk,
            order=row.order,
            path=row.context.path,
            field_path=row.context.field_path,
            context_id=row.context_id,
            string_id=row.string_id,
            source=row.string.data,
        )
    written = (
        StringTranslation.objects.filter(
            locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
        )
        .exclude(data="")
        .select_related("last_translated_by", "translation_of", "context")
    )
    for row in written:
        key = (row.context_id, row.translation_of_id)
        if key in found:
            row.translation_of = strings[row.translation_of_id]
            found[key] = _filled(found[key], row)
    return list(found.values())


def segment_of(translation: Translation, segment_id: int) -> Segment | None:
    """One sentence by its id, or None if it is not of this translation."""
    return next((segment for segment in segments_of(translation) if segment.id == segment_id), None)


def write(translation: Translation, segment: Segment, text: str, *, user, machine: bool = False, tool: str = ""):
    """Store a translation of a sentence; an empty text takes it away. Out: the segment as it is now.

    Raises Frozen while the translation is locked for this user or in moderation, and TooLong (cms.desk.texts).
    Whether the user may translate at all is asked by the view (`permissions.may_translate`). What is too long for
    its field or damaged is stored with an error, shown in the editor and left out of the page (cms.desk.guards).
    """
    freeze = freeze_of(target_of(translation), user)
    if freeze is not None:
        raise Frozen(freeze)
    text = clean(text)
    place = {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }
    if not text:
        for row in StringTranslation.objects.filter(**place):
            row.delete()
        return replace(segment, target="", status=Status.OPEN, error="", tool="", translated_by="", updated_at=None)
    row, _created = StringTranslation.objects.update_or_create(
        **place,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE
            if machine
            else StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": tool,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    row.refresh_from_db()
    return _filled(segment, row)


def _filled(segment: Segment, row: StringTranslation) -> Segment:
    if row.has_error:
        status = Status.ERROR
    elif row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        status = Status.MACHINE
    else:
        status = Status.DONE
    return replace(
        segment,
        target=row.data,
        status=status,
        error=_error(row),
        tool=row.tool_name,
        translated_by=_name(row.last_translated_by),
        updated_at=row.updated_at,
    )


def _error(row: StringTranslation) -> str:
    """Why a text cannot be used, in the reader's language; what is stored is in that of whoever wrote it.

    What only the making of the page has shown is told as it was stored then.
    """
    if not row.has_error:
        return ""
    return text_error(row) or row.get_error() or ""


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
