"""Sends what waits, when the platform's clock says so: no mail server can keep a visitor waiting, or lose a message."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import structlog
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from . import mails
from .models import Mail, MailState

log = structlog.get_logger("inbox")

#: Minutes until the next try, after the first, the second … The last one is repeated.
PAUSES = (1, 2, 5, 15, 60, 240, 720)
#: A server that is down is tried for a week; a mail that it refuses, this often.
PATIENCE = timedelta(days=7)
MOST_REFUSALS = 4
AT_ONCE = 50
#: While one process sends a mail, no other one takes it.
HOLD = timedelta(minutes=10)


class ServerDown(Exception):
    """The mail server takes nothing at all just now."""


def run() -> None:
    """What the clock calls."""
    release_unaddressed()
    send_due()


def send_due() -> int:
    """Send what is due. Out: how many mails were taken. What the server does not take is tried again later."""
    now = timezone.now()
    due = Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=now).select_related("message")
    due = list(due.order_by("next_try_at", "pk")[:AT_ONCE])
    if not due:
        return 0
    sent, is_down, connection = 0, False, get_connection()
    for mail in due:
        claimed = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING, next_try_at=mail.next_try_at)
        if not claimed.update(next_try_at=now + HOLD):
            continue
        try:
            if is_down:
                raise ServerDown
            sent += _send(mail, connection)
        except ServerDown:
            is_down = True
            _postpone(mail, gives_up=now - mail.message.created_at > PATIENCE)
    try:
        connection.close()
    except OSError:
        log.warning("inbox_connection_not_closed", exc_info=True)
    return sent


def _send(mail: Mail, connection) -> bool:
    """Raises ServerDown."""
    letter: EmailMessage | None = mails.compose(mail)
    if letter is None:
        mail.state = MailState.UNADDRESSED
        mail.save(update_fields=["state"])
        return False
    letter.connection = connection
    try:
        taken = bool(letter.send())
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError):
        log.warning("inbox_mail_refused", mail=mail.pk, exc_info=True)  # this one; others may pass
        taken = False
    except OSError as error:  # what is left of smtplib's errors is of this kind too
        log.warning("inbox_mail_server_down", mail=mail.pk, exc_info=True)
        raise ServerDown from error
    if not taken:
        _postpone(mail, gives_up=mail.attempts + 1 >= MOST_REFUSALS)
        return False
    mail.state, mail.sent_at, mail.attempts = MailState.SENT, timezone.now(), mail.attempts + 1
    mail.save(update_fields=["state", "sent_at", "attempts"])
    return True


def _postpone(mail: Mail, gives_up: bool) -> None:
    pause = PAUSES[min(mail.attempts, len(PAUSES) - 1)]
    mail.attempts += 1
    mail.next_try_at = timezone.now() + timedelta(minutes=pause)
    if gives_up:
        mail.state = MailState.FAILED
    mail.save(update_fields=["attempts", "next_try_at", "state"])


def send_again(mail: Mail) -> None:
    """Have the clock send it, whatever has become of it before."""
    mail.state, mail.attempts, mail.next_try_at = MailState.WAITING, 0, timezone.now()
    mail.save(update_fields=["state", "attempts", "next_try_at"])


def release_unaddressed() -> int:
    """What waited for an address of the office is sent once there is one. Out: how many mails."""
    from .recipients import office_address

    released = 0
    waiting = Mail.objects.filter(state=MailState.UNADDRESSED)
    for kind in waiting.values_list("message__kind", flat=True).distinct():
        if office_address(kind):
            chosen = Mail.objects.filter(state=MailState.UNADDRESSED, message__kind=kind)
            released += chosen.update(state=MailState.WAITING, next_try_at=timezone.now())
    return released
