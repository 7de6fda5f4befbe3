"""Where mails of the site come from, and what the site is called in them."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import get_language

from ..language import SOURCE_LANGUAGE
from . import facts
from .models import Office
from .snapshot import read

log = structlog.get_logger("office")


def sender() -> str:
    """The sender of the site details, else ``DEFAULT_FROM_EMAIL``. Never raises: a mail must not fail because of it.

    The form checks the address, but a restored or imported row has passed no form: what is no address is
    left aside, so that no line break in it can become a header of its own.
    """
    return _address(facts.mail_sender, "sender") or settings.DEFAULT_FROM_EMAIL


def recipient() -> str:
    """Who receives messages where a page names nobody: the site details, else ``INBOX_RECIPIENT``; "" without both."""
    return _address(facts.mail_recipient, "recipient") or settings.INBOX_RECIPIENT


def _address(read_address, name: str) -> str:
    try:
        address = read_address()
        if address:
            validate_email(address)
    except (ValidationError, DatabaseError):
        log.warning("office_address_not_used", field=name, exc_info=True)
        return ""
    return address


def site_name(language: str = "") -> str:
    """The name of the site in a language, that of the reader if none is given. One query."""
    content = Office.objects.values_list("public", flat=True).first() or {}
    return read(content, language or get_language() or SOURCE_LANGUAGE, timezone.now()).site_name
