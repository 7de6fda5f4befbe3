"""What was translated before."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.db import connection
from rapidfuzz import fuzz
from wagtail.models import Locale

from ..models import MemoryEntry, MemoryWord
from .earlier import Previous, previous, previous_of
from .text import marks, plain, text_hash

__all__ = ["LEAST", "Match", "Previous", "matches", "previous", "previous_of"]

#: Less alike than this is no help (percent).
LEAST = 60
#: So many sentences are read for one word, the newest. A word that stands in more of them says little, and
#: with more PostgreSQL sorts all of them instead of walking along the index (measured: ten times slower).
_PER_WORD = 100
#: So many candidates, those that share the rarest words, are compared letter by letter.
_CANDIDATES = 200
#: Against so many is counted how rare a word is.
_RARE = 50_000
#: Longer texts are compared by their beginning only; the time grows with the square of the length.
_COMPARED = 2000


@dataclass(frozen=True)
class Match:
    """A remembered pair. ``percent`` is 100 for the same text, at most 99 for any other."""

    source: str
    target: str
    percent: int
    origin: str


def matches(text: str, source_locale: Locale, target_locale: Locale, limit: int = 5) -> list[Match]:
    """The best matches for a sentence, the best first, at least 60 percent. Three queries.

    Of several with the same percentage the newest comes first, of several with the same translation only
    the best is shown. Links that the sentence does not have are taken out of the translations offered.
    """
    wanted = plain(text)
    if not wanted or limit < 1:
        return []
    pair = {"source_locale_id": source_locale.pk, "target_locale_id": target_locale.pk}
    columns = ("pk", "source_text", "target_text", "origin", "updated_at")
    found = list(
        MemoryEntry.objects.filter(**pair, source_hash=text_hash(text))
        .order_by("-updated_at")
        .values_list(*columns)[:20]
    )
    known = {row[0] for row in found}
    candidates = [pk for pk in _candidates(wanted, **pair) if pk not in known]
    found += MemoryEntry.objects.filter(pk__in=candidates).values_list(*columns)
    ranked = []
    for _pk, source, target, origin, updated_at in found:
        percent = _percent(text, wanted, source)
        if percent >= LEAST:
            ranked.append((percent, updated_at, source, target, origin))
    ranked.sort(key=lambda row: row[:2], reverse=True)
    chosen: dict[str, Match] = {}
    for percent, _updated_at, source, target, origin in ranked:
        target = without_strange_links(target, text)
        chosen.setdefault(text_hash(target), Match(source, target, percent, origin))
        if len(chosen) == limit:
            break
    return list(chosen.values())


def without_strange_links(target: str, source: str) -> str:
    """A translation without the links (``<a id="a2">``) that its source does not have; their text stays."""
    if "<a" not in target:
        return target
    known = {link.get("id") for link in BeautifulSoup(source, "html.parser").find_all("a")}
    soup = BeautifulSoup(target, "html.parser")
    for link in soup.find_all("a"):
        if link.get("id") not in known:
            link.unwrap()
    return str(soup)


def _percent(text: str, wanted: str, source: str) -> int:
    if source == text:
        return 100
    other = plain(source)
    return min(99, int(fuzz.ratio(wanted[:_COMPARED], other[:_COMPARED], score_cutoff=LEAST)))


def _candidates(wanted: str, source_locale_id: int, target_locale_id: int) -> list[int]:
    """Entries that share words with the text, those with the most and rarest first. One query.

    Each word brings its newest entries and no more, so that "die" and "und" cost as little as a rare one.
    """
    numbers = marks(wanted, source_locale_id, target_locale_id)
    if not numbers:
        return []
    table = connection.ops.quote_name(MemoryWord._meta.db_table)
    one_word = (
        f"SELECT word, entry_id FROM (SELECT word, entry_id FROM {table} WHERE word = %s "  # noqa: S608
        f"ORDER BY entry_id DESC LIMIT {_PER_WORD}) AS newest"
    )
    entries: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one_word] * len(numbers)), numbers)
        for word, entry in cursor.fetchall():
            entries[word].append(entry)
    weights: dict[int, float] = defaultdict(float)
    for found in entries.values():
        # A list that was cut off belongs to a common word, and who is on it is chance: it hardly counts.
        weight = 0.5 if len(found) == _PER_WORD else math.log2(_RARE / len(found))
        for entry in found:
            weights[entry] += weight
    return sorted(weights, key=weights.__getitem__, reverse=True)[:_CANDIDATES]
