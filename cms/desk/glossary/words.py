"""Words and their forms, as far as they can honestly be told without a dictionary.

German: the forms a term can take are made from the term (endings, umlaut plurals, declined
adjectives); a word of the text must be one of them. Cutting endings off both sides would be
shorter and wrong: "Träger" and "tragen" are not one word.
French: both sides are cut to a stem, because here only presence is asked, and a missed form
is a false alarm.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")
#: What a German noun may end in when it is declined.
_NOUN_ENDINGS = ("", "s", "es", "e", "en", "n", "er", "ern")
_UMLAUT_ENDINGS = ("", "e", "en", "er", "ern", "n")
_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
_UMLAUTS = {"au": "äu", "a": "ä", "o": "ö", "u": "ü"}
_LAST_VOWEL = re.compile(r"(au|a|o|u)(?=[^aeiouäöü]*$)")


def words_of(text: str) -> list[re.Match]:
    """The words of a text, with their places. Markup is skipped; places are those in the given text."""
    return list(WORD.finditer(TAG.sub(lambda tag: " " * len(tag[0]), text)))


def german_forms(word: str, *, is_last: bool) -> set[str]:
    """The forms a German word can take, in small letters. ``is_last``: the word carries the term's number and case."""
    low = word.lower()
    if any(sign.isdigit() for sign in word):
        return {low}
    is_noun = word[:1].isupper()
    if not is_noun or not is_last:
        # An adjective, or a noun that might be an adjective's capital ("Vereinte Nationen").
        base = low[:-1] if low.endswith("e") else re.sub(r"(?<=\w{3})e[rsnm]$", "", low)
        forms = {low, *(base + ending for ending in _ADJECTIVE_ENDINGS[1:])}
        if not is_noun:
            return forms
        return forms if low.endswith("e") else forms | _noun_forms(low)
    return _noun_forms(low)


def _noun_forms(low: str) -> set[str]:
    forms = {low + ending for ending in _NOUN_ENDINGS}
    if low.endswith(("um", "us")):
        forms.add(low[:-2] + "en")
    if low.endswith("in"):
        forms.add(low + "nen")
    if low.endswith("nis"):
        forms |= {low + "se", low + "ses", low + "sen"}
    if low.endswith("e"):
        forms -= {low + "e", low + "es", low + "er", low + "en", low + "ern"}
    if low[:1] and not low.endswith(("e", "um", "us", "in", "ung", "keit", "heit", "schaft")):
        changed = _LAST_VOWEL.sub(lambda vowel: _UMLAUTS[vowel[0]], low, count=1)
        if changed != low:
            forms |= {changed + ending for ending in _UMLAUT_ENDINGS}
    return forms


# --- French ---------------------------------------------------------------------------------------

_SMALL = re.compile(r"(?:à|aux?|d|de|des|du|en|et|l|la|les?|par|pour|une?|a|the|of|and)")
_PARENTHESES = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=20_000)
def french_stem(word: str) -> str:
    """A French word without the marks of number and gender: ``territoriaux`` and ``territoriale`` are one."""
    low = word.lower().replace("œ", "oe")
    if len(low) <= 3:
        return low
    if low.endswith("aux") and not low.endswith("eaux"):
        return low[:-3] + "al"
    low = low.rstrip("sx")
    for feminine, masculine in (("euse", "eu"), ("ive", "if"), ("trice", "teur"), ("ère", "er")):
        if low.endswith(feminine):
            return low[: -len(feminine)] + masculine
    low = low.rstrip("e")
    return low[:-1] if len(low) > 3 and low[-1:] == low[-2:-1] else low


def french_stems(text: str) -> frozenset[str]:
    """The stems of a text's words, articles and the like left out."""
    found = (french_stem(match[0]) for match in words_of(text))
    return frozenset(stem for stem in found if not _SMALL.fullmatch(stem))


def alternatives(accepted: list[str]) -> list[frozenset[str]]:
    """What may stand in a translation, as sets of stems: each accepted text, also without or as its parenthesis.

    "langage facile à lire et à comprendre (FALC)" is met by either of its halves.
    """
    texts = []
    for text in accepted:
        texts += [_PARENTHESES.sub(" ", text), *(inner[1:-1] for inner in _PARENTHESES.findall(text))]
    return [stems for text in texts if (stems := french_stems(text))]
