"""Publications whose time has come and which the gate holds back. For `cms.todo`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from cms.todo import Entry, Item, register

from .rules import problems_of

#: The clock comes once a minute; until it has come twice nothing is late.
PATIENCE = timedelta(minutes=2)


def rows(user) -> QuerySet:
    """Revisions that should be public by now, longest waiting first: those this person may publish or has written."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["publish"])
    keys = pages.annotate(key=Cast("pk", CharField())).order_by().values("key")
    late = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now() - PATIENCE)
    late = late.filter(Q(object_id__in=keys) | Q(user=user))
    return late.order_by("approved_go_live_at", "pk")


def present(revisions: Iterable[Revision], user) -> list[Entry]:
    entries = []
    for revision in revisions:
        page = revision.as_object()
        detail = " ".join(problem.message for problem in problems_of(page, user))
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        entries.append(Entry(page.get_admin_display_title(), url, detail, revision.approved_go_live_at))
    return entries


LATE = Item(
    key="publishing-held-back",
    label=gettext_lazy("Scheduled, but not published"),
    explanation=gettext_lazy(
        "The time to publish these pages has come, but something is missing. Mend it; "
        "they then go live within a minute."
    ),
    rows=rows,
    present=present,
    order=50,
    icon="time",
)


def connect() -> None:
    register(LATE)
