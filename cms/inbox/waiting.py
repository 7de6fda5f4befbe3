"""What waits in the inbox, for "What is to be done?" on the admin's home page (cms.todo)."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.todo import Entry, Item
from cms.typography import labelled

from .models import MailState, Message, Status
from .rights import may_see

#: A mail that waits longer than this is worth a look.
SLOW = timedelta(hours=1)


def _for(queryset):
    """The rows for those who may see the inbox, none for the others."""

    def rows(user):
        return queryset() if may_see(user) else Message.objects.none()

    return rows


def _entries(detail):
    def present(rows, user) -> list[Entry]:
        return [
            Entry(
                title=labelled(f"{row.get_kind_display()} {row.reference}", row.title),
                url=row.get_absolute_url(),
                detail=detail(row),
                since=row.created_at,
            )
            for row in rows
        ]

    return present


def _days(row: Message) -> str:
    days = row.days_open
    if not days:
        return _("Open for less than a day.")
    return ngettext("Open for %(days)d day.", "Open for %(days)d days.", days) % {"days": days}


def _unsent():
    slow = timezone.now() - SLOW
    late = Message.objects.filter(mails__state=MailState.WAITING, mails__attempts__gt=0, created_at__lt=slow)
    stuck = Message.objects.filter(mails__state__in=(MailState.UNADDRESSED, MailState.FAILED))
    found = Message.objects.filter(Q(pk__in=late.values("pk")) | Q(pk__in=stuck.values("pk")))
    return found.exclude(status__in=(Status.CLOSED, Status.SUSPECTED)).order_by("created_at")


ITEMS = (
    Item(
        key="inbox_overdue",
        label=gettext_lazy("Messages that wait for too long"),
        explanation=gettext_lazy(
            "Whoever reports a barrier or writes to you may expect an answer in reasonable time. "
            "These messages have been open for more than 14 days."
        ),
        rows=_for(lambda: Message.objects.overdue().order_by("created_at")),
        present=_entries(_days),
        order=20,
        icon="warning",
    ),
    Item(
        key="inbox_new",
        label=gettext_lazy("New messages"),
        explanation=gettext_lazy("Read them and set them to “In work” or “Reply sent”."),
        rows=_for(lambda: Message.objects.filter(status=Status.NEW).order_by("created_at")),
        present=_entries(_days),
        order=30,
        icon="mail",
    ),
    Item(
        key="inbox_spam",
        label=gettext_lazy("Messages that may be spam"),
        explanation=gettext_lazy(
            "Decide whether somebody really wrote this. "
            "What nobody decides is deleted on the day that the message names."
        ),
        rows=_for(lambda: Message.objects.filter(status=Status.SUSPECTED).order_by("created_at")),
        present=_entries(lambda row: ""),
        order=320,
        icon="warning",
    ),
    Item(
        key="inbox_unsent",
        label=gettext_lazy("Messages whose mail has not gone out"),
        explanation=gettext_lazy(
            "The messages are safe in the inbox. The mail waits because nobody is named who gets it, "
            "or because the mail server does not take it."
        ),
        rows=_for(_unsent),
        present=_entries(lambda row: _("Open the message to see why.")),
        order=40,
        icon="warning",
    ),
)
