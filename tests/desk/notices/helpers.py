"""What tests of notices have in common: changes of the original, moments, and the parts of a mail."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from cms.desk.models import SourceChange

TITLE = "Solardach für die Schule"
TEASER = "Strom vom Dach."


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(2030, 5, day, hour, minute))


def change(made, *texts: str, by=None) -> SourceChange:
    row = SourceChange.objects.create(source=made.translation.source, added=list(texts or (TITLE,)), published_by=by)
    SourceChange.objects.filter(pk=row.pk).update(created_at=at(1, 12))
    return row


def body(message) -> str:
    return message.body


def html(message) -> str:
    return message.alternatives[0][0]
