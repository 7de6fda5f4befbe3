"""Telephone numbers as people write them: what is one, and what a telephone dials."""

from __future__ import annotations

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

TELEPHONE = RegexValidator(
    r"^\+?[0-9 ()/.\-–]{3,40}$", _("A telephone number has digits, spaces and the signs + ( ) / - only.")
)
#: In “+49 (0) 2421 …” the nought is dialled only where the prefix of the country is not.
_INSTEAD_OF_PREFIX = re.compile(r"(?<=\d)\s*\(\s*0\s*\)")


def dialled(number: str) -> str:
    """The digits of a number, with the plus before them, for ``tel:`` (RFC 3966); empty for none."""
    number = number.strip()
    if number.startswith(("+", "00")):
        number = _INSTEAD_OF_PREFIX.sub("", number, count=1)
    digits = "".join(sign for sign in number if sign in "0123456789")
    return f"+{digits}" if digits and number.startswith("+") else digits
