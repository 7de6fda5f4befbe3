"""Who gets the mail about a message. Apps that own the pages say so; this package knows none of them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

_finders: dict[str, Callable[[], str]] = {}


def register(kind: str, finder: Callable[[], str]) -> None:
    """In: a kind of message, and a function that gives the address of the office responsible, or ""."""
    _finders[kind] = finder


def office_address(kind: str) -> str:
    """The address of the office responsible; the operator's where no contact has one; "" if there is none."""
    finder = _finders.get(kind)
    return (finder() if finder else "") or settings.INBOX_RECIPIENT
