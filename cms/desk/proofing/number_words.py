"""Numbers that are written as words, in German and French: "zweiundzwanzig", "dreimal", "quatre-vingt-dix".

Only used to excuse a digit that the other language has: a word too many does no harm.
"""

from __future__ import annotations

import re
from collections import Counter

_NAMES = {
    "null zéro": 0,
    "ein eine einen einem einer eines eins un une erste ersten erster erstes premier première premiers premières": 1,
    "zwei zweite zweiten zweiter zweites beide beiden deux deuxième second seconde halb halbe halben halbes hälfte"
    " moitié demi demie": 2,
    "drei dritte dritten dritter drittes drittel trois troisième tiers": 3,
    "vier vierte vierten vierter viertes viertel quatre quatrième quart quarts": 4,
    "fünf fünfte fünften fünfter fünftel cinq cinquième cinquièmes": 5,
    "sechs sechste sechsten sechster six sixième": 6,
    "sieben siebte siebten siebter sept septième": 7,
    "acht achte achten achter huit huitième": 8,
    "neun neunte neunten neunter neuf neuvième": 9,
    "zehn zehnte zehnten zehnter zehntel dix dixième dixièmes dizaine": 10,
    "elf elfte elften onze onzième": 11,
    "zwölf zwölfte zwölften douze douzième douzaine dutzend": 12,
    "dreizehn treize": 13,
    "vierzehn quatorze": 14,
    "fünfzehn quinze quinzaine": 15,
    "sechzehn seize": 16,
    "siebzehn": 17,
    "achtzehn": 18,
    "neunzehn": 19,
    "zwanzig vingt vingtaine": 20,
    "dreißig trente trentaine": 30,
    "vierzig quarante quarantaine": 40,
    "fünfzig cinquante cinquantaine": 50,
    "sechzig soixante soixantaine": 60,
    "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
    "hundert einhundert cent cents centaine centaines": 100,
    "tausend eintausend mille millier milliers": 1000,
    "million millionen millions": 1_000_000,
    "milliarde milliarden milliard milliards": 1_000_000_000,
}
NUMBERS = {name: number for names, number in _NAMES.items() for name in names.split()}
_WORD = re.compile(r"[^\W\d_]+")
_UNITS = dict(
    zip(("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"), range(1, 10), strict=True)
)
_GERMAN = re.compile(
    rf"(?:(?P<unit>{'|'.join(_UNITS)})und)?(?P<ten>zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
)
_BASES = "|".join(sorted((name for name in NUMBERS if NUMBERS[name] >= 1), key=len, reverse=True))
#: "dreimal", "zweijährige", "zehntägig"
_DERIVED = re.compile(
    rf"(?P<base>{_BASES})(?:mal|fach|(?:jähr|monat|wöch|täg|stünd|minüt|köpf|teil|stell|sprach|seit)ig|(?:monat|jähr)lich)"
)
_TIE = r"[-\N{HYPHEN}\N{NON-BREAKING HYPHEN} \N{NO-BREAK SPACE}]"
_TENS = rf"vingt|trente|quarante|cinquante|soixante|quatre{_TIE}vingts?"
_AND = rf"{_TIE}et(?={_TIE}(?:une?|onze)(?!\w))"
_LAST = rf"une?|deux|trois|quatre(?!{_TIE}vingt)|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
_FRENCH = re.compile(
    rf"(?<!\w)(?:(?P<ten>{_TENS})(?:{_AND})?{_TIE})?(?P<teen>dix{_TIE})?(?P<unit>{_LAST})(?!\w)"
    rf"|(?<!\w)quatre{_TIE}vingts?(?!\w)",
    re.I,
)
_ROMAN = re.compile(r"(?<!\w)(?:(?P<ordinal>[IVXL]+)(?:e|ᵉ|er|ème)|(?P<plain>[IVX]{2,6}))(?!\w)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def number_words(text: str) -> Counter:
    """How often each number stands in a text as a word."""
    found: Counter = Counter()
    for match in _WORD.finditer(text):
        if (number := _german(match[0].lower())) is not None:
            found[number] += 1
    for match in _FRENCH.finditer(text):
        found[_french(match)] += 1
    for match in _ROMAN.finditer(text):
        found[_roman(match["ordinal"] or match["plain"])] += 1
    return found


def _german(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS[word]
    if match := _GERMAN.match(word):
        return NUMBERS[match["ten"]] + _UNITS.get(match["unit"] or "", 0)
    if match := _DERIVED.match(word):
        return NUMBERS[match["base"]]
    return None


def _french(match: re.Match) -> int:
    ten = (match["ten"] or "").lower()
    total = 80 if ten.startswith("quatre") or not match["unit"] else NUMBERS.get(ten, 0)
    if match["teen"]:
        total += 10
    return total + NUMBERS.get((match["unit"] or "").lower(), 0)


def _roman(text: str) -> int:
    total = 0
    for sign, following in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN_VALUES[sign]
        total += -value if following and _ROMAN_VALUES[following] > value else value
    return total
