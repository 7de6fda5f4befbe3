"""Deletes for good: what somebody throws out, and what has lain in the bin long enough."""

from __future__ import annotations

import structlog
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from .models import BinEntry, expired

LOG_ACTION = "bin.delete"
logger = structlog.get_logger("bin")


@transaction.atomic
def delete_for_good(entry: BinEntry, user=None) -> None:
    """Delete an entry, and write down who did it: a person, or nobody when its time was up."""
    model = (entry.content_type.model_class() if entry.content_type_id else None) or Page
    page = model(pk=entry.page_id, title=entry.title, draft_title=entry.title)
    log(instance=page, action=LOG_ACTION, user=user, deleted=True, title=entry.title)
    logger.info("bin_deleted", page=entry.page_id, below=entry.below, by=user.pk if user is not None else None)
    entry.delete()


def delete_expired() -> int:
    """What the clock does once a day. Out: how many entries."""
    entries = list(expired().defer("contents"))
    for entry in entries:
        delete_for_good(entry)
    return len(entries)
