"""Terms that occur in a sentence, and preferred terms that a translation leaves out.

The terms of a pair of languages are kept in the process with an index of their forms; one cheap
query tells whether they are still those of the database.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock

from django.db.models import Count, Max
from wagtail.models import Locale

from ..models import Term
from .words import TAG, alternatives, french_stems, german_forms, words_of

#: A part of a compound is looked for from this length on: "Kreis" is in too many words.
_SHORTEST_PART = 6
_SHORTEST_FREE_PART = 8
_SHORTEST_REST = 3
_JOINTS = ("", "s", "es", "n", "en")
#: With these a word is derived, not compounded: "Vereinbarung" has nothing to do with a Verein.
_DERIVATIONS = ("ung", "ig", "bar", "lich", "isch", "schaft", "heit", "keit", "haft", "los", "tum", "ei", "in", "er")
_BETWEEN_WORDS = frozenset(" \t\n-\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}")


@dataclass(frozen=True)
class Occurrence:
    """A term at a place of the text (``text[start:end]``, markup included).

    ``is_part`` is true if the term is only a part of a longer word ("Partnerschaft" in
    "Partnerschaftsprojekt"): worth showing, but no translation must repeat it.
    """

    term: Term
    start: int
    end: int
    is_part: bool = False
    is_exact: bool = True


class TermFinder:
    """Finds the terms of one pair of languages. Made once for many sentences."""

    def __init__(self, terms: list[Term]):
        self.terms = terms
        self._by_first_word: dict[str, list[tuple[Term, list[set[str]]]]] = defaultdict(list)
        self._nouns: dict[str, Term] = {}
        self._noun_forms: dict[str, Term] = {}
        self._accepted: dict[int, list[frozenset[str]]] = {}
        for term in terms:
            words = [match[0] for match in words_of(term.source_text)]
            if not words:
                continue
            forms = [german_forms(word, is_last=word is words[-1]) for word in words]
            for form in forms[0]:
                self._by_first_word[form].append((term, forms))
            if len(words) == 1 and len(words[0]) >= _SHORTEST_PART and words[0][0].isupper():
                self._nouns[words[0].lower()] = term
                for form in forms[0]:
                    self._noun_forms.setdefault(form, term)

    def terms_in(self, text: str) -> list[Term]:
        """The terms that occur, each once, longest first; those that are only part of a word come last."""
        found: dict[int, Term] = {}
        for occurrence in sorted(self.occurrences(text), key=lambda one: (one.is_part, one.start - one.end, one.start)):
            found.setdefault(occurrence.term.pk, occurrence.term)
        return list(found.values())

    def occurrences(self, text: str) -> list[Occurrence]:
        """Where terms occur, in the order of the text; where two overlap, the longer one."""
        words = words_of(text)
        candidates = []
        for position, word in enumerate(words):
            candidates += self._whole(text, words, position)
            candidates += self._parts(word)
        candidates.sort(key=lambda one: (one.is_part, one.start - one.end, not one.is_exact))
        taken: list[Occurrence] = []
        for candidate in candidates:
            if all(candidate.end <= other.start or other.end <= candidate.start for other in taken):
                taken.append(candidate)
        return sorted(taken, key=lambda one: one.start)

    def missing_terms(self, source: str, target: str) -> list[Term]:
        """Terms that stand in the source as words of their own and of which the target has no accepted form."""
        wanted = [
            occurrence.term
            for occurrence in self.occurrences(source)
            # A capitalised term that stands in the translation as it is has been kept as a name or a title.
            if not occurrence.is_part and not _is_kept(source[occurrence.start : occurrence.end], target)
        ]
        if not wanted:
            return []
        stems = french_stems(target)
        missing = {}
        for term in wanted:
            if term.pk not in self._accepted:
                self._accepted[term.pk] = alternatives(term.accepted)
            accepted = self._accepted[term.pk]
            if accepted and not any(each <= stems for each in accepted):
                missing.setdefault(term.pk, term)
        return list(missing.values())

    def _whole(self, text: str, words: list, position: int):
        first = words[position]
        for term, forms in self._by_first_word.get(first[0].lower(), ()):
            window = words[position : position + len(forms)]
            if len(window) < len(forms) or not all(
                word[0].lower() in allowed for word, allowed in zip(window, forms, strict=True)
            ):
                continue
            # A noun begins with a capital; a verb that looks like it ("vereinen") does not.
            if any(
                own[0][:1].isupper() and not word[0][:1].isupper()
                for own, word in zip(words_of(term.source_text)[-1:], window[-1:], strict=True)
            ):
                continue
            if not all(_is_gap(text[a.end() : b.start()]) for a, b in pairwise(window)):
                continue
            start, end = window[0].start(), window[-1].end()
            yield Occurrence(
                term, start, end, is_part=_is_hyphenated(text, start, end), is_exact=text[start:end] == term.source_text
            )

    def _parts(self, word):
        text = word[0]
        if len(text) < _SHORTEST_PART + _SHORTEST_REST or not text[0].isupper():
            return
        low = text.lower()
        if low in self._by_first_word:
            return
        for cut in range(_SHORTEST_REST, len(low) - _SHORTEST_PART + 1):
            if term := self._noun_forms.get(low[cut:]):
                yield Occurrence(term, word.start() + cut, word.end(), is_part=True, is_exact=False)
                break
        for cut in range(len(low) - _SHORTEST_REST, _SHORTEST_PART - 1, -1):
            if (term := self._nouns.get(low[:cut])) and _is_compound(low[:cut], low[cut:]):
                yield Occurrence(term, word.start(), word.start() + cut, is_part=True, is_exact=False)
                break


def _is_compound(part: str, rest: str) -> bool:
    for joint in _JOINTS:
        if not rest.startswith(joint):
            continue
        other = rest[len(joint) :]
        if len(other) < _SHORTEST_REST or other.startswith(_DERIVATIONS):
            continue
        if joint or len(part) >= _SHORTEST_FREE_PART:
            return True
    return False


def _is_gap(between: str) -> bool:
    plain = TAG.sub("", between)
    return bool(plain) and set(plain) <= _BETWEEN_WORDS


def _is_hyphenated(text: str, start: int, end: int) -> bool:
    """Whether a hyphen ties the words to another one, or a gender sign to an ending."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    is_tied = (before[-1:] == "-" and before[:1].isalnum()) or (after[:1] == "-" and after[1:2].isalnum())
    # "Landwirt*innen": French has many ways to say that, none of which is the bare term.
    return is_tied or (after[:1] in "*:_/" and after[1:2].isalpha() and bool(after))


