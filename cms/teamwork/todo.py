"""What waits for a person: pages to approve, and pages with a date to come."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision, TaskState
from wagtail.permissions import policy_registry

from cms.todo import Entry, Item, register

from .models import SecondPersonTaskState


def to_review(user) -> QuerySet[TaskState]:
    """What waits for this person's approval, the oldest first. Not what he or she has submitted."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__active=True)
    own = SecondPersonTaskState.objects.filter(submitted_by=user, status=TaskState.STATUS_IN_PROGRESS)
    waiting = waiting.exclude(pk__in=own.values("pk")).order_by("started_at", "pk")
    if user.is_superuser:
        return waiting
    groups = user.groups.values("pk")
    return waiting.filter(
        Q(task__groupapprovaltask__groups__in=groups) | Q(task__secondpersontask__groups__in=groups)
    ).distinct()


def present_reviews(states: Iterable[TaskState], user) -> list[Entry]:
    """In: rows of `to_review`. What was deleted meanwhile is left out."""
    states = list(states)
    rows = TaskState.objects.filter(pk__in=[state.pk for state in states]).select_related(
        "workflow_state__requested_by", "workflow_state__base_content_type"
    )
    rows = {row.pk: row for row in rows.prefetch_related("workflow_state__content_object__locale")}
    found = []
    for state in states:
        row = rows.get(state.pk)
        page = row.workflow_state.content_object if row else None
        if not isinstance(page, Page):
            continue
        by = row.workflow_state.requested_by
        detail = _("Submitted by %(name)s") % {"name": by.get_full_name() or by.get_username()} if by else ""
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        found.append(Entry(page.get_admin_display_title(), address, detail, row.started_at))
    return found


def scheduled(user) -> QuerySet[Page]:
    """Pages that this person may change and that go live or end by themselves, the next one first."""
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    planned = planned.annotate(page_pk=Cast("object_id", BigIntegerField()))
    begins = planned.filter(page_pk=OuterRef("pk")).order_by("approved_go_live_at").values("approved_go_live_at")[:1]
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    pages = pages.filter(Q(pk__in=planned.values("page_pk")) | Q(live=True, expire_at__gt=timezone.now()))
    pages = pages.filter(alias_of__isnull=True).annotate(begins=Subquery(begins))
    return pages.order_by("begins", "expire_at", "pk")


def present_scheduled(pages: Iterable[Page], user) -> list[Entry]:
    """In: rows of `scheduled`."""
    found = []
    for page in pages:
        words = []
        if page.begins:
            words.append(_("Goes live on %(when)s") % {"when": _when(page.begins)})
        if page.expire_at and page.live:
            words.append(_("Ends on %(when)s") % {"when": _when(page.expire_at)})
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        found.append(Entry(page.get_admin_display_title(), address, " · ".join(words)))
    return found


def _when(moment) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def register_work() -> None:
    """To be called once, when the apps are ready."""
    register(
        Item(
            "to-review",
            gettext_lazy("Waiting for your approval"),
            gettext_lazy("Somebody has submitted these pages. Read them, and approve them or send them back."),
            to_review,
            present_reviews,
            order=100,
            icon="clipboard-list",
        )
    )
    register(
        Item(
            "scheduled",
            gettext_lazy("Scheduled"),
            gettext_lazy("These pages go live or end by themselves at a time that was set."),
            scheduled,
            present_scheduled,
            order=600,
            icon="calendar",
        )
    )
