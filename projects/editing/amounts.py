"""Reads and writes amounts of money as people do: ``50.000,00``, ``50 000``, ``50,000.00``, ``50000``."""

from __future__ import annotations

import re
from decimal import Decimal

CENT = Decimal("0.01")
LONGEST = 40
_SIGNS = re.compile(r"(?i)€|\$|eur|f\s?cfa|cfa|xof|usd")
_SPACES = re.compile(r"[\s'’]")
_PLAIN = re.compile(r"-?\d+(?:\.\d{1,2})?", re.ASCII)


def read_amount(text: str) -> Decimal | None:
    """The amount, None if it is not one.

    A single separator before three digits stands for thousands, because no amount has three decimals.
    """
    if len(text) > LONGEST:
        return None
    text = _SPACES.sub("", _SIGNS.sub("", text)).replace("−", "-")
    separators = [sign for sign in text if sign in ".,"]
    if separators:
        last = separators[-1]
        head, tail = text.rsplit(last, 1)
        is_decimal = separators.count(last) == 1 and len(tail) in (1, 2)
        whole, fraction = (head, tail) if is_decimal else (text, "")
        groups = re.split(r"[.,]", whole)
        if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
            return None
        if not is_decimal and len(set(separators)) > 1:
            return None
        text = "".join(groups) + (f".{fraction}" if fraction else "")
    return Decimal(text) if _PLAIN.fullmatch(text) else None
