"""Which messages are shown: kind, status and words from the address, whatever somebody types there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .bodies import plain
from .models import OPEN, Kind, Message, Status

TO_DO, ALL = "todo", "all"
LONGEST_QUERY = 100


@dataclass(frozen=True)
class Tab:
    """One way to narrow the list by status, with how many there are."""

    label: str
    number: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Listing:
    """What was asked for."""

    status: str = TO_DO
    kind: str = ""
    query: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> Listing:
        """From an address; anything unknown counts as not said."""
        status, kind = data.get("status", ""), data.get("kind", "")
        return cls(
            status if status in (*Status.values, ALL) else TO_DO,
            kind if kind in Kind.values else "",
            plain(data.get("q", "")).strip()[:LONGEST_QUERY],
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.query)

    def of_any_status(self):
        rows = Message.objects.all()
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.query:
            fields = ("reference", "subject", "text", "name", "email", "place")
            wanted = Q()
            for field in fields:
                wanted |= Q(**{f"{field}__icontains": self.query})
            rows = rows.filter(wanted)
        return rows

    def rows(self):
        """The messages, newest first; what is still to be done, oldest first."""
        rows = self.of_any_status()
        if self.status == TO_DO:
            return rows.filter(status__in=OPEN).order_by("created_at", "pk")
        return rows if self.status == ALL else rows.filter(status=self.status)

    def address(self, **changes) -> str:
        values = {"status": self.status, "kind": self.kind, "q": self.query, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def tabs(self) -> list[Tab]:
        """One query for all numbers."""
        found = dict(self.of_any_status().order_by().values_list("status").annotate(Count("pk")))
        numbers = [(TO_DO, _("To do"), sum(found.get(status, 0) for status in OPEN))]
        numbers += [(status.value, str(status.label), found.get(status, 0)) for status in Status]
        numbers.append((ALL, _("All"), sum(found.values())))
        return [Tab(label, number, self.address(status=key), key == self.status) for key, label, number in numbers]
