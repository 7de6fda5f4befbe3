"""Sends the visitors' forms the way a browser does, and makes messages."""

from __future__ import annotations

import time

from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cms.inbox.models import Action, Event, Mail, Message, Status, new_reference
from cms.inbox.tokens import FORM_SALT

TEXTS = {
    "barrier": {"text": "Das Menü geht nicht auf.", "place": "", "email": "", "phone": ""},
    "contact": {"name": "", "email": "frau@example.org", "subject": "Besuch", "text": "Dürfen wir kommen?"},
}


def mark(kind: str, age: float = 60) -> str:
    """What a form carries that was handed out so many seconds ago."""
    return signing.Signer(salt=FORM_SALT).sign(f"{kind}:{int(time.time() - age)}")


def send(page, *, age: float = 60, client: Client | None = None, address: str = "192.0.2.1", **fields) -> HttpResponse:
    """Post the form of a page, filled in rightly but for what is given."""
    data = {"mark": mark(page.form_kind, age), "homepage": "", **TEXTS[page.form_kind], **fields}
    return (client or Client()).post(page.get_url(), data, REMOTE_ADDR=address)


def make_message(kind: str = "contact", *, status: str = Status.NEW, mails: dict | None = None, **values) -> Message:
    """A stored message. In: for ``mails``, role → state."""
    values = {"text": "Guten Tag.", "language": "de", "digest": "x", "created_at": timezone.now(), **values}
    message = Message.objects.create(kind=kind, status=status, reference=new_reference(kind), **values)
    Event.objects.create(message=message, action=Action.RECEIVED, status=status)
    for role, state in (mails or {}).items():
        Mail.objects.create(message=message, role=role, state=state)
    return message
