"""What is put into the memory and taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue, validate_translation_links

from ..models import MemoryEntry, MemoryWord
from ..models.memory import Origin
from .text import flat, marks, plain, text_hash

#: So many pairs are written at once.
CHUNK = 500


@dataclass(frozen=True)
class Pair:
    """A sentence and its translation, both with markup, and when and by whom it was translated."""

    source: str
    target: str
    updated_at: datetime | None = None
    updated_by_id: int | None = None


def remember(source_locale_id: int, target_locale_id: int, pair: Pair) -> None:
    """Put one pair into the memory, or bring it to the front if it is there already."""
    with transaction.atomic():
        entry, created = MemoryEntry.objects.update_or_create(
            source_locale_id=source_locale_id,
            target_locale_id=target_locale_id,
            source_hash=text_hash(pair.source),
            target_hash=text_hash(pair.target),
            defaults={
                "source_text": pair.source,
                "target_text": pair.target,
                "origin": Origin.DESK,
                "updated_at": pair.updated_at or timezone.now(),
                "updated_by_id": pair.updated_by_id,
            },
        )
        if created:
            _index([entry])


def remember_many(source_locale_id: int, target_locale_id: int, pairs: Iterable[Pair], origin: Origin) -> int:
    """Put many pairs into the memory, a few hundred at a time. Out: how many were new.

    A pair that is already there stays as it is, except that a later date moves it forward.
    """
    new = 0
    pairs = iter(pairs)
    while chunk := list(islice(pairs, CHUNK)):
        try:
            new += _remember_chunk(source_locale_id, target_locale_id, chunk, origin)
        except IntegrityError:  # somebody has just taught the same; now it is there to be read
            new += _remember_chunk(source_locale_id, target_locale_id, chunk, origin)
    return new


def forget(source_locale_id: int, target_locale_id: int, source: str, target: str) -> None:
    """Take back a pair that was translated here. What was imported stays."""
    MemoryEntry.objects.filter(
        source_locale_id=source_locale_id,
        target_locale_id=target_locale_id,
        source_hash=text_hash(source),
        target_hash=text_hash(target),
        origin=Origin.DESK,
    ).delete()


def worth_remembering(row: StringTranslation) -> bool:
    """Whether a translation may teach anything: by a person, or read by one, and without error."""
    return (
        row.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
        and not row.has_error
        and bool(flat(row.data))
        and is_sound(row.translation_of.data, row.data)
    )


def is_sound(source: str, target: str) -> bool:
    """Whether wagtail-localize takes this text: allowed tags, no links that the source does not have.

    It says so itself only after it has saved the text, which is too late for who listens to that.
    """
    if "<" not in target:
        return True
    try:
        StringValue.from_translated_html(target)
        validate_translation_links(source, target)
    except ValueError:
        return False
    return True


def rebuild() -> tuple[int, int]:
    """Fill the memory from all translations there are. Out: how many were looked at, how many pairs were new.

    Nothing is taken out: what translators deleted on purpose comes back only if it still stands somewhere.
    """
    looked_at = new = 0
    pairs = StringTranslation.objects.order_by().values_list("translation_of__locale_id", "locale_id").distinct()
    for source_locale_id, target_locale_id in list(pairs):
        rows = (
            StringTranslation.objects.filter(
                translation_of__locale_id=source_locale_id,
                locale_id=target_locale_id,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                has_error=False,
            )
            .exclude(data="")
            .select_related("translation_of")
            .order_by("updated_at", "pk")
        )
        counted = _Counted(_pairs_of(rows.iterator(chunk_size=CHUNK)))
        new += remember_many(source_locale_id, target_locale_id, counted, Origin.DESK)
        looked_at += counted.number
    return looked_at, new


class _Counted:
    """Passes things on and counts them."""

    def __init__(self, things: Iterable[Pair]):
        self.things = things
        self.number = 0

    def __iter__(self) -> Iterator[Pair]:
        for thing in self.things:
            self.number += 1
            yield thing


def _pairs_of(rows: Iterable[StringTranslation]) -> Iterator[Pair]:
    for row in rows:
        if worth_remembering(row):
            yield Pair(row.translation_of.data, row.data, row.updated_at, row.last_translated_by_id)


@transaction.atomic
def _remember_chunk(source_locale_id: int, target_locale_id: int, pairs: list[Pair], origin: Origin) -> int:
    wanted: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        key = (text_hash(pair.source), text_hash(pair.target))
        earlier = wanted.get(key)
        if earlier is None or _date(pair) >= _date(earlier):
            wanted[key] = pair
    locales = {"source_locale_id": source_locale_id, "target_locale_id": target_locale_id}
    # Read by the hash of the source alone, which the index has in front.
    there = {
        (entry.source_hash, entry.target_hash): entry
        for entry in MemoryEntry.objects.filter(**locales, source_hash__in={key[0] for key in wanted})
    }
    later = []
    for key in wanted.keys() & there.keys():
        pair, entry = wanted[key], there[key]
        if pair.updated_at is not None and pair.updated_at > entry.updated_at:
            entry.updated_at = pair.updated_at
            later.append(entry)
    if later:
        MemoryEntry.objects.bulk_update(later, ["updated_at"])
    made = MemoryEntry.objects.bulk_create(
        MemoryEntry(
            **locales,
            source_text=pair.source,
            source_hash=key[0],
            target_text=pair.target,
            target_hash=key[1],
            origin=origin,
            updated_at=_date(pair),
            updated_by_id=pair.updated_by_id,
        )
        for key, pair in wanted.items()
        if key not in there
    )
    _index(made)
    return len(made)


def _date(pair: Pair) -> datetime:
    return pair.updated_at or timezone.now()


def _index(entries: list[MemoryEntry]) -> None:
    MemoryWord.objects.bulk_create(
        [
            MemoryWord(entry=entry, word=number)
            for entry in entries
            for number in marks(plain(entry.source_text), entry.source_locale_id, entry.target_locale_id)
        ],
        batch_size=5000,
    )
