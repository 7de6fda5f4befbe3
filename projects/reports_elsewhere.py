"""What waits in the projects: reports that authors wrote in another language than the site's own."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.desk.overview.hooks import works_with_source
from cms.todo import Entry, Item, register


def only_elsewhere(user) -> QuerySet[Page]:
    """Published reports without a version in the main language, for those who may write in that."""
    from .models import UpdatePage

    there = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=1)
    rows = UpdatePage.objects.filter(live=True, alias_of__isnull=True)
    rows = rows.exclude(locale__language_code=settings.LANGUAGE_CODE)
    if not user.has_perm("wagtail_localize.submit_translation") or not works_with_source(user):
        return rows.none()
    return rows.exclude(translation_key__in=there.values("translation_key")).order_by("-first_published_at", "pk")


def present(rows: Iterable[Page], user) -> list[Entry]:
    """In: rows of `only_elsewhere`."""
    detail = _("Published in another language only. Have it translated, or leave it as it is.")
    return [
        Entry(
            row.get_admin_display_title(),
            reverse("wagtail_localize:submit_page_translation", args=[row.pk]),
            detail,
            row.first_published_at,
        )
        for row in rows
    ]


def register_work() -> None:
    """To be called once, when the apps are ready."""
    register(
        Item(
            "updates-elsewhere",
            gettext_lazy("Reports only in French"),
            gettext_lazy("Partners wrote these reports in French. Readers of the German pages do not see them yet."),
            only_elsewhere,
            present,
            order=650,
            icon="wagtail-localize-language",
        )
    )
