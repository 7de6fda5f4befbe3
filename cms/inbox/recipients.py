"""Who gets the mail about a message. Apps that own the pages say so; this package knows none of them."""

from __future__ import annotations

from collections.abc import Callable

from cms.office.mail import recipient

_finders: dict[str, Callable[[], str]] = {}


def register(kind: str, finder: Callable[[], str]) -> None:
    """In: a kind of message, and a function that gives the address of the office responsible, or ""."""
    _finders[kind] = finder


def office_address(kind: str) -> str:
    """The address of the contact responsible, else of the site details, else the operator's; "" without any."""
    finder = _finders.get(kind)
    return (finder() if finder else "") or recipient()
