"""Mail servers that do not do what they should."""

from __future__ import annotations

import smtplib

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend


class Down(EmailBackend):
    """A mail server that does not answer."""

    def open(self):
        raise ConnectionRefusedError


class Refusing(EmailBackend):
    """A mail server that does not take this address."""

    def send_messages(self, messages):
        if messages[0].to == ["marie@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"marie@example.org": (550, b"unknown")})
        return super().send_messages(messages)


class Breaking(EmailBackend):
    """A mail server that goes away after the first mail."""

    def send_messages(self, messages):
        if mail.outbox:
            raise smtplib.SMTPServerDisconnected
        return super().send_messages(messages)


def backend(settings, kind: type) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{kind.__name__}"
