"""What is finished is deleted in time, and so is what looks like spam and nobody decides on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.inbox import acting, retention
from cms.inbox.models import Event, Mail, MailState, Message, Status

from .helpers import make_message

NOW = timezone.now()


def days(number: float):
    return NOW - timedelta(days=number)


@pytest.mark.parametrize(
    ("kind", "status", "created", "done", "is_deleted"),
    [
        ("barrier", Status.CLOSED, 900, 181, True),
        ("barrier", Status.ANSWERED, 900, 179, False),
        ("contact", Status.CLOSED, 900, 91, True),
        ("contact", Status.ANSWERED, 900, 89, False),
        ("barrier", Status.NEW, 2000, None, False),
        ("contact", Status.WORKING, 2000, None, False),
        ("contact", Status.SUSPECTED, 31, None, True),
        ("contact", Status.SUSPECTED, 29, None, False),
        ("barrier", Status.SUSPECTED, 181, None, True),
        ("barrier", Status.SUSPECTED, 179, None, False),
    ],
)
def test_each_kind_and_status(db, settings, kind, status, created, done, is_deleted):
    settings.INBOX_KEEP_DAYS = {"barrier": 180, "contact": 90}
    settings.INBOX_KEEP_SPAM_DAYS = 30
    message = make_message(
        kind,
        status=status,
        created_at=days(created),
        done_at=days(done) if done else None,
        mails={"office": MailState.SENT},
    )
    stated = message.deleted_on
    assert retention.delete_expired() == int(is_deleted)
    assert Message.objects.exists() is not is_deleted
    assert Mail.objects.exists() is Event.objects.exists() is not is_deleted
    # What the inbox says is what happens.
    assert (stated is not None and stated <= timezone.localdate()) is is_deleted


def test_time_runs_from_the_first_answer_and_stops_when_it_is_opened_again(db, admin_user):
    message = make_message()
    acting.set_status(message, Status.ANSWERED, admin_user)
    first = Message.objects.get().done_at
    acting.set_status(message, Status.CLOSED, admin_user)
    assert Message.objects.get().done_at == first
    acting.set_status(message, Status.WORKING, admin_user)
    assert Message.objects.get().done_at is None
