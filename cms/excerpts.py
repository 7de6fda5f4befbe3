"""Excerpts of a text round the words that were searched for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .searching import WORD, fold, spell_out

LENGTH = 240
BEFORE = 70
ELLIPSIS = "…"


def _marked_length(word: str, terms: list[str]) -> int:
    """How many characters of a word the longest matching term covers; 0 where none begins it."""
    best = 0
    for spelling in (fold, spell_out):
        whole = spelling(word)
        for term in terms:
            if whole.startswith(term):
                # The shortest beginning whose folded form holds the term: folding may add letters.
                covered = next(end for end in range(1, len(word) + 1) if spelling(word[:end]).startswith(term))
                best = max(best, covered)
    return best


def _hits(text: str, terms: list[str]) -> Iterator[tuple[int, int]]:
    for match in WORD.finditer(text):
        if length := _marked_length(match[0], terms):
            yield match.start(), match.start() + length


def _window(text: str, first: int) -> tuple[int, int]:
    """Start and end of the part shown round a position, at word ends."""
    if len(text) <= LENGTH:
        return 0, len(text)
    start = max(0, min(first - BEFORE, len(text) - LENGTH))
    if start and (blank := text.find(" ", start, first)) != -1:
        start = blank + 1
    end = min(len(text), start + LENGTH)
    if end < len(text) and (blank := text.rfind(" ", first, end)) > first:
        end = blank
    return start, end


def excerpt(text: str, terms: list[str]) -> SafeString:
    """The part of a text round the first hit, escaped, hits in ``<mark>``.

    In: plain text, folded words. A text without a hit (the word stands in the title, or is a
    year or a goal) gives its beginning.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    hits = list(_hits(text, terms))
    start, end = _window(text, hits[0][0] if hits else 0)
    parts = [f"{ELLIPSIS} " if start else ""]
    position = start
    for hit_start, hit_end in hits:
        if hit_start < start or hit_end > end:
            continue
        parts += [escape(text[position:hit_start]), "<mark>", escape(text[hit_start:hit_end]), "</mark>"]
        position = hit_end
    parts += [escape(text[position:end]), f" {ELLIPSIS}" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308 - every piece of text is escaped above
