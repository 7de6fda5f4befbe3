"""What somebody of the office does with a message. Each step is noted with who and when."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from .models import DONE, Action, Event, Mail, MailRole, MailState, Message, Status
from .outbox import send_again


@transaction.atomic
def set_status(message: Message, status: str, user) -> bool:
    """Out: whether it was another one before. What was taken for spam wrongly is confirmed to the sender now."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    before = message.status
    if status == before:
        return False
    message.status = status
    if status not in DONE:
        message.done_at = None
    elif before not in DONE:
        message.done_at = timezone.now()
    message.save(update_fields=["status", "done_at"])
    Event.objects.create(message=message, user=user, action=Action.STATUS, status=status)
    if before == Status.SUSPECTED and status in (Status.NEW, Status.WORKING):
        roles = [MailRole.OFFICE, *([MailRole.SENDER] if message.email else [])]
        Mail.objects.bulk_create([Mail(message=message, role=role) for role in roles], ignore_conflicts=True)
    return True


def add_note(message: Message, text: str, user) -> Event:
    """A note that only the office reads."""
    return Event.objects.create(message=message, user=user, action=Action.NOTE, text=text)


@transaction.atomic
def mail_again(message: Message, user) -> int:
    """Have the mails that did not go out tried at once. Out: how many there are."""
    mails = list(message.mails.exclude(state=MailState.SENT))
    for mail in mails:
        send_again(mail)
    if mails:
        Event.objects.create(message=message, user=user, action=Action.RESENT)
    return len(mails)
