"""Deletes messages in time: what is not there any more cannot be lost, leaked or asked for."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from .models import DONE, Kind, Message, Status, days_of_suspects

log = structlog.get_logger("inbox")


def delete_expired() -> int:
    """Delete messages whose time is over: finished ones, and those that look like spam and that nobody decides on.

    The office has been mailed each of them. What somebody has taken for real is never deleted before it is finished.
    Out: how many messages.
    """
    now, number = timezone.now(), 0
    for kind in Kind.values:
        before = now - timedelta(days=settings.INBOX_KEEP_DAYS[kind])
        number += _delete(Message.objects.filter(kind=kind, status__in=DONE, done_at__lt=before))
        before = now - timedelta(days=days_of_suspects(kind))
        number += _delete(Message.objects.filter(kind=kind, status=Status.SUSPECTED, created_at__lt=before))
    if number:
        log.info("inbox_messages_deleted", number=number)
    return number


def _delete(messages) -> int:
    _total, by_model = messages.delete()
    return by_model.get(Message._meta.label, 0)
