"""What kinds of work that concern pages have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .items import Entry


def editable(user, pages: QuerySet) -> QuerySet:
    """Those of these pages that this person may change. No query."""
    if user.is_superuser:
        return pages if user.is_active else pages.none()
    allowed = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages.filter(pk__in=allowed.order_by().values("pk"))


def written_here(pages: QuerySet) -> QuerySet:
    """Without aliases, whose text is that of another page, and without the root."""
    return pages.filter(depth__gt=1, alias_of__isnull=True)


def in_main_language(pages: QuerySet) -> QuerySet:
    """Pages of the language that the others are translated from: facts are mended there."""
    return written_here(pages).filter(locale__language_code=settings.LANGUAGE_CODE)


def edit_address(page_id: int, field: str = "", block: str = "") -> str:
    """Where a page is changed; at a field of its form or a block of a stream, if one is named.

    Which tab it is in, the script of `cms.checking` finds out, so that the form may be rearranged.
    """
    address = reverse("wagtailadmin_pages:edit", args=[page_id])
    if not field:
        return address
    return f"{address}#at-{field}--{block}" if block else f"{address}#at-{field}"


def page_entries(detail: Callable[[Page], str] | None = None) -> Callable[[Iterable[Page], object], list[Entry]]:
    """A ``present`` for pages: their titles, leading to their forms. In: what to say about each."""

    def present(pages: Iterable[Page], user) -> list[Entry]:
        return [
            Entry(
                title=page.draft_title or page.title,
                url=edit_address(page.pk),
                detail=detail(page) if detail else "",
                since=page.last_published_at,
            )
            for page in pages
        ]

    return present