def _is_kept(text: str, target: str) -> bool:
    return any(word[:1].isupper() for word in text.split()) and text in target


_finders: dict[tuple[int, int], tuple[tuple, TermFinder]] = {}
_lock = Lock()


def finder_for(source_locale: Locale, target_locale: Locale) -> TermFinder:
    """The finder for a pair of languages. One query; two if terms have been changed."""
    pair = (source_locale.pk, target_locale.pk)
    terms = Term.objects.filter(source_locale_id=pair[0], target_locale_id=pair[1])
    row = terms.aggregate(newest=Max("updated_at"), last=Max("pk"), count=Count("pk"))
    stamp = (row["newest"], row["last"], row["count"])
    with _lock:
        known = _finders.get(pair)
        if known is None or known[0] != stamp:
            known = _finders[pair] = stamp, TermFinder(list(terms))
    return known[1]


def terms_in(text: str, source_locale: Locale, target_locale: Locale) -> list[Term]:
    """The terms that occur in a source sentence, longest first, also inflected where that can be told."""
    return finder_for(source_locale, target_locale).terms_in(text)


def missing_terms(segment, source_locale: Locale, target_locale: Locale) -> list[Term]:
    """Terms of the source sentence for which the translation has neither the preferred nor an accepted text."""
    return finder_for(source_locale, target_locale).missing_terms(segment.source, segment.target)
