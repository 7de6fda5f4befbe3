"""Deletes messages in time: what is not there any more cannot be lost, leaked or asked for."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from .models import DONE, Kind, Message, Status

log = structlog.get_logger("inbox")


def delete_expired() -> int:
    """Delete finished messages whose time is over, and contact messages that look like spam.

    A barrier report is never deleted before somebody has answered or closed it, whatever it looks like.
    Out: how many messages.
    """
    now, number = timezone.now(), 0
    for kind in Kind.values:
        before = now - timedelta(days=settings.INBOX_KEEP_DAYS[kind])
        number += _delete(Message.objects.filter(kind=kind, status__in=DONE, done_at__lt=before))
    before = now - timedelta(days=settings.INBOX_KEEP_SPAM_DAYS)
    spam = Message.objects.filter(status=Status.SUSPECTED, created_at__lt=before)
    number += _delete(spam.exclude(kind=Kind.BARRIER))
    if number:
        log.info("inbox_messages_deleted", number=number)
    return number


def _delete(messages) -> int:
    _total, by_model = messages.delete()
    return by_model.get(Message._meta.label, 0)
