"""Signed marks instead of cookies: when a form was handed out, and that a message has arrived."""

from __future__ import annotations

import time
from enum import Enum

from django.core import signing

FORM_SALT, RECEIPT_SALT = "cms.inbox.form", "cms.inbox.receipt"
#: Seconds. Nobody reads the form and writes a sentence in less.
TOO_QUICK = 3
#: A page may be kept ready, or lie open in a tab, for a week; so long a machine can use one mark too.
TOO_OLD = 7 * 24 * 3600
#: The page of thanks can be loaded again for a day.
RECEIPT_AGE = 24 * 3600


class Age(Enum):
    """What a form's mark says."""

    RIGHT = "right"
    QUICK = "quick"
    OLD = "old"
    FOREIGN = "foreign"


def hand_out(kind: str) -> str:
    """The mark for a form that is printed now. No random part: a page that is kept stays as good as a fresh one."""
    return signing.Signer(salt=FORM_SALT).sign(f"{kind}:{int(time.time())}")


def age_of(token: str, kind: str) -> Age:
    """How old the mark is that came back with a form of this kind."""
    try:
        found, _colon, written = signing.Signer(salt=FORM_SALT).unsign(token).rpartition(":")
        seconds = time.time() - int(written)
    except (signing.BadSignature, ValueError):
        return Age.FOREIGN
    if found != kind:
        return Age.FOREIGN
    if seconds > TOO_OLD:
        return Age.OLD
    return Age.QUICK if seconds < TOO_QUICK else Age.RIGHT


def receipt(reference: str, is_confirmed: bool) -> str:
    """What the address of the page of thanks carries. In: whether a confirmation will be mailed."""
    return signing.dumps([reference, is_confirmed], salt=RECEIPT_SALT)


def read_receipt(value: str) -> tuple[str, bool] | None:
    """Reference, and whether a confirmation is mailed; None for anything but a fresh receipt of ours."""
    try:
        reference, is_confirmed = signing.loads(value, salt=RECEIPT_SALT, max_age=RECEIPT_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(reference), bool(is_confirmed)
