"""Writes a mail in its reader's language, as text and HTML, with a way to have no more of them."""

from __future__ import annotations

import smtplib

import structlog
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from cms.office.mail import sender, site_name

from .people import language_of

log = structlog.get_logger("desk.notices")

#: What one can be told of: a field of NoticeSettings each.
KINDS = ("changes", "questions", "published")
SALT = "cms.desk.notices"


class MailServerDown(Exception):
    """The mail server takes nothing at all just now."""


def absolute(path: str) -> str:
    """An address of the admin as mails need it."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def token(user, kind: str) -> str:
    """What a link to unsubscribe carries. It does not expire: mails are kept for years."""
    return signing.Signer(salt=SALT).sign_object([user.pk, kind])


def read_token(value: str) -> tuple[int, str]:
    """The user's id and the kind of mail. Raises `signing.BadSignature`."""
    try:
        pk, kind = signing.Signer(salt=SALT).unsign_object(value)
    except (ValueError, TypeError) as error:
        raise signing.BadSignature("This is no token of ours.") from error
    if kind not in KINDS or not isinstance(pk, int):
        raise signing.BadSignature("This is no token of ours.")
    return pk, kind


def compose(user, kind: str, template: str, context: dict) -> EmailMultiAlternatives:
    """A mail from ``desk/mails/<template>.subject.txt``, ``.txt`` and ``.html``, in the user's language."""
    code = language_of(user)
    unsubscribe = absolute(reverse("desk_notices:unsubscribe", args=(token(user, kind),)))
    profile = absolute(reverse("wagtailadmin_account") + "#tab-notifications")
    with translation.override(code), timezone.override(settings.TIME_ZONE):
        context = {
            **context,
            "user": user,
            "name": user.get_full_name() or user.get_username(),
            "language": code,
            "site_name": site_name(code),
            "unsubscribe_url": unsubscribe,
            "profile_url": profile,
        }
        subject = " ".join(render_to_string(f"desk/mails/{template}.subject.txt", context).split())
        text = render_to_string(f"desk/mails/{template}.txt", context).strip() + "\n"
        html = render_to_string(f"desk/mails/{template}.html", context)
    mail = EmailMultiAlternatives(
        subject,
        text,
        sender(),
        [user.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


class Post:
    """One connection for several mails: ``with Post() as post: post.send(mail)``."""

    def __enter__(self) -> Post:
        """Raises MailServerDown."""
        self.connection = get_connection()
        try:
            self.connection.open()
        except OSError as error:  # smtplib's errors are of this kind too
            raise MailServerDown(str(error)) from error
        return self

    def __exit__(self, *details) -> None:
        try:
            self.connection.close()
        except OSError:
            log.warning("mail_connection_not_closed", exc_info=True)

    def send(self, mail: EmailMultiAlternatives) -> bool:
        """Out: whether this mail was taken. Raises MailServerDown if none will be, now."""
        try:
            return bool(self.connection.send_messages([mail]))
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError):
            log.warning("mail_refused", subject=mail.subject, exc_info=True)  # this one; others may pass
            return False
        except OSError as error:
            raise MailServerDown(str(error)) from error


def send_to(users, kind: str, template: str, context_for) -> int:
    """One mail to each user; what goes wrong is logged. In: a function from the user to the context.

    Out: how many were taken. For news that nobody waits for: what is lost here is seen at the desk.
    """
    users = list(users)
    if not users:
        return 0
    sent = 0
    try:
        with Post() as post:
            for user in users:
                sent += post.send(compose(user, kind, template, context_for(user)))
    except MailServerDown:
        log.warning("mail_server_down", template=template, not_sent=len(users) - sent, exc_info=True)
    return sent
