"""Stores a message, with the mails it causes, before anything is sent."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from . import suspicion
from .forms import VisitorForm
from .models import Action, Event, Mail, MailRole, Message, Status, new_reference

#: Who presses the button twice, or loads the answer again, has written once.
TWICE = timedelta(minutes=10)
#: Confirmations to one address in a day: the form is no means to fill somebody's letter box.
MOST_CONFIRMATIONS = 3
DAY = 24 * 3600


def receive(form: VisitorForm, language: str, number: int, host: str) -> tuple[Message, bool]:
    """Store a valid form.

    In: the visitor's language; how many messages came from this address within the hour; this site's host.
    Out: the message (an earlier one, if this is the same again), and whether a confirmation will be mailed.

    What looks like spam may be a report all the same (several people behind one address, three links as evidence):
    the office is mailed always. Only who fills in the field that people do not see gets no confirmation.
    """
    values = form.cleaned_data
    digest = suspicion.digest(form.kind, values["text"])
    # Every field counts: the same sentence about another page is another report.
    again = Message.objects.filter(
        kind=form.kind, digest=digest, **values, created_at__gte=timezone.now() - TWICE
    ).first()
    if again is not None:
        return again, again.mails.filter(role=MailRole.SENDER).exists()
    codes = suspicion.reasons(form, number, host)
    message = Message(
        kind=form.kind,
        language=language,
        digest=digest,
        suspicion=" ".join(codes),
        status=Status.SUSPECTED if codes else Status.NEW,
        **values,
    )
    with transaction.atomic():
        _save(message)
        Event.objects.create(message=message, action=Action.RECEIVED, status=message.status, at=message.created_at)
        is_confirmed = suspicion.TRAPPED not in codes and bool(message.email) and _may_confirm(message.email)
        roles = [MailRole.OFFICE, *([MailRole.SENDER] if is_confirmed else [])]
        Mail.objects.bulk_create(Mail(message=message, role=role) for role in roles)
    return message, is_confirmed


def _save(message: Message) -> None:
    """Under a reference that nobody has. Two in 600 million are the same; then another one is drawn."""
    for _try in range(5):
        message.reference = new_reference(message.kind)
        try:
            with transaction.atomic():
                message.save(force_insert=True)
        except IntegrityError:
            continue
        return
    raise IntegrityError("No free reference was found.")


def _may_confirm(email: str) -> bool:
    key = suspicion.digest("address", email)
    return suspicion.count(f"to:{key}", DAY) <= MOST_CONFIRMATIONS
