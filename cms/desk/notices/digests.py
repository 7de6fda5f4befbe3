"""The digest of a day, and the mail at once for those who want it.

Who has been told of what stands in `SourceChange.told`, a row for each person. A mail is sent first and
noted directly afterwards; `NoticeSettings.last_digest_at` is claimed before, so that two processes, or a
second run on the same day, do not send it again. A run that is cut off in between loses nothing: what
is not noted is in the next digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

import structlog
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from ..models import NoticeSettings, SourceChange
from ..models.notices import Rhythm
from .changes import Collector, untold
from .mailing import MailServerDown, Post, compose
from .people import chosen_by, saved_choice, translators

log = structlog.get_logger("desk.notices")

#: Local time from which on the digest of a day is due.
DIGEST_TIME = time(6, 0)


def last_due(now: datetime) -> datetime:
    """When the newest digest was due: today at six in the site's time zone, or yesterday."""
    zone = timezone.get_default_timezone()
    local = timezone.localtime(now, zone)
    due = datetime.combine(local.date(), DIGEST_TIME, zone)
    return due if due <= local else datetime.combine(local.date() - timedelta(days=1), DIGEST_TIME, zone)


def send_due(now: datetime | None = None) -> int:
    """Send today's digests to all who have not been seen to yet. Out: how many mails were taken.

    Days on which nothing ran are part of the same digest. A mail server that is down is logged, and
    those not seen to are due again at the next call.
    """
    now = now or timezone.now()
    due = last_due(now)
    waiting = [user for user in translators() if (chosen_by(user).last_digest_at or user.date_joined) < due]
    if not waiting:
        return 0
    collector = Collector()
    sent = 0
    try:
        with Post() as post:
            for user in waiting:
                sent += _digest_for(user, now, due, collector, post)
    except MailServerDown:
        log.warning("digests_not_sent", sent=sent, waiting=len(waiting), exc_info=True)
    return sent


def _digest_for(user, now: datetime, due: datetime, collector: Collector, post: Post) -> int:
    choice = saved_choice(user)
    before = choice.last_digest_at
    mine = NoticeSettings.objects.filter(pk=user.pk)
    if not mine.filter(Q(last_digest_at__isnull=True) | Q(last_digest_at__lt=due)).update(last_digest_at=now):
        return 0  # another process was faster
    changes = list(untold(user, choice))
    news = collector.news_for(user, changes)
    try:
        if news.pages and not post.send(compose(user, "changes", "digest", {"news": news, "at_once": False})):
            return 0  # this address was refused: it is in tomorrow's digest
    except MailServerDown:
        mine.filter(last_digest_at=now).update(last_digest_at=before)
        raise
    note_told(user, changes)
    return bool(news.pages)


@task()
def tell_at_once(change_id: int) -> int:
    """Tell those who want to hear at once of one publication. What fails is in the next digest. Out: mails taken."""
    change = SourceChange.objects.filter(pk=change_id).first()
    if change is None:
        return 0
    people = [user for user in translators() if chosen_by(user).changes == Rhythm.IMMEDIATE]
    collector = Collector()
    letters = []
    for user in people:
        changes = list(untold(user, chosen_by(user)).filter(pk=change.pk))
        news = collector.news_for(user, changes)
        if news.pages:
            letters.append((user, changes, news))
    if not letters:
        return 0
    sent = 0
    try:
        with Post() as post:
            for user, changes, news in letters:
                if post.send(compose(user, "changes", "digest", {"news": news, "at_once": True})):
                    note_told(user, changes)
                    sent += 1
    except MailServerDown:
        log.warning("notices_not_sent", sent=sent, waiting=len(letters), exc_info=True)
    return sent


def note_told(user, changes: Iterable[SourceChange]) -> None:
    """Remember that this person has been told, or that there was nothing to tell."""
    row = SourceChange.told.through
    row.objects.bulk_create(
        [row(sourcechange_id=change.pk, user_id=user.pk) for change in changes], ignore_conflicts=True
    )
