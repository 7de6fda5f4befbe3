"""Writes the two mails. The confirmation holds no word of the sender's: anybody can type in anybody's address."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from cms.office.mail import sender, site_name

from .models import Mail, MailRole, Message, Status
from .recipients import office_address
from .suspicion import named


def compose(mail: Mail) -> EmailMessage | None:
    """The mail ready to send; None if nobody is named who gets it."""
    message = mail.message
    office = office_address(message.kind)
    if mail.role == MailRole.SENDER:
        return _letter("confirmation", message, message.language, message.email, office) if message.email else None
    return _letter("office", message, settings.LANGUAGE_CODE, office, message.email) if office else None


def _letter(template: str, message: Message, language: str, to: str, reply_to: str) -> EmailMessage:
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    with translation.override(language), timezone.override(settings.TIME_ZONE):
        context = {
            "message": message,
            "site_name": " ".join(site_name(language).split()),
            "site_url": f"{address}/{language}/",
            "url": address + message.get_absolute_url(),
            "reasons": named(message) if message.status == Status.SUSPECTED else [],
            "keep_days": settings.INBOX_KEEP_DAYS[message.kind],
        }
        subject = " ".join(render_to_string(f"inbox/mails/{template}.subject.txt", context).split())
        text = render_to_string(f"inbox/mails/{template}.txt", context).strip() + "\n"
    return EmailMessage(
        subject,
        text,
        sender(),
        [to],
        reply_to=[reply_to] if reply_to else None,
        headers={
            "Auto-Submitted": "auto-replied" if template == "confirmation" else "auto-generated",
            # Programs that answer for somebody who is away do not answer this.
            "X-Auto-Response-Suppress": "All",
            # The same for every try, so that a mail that was sent twice shows once.
            "Message-ID": f"<{message.reference}.{template}@{_host(address)}>",
        },
    )


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
