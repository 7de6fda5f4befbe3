"""E-mail addresses, web addresses and telephone numbers in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Bounded, and begun only where a name can begin: a long text must not take minutes.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"„“”]+|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:de|org|com|net|eu|ci|fr|int|info)(?:/[^\s<>«»\"„“”]*)?(?![\w@])",
    re.I,
)
#: Starts with + or 0, has six digits or more; spaces, strokes, hyphens and brackets may part them.
_TELEPHONE = re.compile(
    r"(?<![\w/.,+-])(?:\+|\(?0)[\d()]*(?:[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}./()–-]{0,3}\d){5,}"
)
_END = ".,;:!?)]…"
#: What begins with a nought as well and is a date, a span of days or hours, or a decimal:
#: 01.03.2024, 03/10/22, 01.–03.05., 09/2025, 09.00–17.00, 08.30 Uhr, 0.5 – 100
_NO_TELEPHONE = re.compile(
    r"0?\d([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d{2}(?![./-]?\d)|0?\d\. ?[–-]|0[1-9]/(?:19|20)\d{2}(?![ ./-]?\d)"
    r"|0?\d\.[0-5]\d ?(?:[–-] ?[012]?\d\.[0-5]\d(?![./-]?\d)|[–-] ?[012]?\d(?![./-]?\d))|0\.\d"
)
_BEGINNING = re.compile(r"^(?:https?://)?(?:www\.)?", re.I)
_LANGUAGE = r"(?:de|en|es|fr|it|nl|pt)"
#: An address that names its language, so that a translation leads elsewhere: un.org/fr/…, fr.wikipedia.org/…
_OF_A_LANGUAGE = re.compile(
    rf"(?:{_LANGUAGE}\.(?P<host>[^/?#]+\.[^/?#.]+)|(?P<site>[^/?#]+)/{_LANGUAGE})(?:[/?#].*)?", re.I
)


@dataclass(frozen=True)
class Contacts:
    """What was found, each in a form that can be compared, and the text without it."""

    emails: tuple[str, ...]
    addresses: tuple[str, ...]
    telephones: tuple[str, ...]
    rest: str


def contacts_of(text: str) -> Contacts:
    """Take addresses and numbers out of a plain text."""
    found: dict[str, list[str]] = {"emails": [], "addresses": [], "telephones": []}

    def take(kind: str):
        def taken(match: re.Match) -> str:
            if kind == "telephones" and _NO_TELEPHONE.match(match[0]):
                return match[0]
            value = match[0].rstrip(_END + " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
            found[kind].append(value)
            return " " + match[0][len(value) :]

        return taken

    rest = _EMAIL.sub(take("emails"), text)
    rest = _ADDRESS.sub(take("addresses"), rest)
    rest = _TELEPHONE.sub(take("telephones"), rest)
    return Contacts(
        tuple(value.lower() for value in found["emails"]),
        tuple(_address(value) for value in found["addresses"]),
        tuple(found["telephones"]),
        rest,
    )


def missing_and_added(
    source: Sequence[str], target: Sequence[str], key: Callable[[str], str] = str
) -> tuple[list[str], list[str]]:
    """What stands on one side only. Repeating an address is no difference. ``key``: what is compared."""
    ours, theirs = {key(one) for one in source}, {key(one) for one in target}
    return [one for one in dict.fromkeys(source) if key(one) not in theirs], [
        one for one in dict.fromkeys(target) if key(one) not in ours
    ]


def whichever_language(address: str) -> str:
    """An address without what depends on the language of its readers: of such a page its site only."""
    found = _OF_A_LANGUAGE.fullmatch(address)
    return (found["host"] or found["site"]).lower() if found else address


def missing_and_added_telephones(source: tuple[str, ...], target: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """As `missing_and_added`; a number is the same with a country's prefix and without."""
    ours, theirs = _Directory(source), _Directory(target)
    return [one for one in dict.fromkeys(source) if one not in theirs], [
        one for one in dict.fromkeys(target) if one not in ours
    ]


class _Directory:
    """Telephone numbers by their digits: whole, and without what may be the prefix of a country."""

    def __init__(self, numbers: tuple[str, ...]):
        #: digits → whether one of these numbers is written without a country
        self.whole: dict[str, bool] = {}
        self.short: dict[str, bool] = {}
        for number in numbers:
            digits, is_local = _digits(number), not _is_international(number)
            self.whole[digits] = self.whole.get(digits, False) or is_local
            for rest in _without_prefix(digits):
                self.short[rest] = self.short.get(rest, False) or is_local

    def __contains__(self, number: str) -> bool:
        digits, is_local = _digits(number), not _is_international(number)
        if digits in self.whole:
            return True
        # Two different countries are two different numbers.
        found = [self.short.get(digits), *(self.whole.get(rest) for rest in _without_prefix(digits))]
        return any(one is not None and (is_local or one) for one in found)


def _without_prefix(digits: str) -> list[str]:
    return [digits[length:] for length in (1, 2, 3)]


def _is_international(number: str) -> bool:
    return number.lstrip("(").startswith(("+", "00"))


def _digits(text: str) -> str:
    # "+49 (0) 2421": the nought in brackets is not dialled from abroad.
    return re.sub(r"\D", "", text.replace("(0)", "")).lstrip("0")


def _address(value: str) -> str:
    return _BEGINNING.sub("", value).rstrip("/")
