"""Deletes for good: what somebody throws out, and what has lain in the bin long enough."""

from __future__ import annotations

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from .models import BinEntry, expired

LOG_ACTION = "bin.delete"
logger = structlog.get_logger("bin")


@transaction.atomic
def delete_for_good(entry: BinEntry, user=None) -> None:
    """Delete an entry, and write down who did it: a person, or nobody when its time was up."""
    # Wagtail's own function asks for a page that is still there.
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page_id=entry.page_id,
                content_type_id=entry.content_type_id,
                label=entry.title,
                action=LOG_ACTION,
                timestamp=timezone.now(),
                user=user,
                deleted=True,
            )
        ]
    )
    logger.info("bin_deleted", page=entry.page_id, below=entry.below, by=user.pk if user is not None else None)
    entry.delete()


def delete_expired() -> int:
    """What the clock does once a day. Out: how many entries."""
    entries = list(expired().defer("contents"))
    for entry in entries:
        delete_for_good(entry)
    return len(entries)
