"""Reads coordinates as people write or paste them.

Understood: ``5.84``, ``5,84``, ``-3.62``, ``5,84° N``, ``3° 37′ 12″ W``, and both at once: ``5.84, -3.62``.
``place.js`` reads the same while somebody types; this module has the last word.
"""

from __future__ import annotations

import re
from decimal import Decimal

LATITUDE, LONGITUDE = "latitude", "longitude"
LIMITS = {LATITUDE: 90, LONGITUDE: 180}
STEP = Decimal("0.00001")  # about one metre
LONGEST = 80

_NUMBER = r"[+-]?\d{1,3}(?:[.,]\d{1,20})?"
_TOKEN = rf"[NSEWO]?\s*{_NUMBER}\s*°?(?:\s*\d{{1,2}}\s*['′])?(?:\s*\d{{1,2}}(?:[.,]\d+)?\s*[\"″])?\s*[NSEWO]?"
_ONE = re.compile(
    rf"(?P<before>[NSEWO])?\s*(?P<degrees>{_NUMBER})\s*°?"
    r"(?:\s*(?P<minutes>\d{1,2})\s*['′])?(?:\s*(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*[\"″])?"
    r"\s*(?P<after>[NSEWO])?",
    re.ASCII,
)
_TWO = re.compile(rf"(?P<first>{_TOKEN})(?:\s*[,;/]\s*|\s+)(?P<second>{_TOKEN})", re.ASCII)


def _tidy(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    return " ".join(text.upper().replace("−", "-").replace("–", "-").replace("’", "′").split())


def _read(text: str, language: str) -> tuple[Decimal, str] | None:
    """Value and letter (N, S, E, W or none)."""
    match = _ONE.fullmatch(text)
    if not match or (match["before"] and match["after"]):
        return None
    value = Decimal(match["degrees"].replace(",", "."))
    parts = Decimal(match["minutes"] or 0) / 60
    parts += Decimal((match["seconds"] or "0").replace(",", ".")) / 3600
    value = value - parts if match["degrees"].startswith("-") else value + parts
    letter = match["before"] or match["after"] or ""
    if letter == "O":  # Ost in German, ouest in French
        letter = "W" if language == "fr" else "E"
    if letter and value < 0:
        return None
    return (-value if letter in ("S", "W") else value), letter


def read_coordinate(text: str, axis: str, language: str = "de") -> Decimal | None:
    """One coordinate. In: what was typed, ``latitude`` or ``longitude``. Out: degrees, None if it is not one."""
    found = _read(_tidy(text), language)
    if found is None:
        return None
    value, letter = found
    if letter and letter not in ("NS" if axis == LATITUDE else "EW"):
        return None
    return value.quantize(STEP)


def read_pair(text: str, language: str = "de") -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude out of one text, in either order if letters say which is which; None if it is no pair."""
    text = _tidy(text)
    if _read(text, language) is not None:
        return None
    match = _TWO.fullmatch(text)
    if not match:
        return None
    first, second = (_read(match[name].strip(), language) for name in ("first", "second"))
    if first is None or second is None:
        return None
    if first[1] in ("E", "W") and second[1] in ("N", "S"):
        first, second = second, first
    if first[1] in ("E", "W") or second[1] in ("N", "S"):
        return None
    return first[0].quantize(STEP), second[0].quantize(STEP)
