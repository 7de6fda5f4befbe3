"""Numbers, dates and times of a sentence, in a form in which German and French can be compared.

What may be read in two ways ("1.234") keeps both readings; a difference is reported only if no
reading fits. Numbers that one side writes as words are accepted ("drei" and "3").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from decimal import Decimal

from .number_words import number_words

_SPACE = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_MONTHS = {
    "januar jänner janvier january": 1,
    "februar février fevrier february": 2,
    "märz mars march": 3,
    "april avril": 4,
    "mai may": 5,
    "juni juin june": 6,
    "juli juillet july": 7,
    "august août aout": 8,
    "september septembre": 9,
    "oktober octobre october": 10,
    "november novembre": 11,
    "dezember décembre decembre december": 12,
}
MONTHS = {name: number for names, number in _MONTHS.items() for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_S = f"[{_SPACE}]"
_NAMED_DATE = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}})(?:\.|er|ᵉʳ|ère)?{_S}*)?(?P<month>{_MONTH})(?:{_S}+(?P<year>\d{{4}}))?(?!\w)", re.I
)
_NUMERIC_DATE = re.compile(
    r"(?<![\d.,/])(?P<day>\d{1,2})(?P<sign>[./])(?P<month>\d{1,2})(?:(?P=sign)(?P<year>\d{4}|\d{2}(?!\d)))(?![\d/])"
    r"|(?<![\d.,])(?P<short_day>\d{1,2})\.(?P<short_month>\d{1,2})\.(?!\d)"
    r"|(?<![\d.,/])(?P<only_month>0?[1-9]|1[0-2])/(?P<only_year>(?:19|20)\d{2})(?![\d/])"
    r"|(?<!\d)(?P<iso_year>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})(?!\d)"
)
_TIME = re.compile(
    rf"(?<![\d.,])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?{_S}*(?:Uhr\b|heures?\b|h\b)"
    rf"(?:{_S}*(?P<after>[0-5]\d)(?!\d))?|(?<![\d.,:])(?P<clock>[01]?\d|2[0-4]):(?P<clock_minute>[0-5]\d)(?![\d:])"
    # The first of two: "8.30 bis 12 Uhr".
    rf"|(?<![\d.,])(?P<first>[01]?\d|2[0-4])\.(?P<first_minute>[0-5]\d)(?={_S}*(?:[–-]|bis|und){_S}*\d{{1,2}}(?:\.\d\d)?{_S}*Uhr\b)"
    r"|(?<!\d)(?P<tight>[01]?\d|2[0-4])h(?P<tight_minute>[0-5]\d)(?!\d)"
)
_NUMBER = re.compile(
    rf"(?<![\d])(?:\d{{1,3}}(?:[{_SPACE}.'’]\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)*"
    rf"(?P<percent>{_S}*(?:%|Prozent\b|pour{_S}cent\b|pourcents?\b|[-‑]?prozentig))?",
    re.I,
)
_SHORT_YEAR = re.compile(r"(?<!\d)(?P<century>(?:19|20))\d\d[/–-](?P<short>\d\d)(?![\d-])")
#: Signs of formulas and units, and a name, whose digits are no numbers: "CO2" and "CO₂", "m2" and "mètres carrés".
_NO_NUMBER = re.compile(r"(?<![^\W\d_])(?:CO2|SO2|NO2|N2O|CH4|NH3|H2O|[ckd]?m[23]|covid-19)(?!\w)", re.I)
_SCALES = {"tausend": 3, "mille": 3, "mio": 6, "million": 6, "millionen": 6, "millions": 6}
_SCALES |= {"mrd": 9, "milliarde": 9, "milliarden": 9, "milliard": 9, "milliards": 9}
_SCALE = re.compile(rf"{_S}{{1,3}}(?P<scale>{'|'.join(_SCALES)})(?!\w)", re.I)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Number:
    """A number as it is written, with the values it may have."""

    text: str
    readings: frozenset[Decimal]
    is_percent: bool = False

    @property
    def values(self) -> list[tuple[bool, Decimal]]:
        return [(self.is_percent, reading) for reading in self.readings]


@dataclass(frozen=True)
class Date:
    """A date as it is written; a part that is not named is None."""

    text: str
    day: int | None
    month: int
    year: int | None

    @property
    def values(self) -> list[tuple[int | None, int, int | None]]:
        return [(self.day, self.month, self.year)]

    def parts(self) -> list[Number]:
        return [Number(self.text, frozenset([Decimal(part)])) for part in (self.day, self.year) if part is not None]


@dataclass
class Figures:
    """What a sentence has of numbers and dates."""

    numbers: list[Number] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    words: Counter = field(default_factory=Counter)


def figures_of(text: str) -> Figures:
    """Read a plain text. Addresses and telephone numbers should have been taken out before."""
    found = Figures()

    def date(match: re.Match) -> str:
        parts = match.groupdict()
        day = parts.get("day") or parts.get("short_day") or parts.get("iso_day")
        month = parts.get("month") or parts.get("short_month") or parts.get("iso_month")
        month = month or parts.get("only_month")
        year = parts.get("year") or parts.get("iso_year") or parts.get("only_year")
        if match.re is _NAMED_DATE and not (day or year):
            return match[0]  # "im Mai", "mars": a month alone, or no month at all
        number = MONTHS[month.lower()] if not month.isdigit() else int(month)
        if not 1 <= number <= 12 or not 1 <= int(day or 1) <= 31:
            return match[0]
        full = int(year) + (2000 if year and len(year) == 2 else 0) if year else None
        found.dates.append(Date(match[0].strip(), int(day) if day else None, number, full))
        return " "

    def time(match: re.Match) -> str:
        parts = match.groupdict()
        hour = parts["hour"] or parts["clock"] or parts["first"] or parts["tight"]
        minutes = ("minute", "after", "clock_minute", "first_minute", "tight_minute")
        minute = next((parts[name] for name in minutes if parts[name]), "0")
        found.numbers.append(Number(match[0], frozenset([Decimal(int(hour))])))
        if int(minute):
            found.numbers.append(Number(match[0], frozenset([Decimal(int(minute))])))
        return " "

    text = _NO_NUMBER.sub(" ", text)
    text = _NUMERIC_DATE.sub(date, text)
    text = _NAMED_DATE.sub(date, text)
    text = _TIME.sub(time, text)
    short_years = {match.start("short"): match["century"] + match["short"] for match in _SHORT_YEAR.finditer(text)}
    for match in _NUMBER.finditer(text):
        written = match[0].removesuffix(match["percent"] or "").strip()
        readings = set(_readings(written))
        if match.start() in short_years:
            readings.add(Decimal(short_years[match.start()]))
        if text[match.end() : match.end() + 2] == "er" and written.isdecimal() and len(written) in (2, 4):
            readings.add(Decimal(1900 + int(written) if len(written) == 2 else int(written) % 100))  # 90er Jahre
        if scale := _SCALE.match(text, match.end()):
            readings |= {value.scaleb(_SCALES[scale["scale"].lower()]) for value in set(readings)}
        found.numbers.append(Number(written, frozenset(readings), bool(match["percent"])))
    found.words = number_words(text)
    return found


@dataclass(frozen=True)
class Difference:
    """What stands only in the source, and what only in the translation, as written."""

    missing: list[str]
    added: list[str]

    def __bool__(self) -> bool:
        return bool(self.missing or self.added)


def compare(source: str, target: str) -> tuple[Difference, Difference]:
    """The differences in numbers and in dates between two plain texts."""
    ours, theirs = figures_of(source), figures_of(target)
    missing, added = _unpaired(ours.dates, theirs.dates)
    if len(missing) == len(added):
        # The same number of dates, of which some differ: that is a wrong date, and no other way of writing.
        if missing:
            dates = Difference([one.text for one in missing], [one.text for one in added])
            return _numbers(ours, theirs, [], []), dates
        return _numbers(ours, theirs, [], []), Difference([], [])
    months = {one.month for one in ours.dates} ^ {one.month for one in theirs.dates}
    if months and not _months_by_name(source, target, months):
        dates = Difference([one.text for one in missing], [one.text for one in added])
        return _numbers(ours, theirs, [], []), dates
    # "12.3.–14.3.2024" and "du 12 au 14 mars 2024": the days and years must be the same.
    return _numbers(ours, theirs, missing, added), Difference([], [])


def _months_by_name(source: str, target: str, months: set[int]) -> bool:
    """Whether each of the months stands in both texts in some way."""

    def named(text: str) -> set[int]:
        found = {MONTHS[word[0].lower()] for word in _WORD.finditer(text) if word[0].lower() in MONTHS}
        return found | {date.month for date in figures_of(text).dates}

    return months <= named(source) & named(target)


def _numbers(ours: Figures, theirs: Figures, our_dates: list[Date], their_dates: list[Date]) -> Difference:
    mine = ours.numbers + [part for date in our_dates for part in date.parts()]
    other = theirs.numbers + [part for date in their_dates for part in date.parts()]
    missing, added = _unpaired(mine, other)
    return Difference(
        [one.text for one in missing if not _is_written_out(one, theirs.words)],
        [one.text for one in added if not _is_written_out(one, ours.words)],
    )


def _is_written_out(number: Number, words: Counter) -> bool:
    return not number.is_percent and any(words[int(value)] for value in number.readings if value == int(value))


def _unpaired(ours: list, theirs: list) -> tuple[list, list]:
    """What is left of two lists once each has been given its counterpart: the first that has a value in common."""
    places: dict[object, deque[int]] = defaultdict(deque)
    for position, other in enumerate(theirs):
        for value in other.values:
            places[value].append(position)
    taken: set[int] = set()
    missing = []
    for one in ours:
        free = []
        for queue in (places[value] for value in one.values if value in places):
            while queue and queue[0] in taken:
                queue.popleft()
            free += [queue[0]] if queue else []
        if free:
            taken.add(min(free))
        else:
            missing.append(one)
    return missing, [other for position, other in enumerate(theirs) if position not in taken]


def _readings(written: str) -> list[Decimal]:
    """The values a number may have: a point or comma before three digits may group or divide."""
    tight = re.sub(rf"[{_SPACE}'’]", "", written)
    signs = [sign for sign in tight if sign in ".,"]
    if not signs:
        return [Decimal(tight)]
    if len(signs) > 1 and len(set(signs)) == 1:
        groups = re.split(r"[.,]", tight)
        if all(len(group) == 3 for group in groups[1:]):
            return [Decimal("".join(groups))]
        return [Decimal("".join(groups))]  # 3.1.2: a numbering, compared as it is
    whole, _sign, rest = tight.rpartition(signs[-1])
    whole = re.sub(r"[.,]", "", whole)
    readings = [Decimal(f"{whole}.{rest}")]
    if (len(rest) == 3 and len(signs) == 1) or len(rest) == 3:
        readings.append(Decimal(whole + rest))
    return readings
