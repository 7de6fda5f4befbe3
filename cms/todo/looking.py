"""Pages that nobody has looked at for a year, and the mark that somebody has.

A page that is right as it stands need not be published again to leave the list: one button says so.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from .items import Action, Entry, Item
from .models import Look
from .pages import edit_address, editable, written_here

A_YEAR = timedelta(days=365)


def not_looked_at(user) -> QuerySet[Page]:
    """Live pages that were neither published nor looked at for a year, those waiting longest first."""
    long_ago = timezone.now() - A_YEAR
    seen = Look.objects.filter(page=OuterRef("pk"), at__gte=long_ago)
    pages = written_here(Page.objects.live()).filter(last_published_at__lt=long_ago)
    return editable(user, pages.exclude(Exists(seen))).order_by("last_published_at", "pk")


def last_seen(page: Page) -> datetime | None:
    """When this page was last published or looked at."""
    look = Look.objects.filter(page_id=page.pk).values_list("at", flat=True).first()
    moments = [moment for moment in (page.last_published_at, look) if moment]
    return max(moments, default=None)


def mark(page: Page, user) -> None:
    """Note that this person has looked at the page and found it right."""
    Look.objects.update_or_create(page_id=page.pk, defaults={"at": timezone.now(), "by": user})


def present(pages, user) -> list[Entry]:
    return [
        Entry(
            title=page.draft_title or page.title,
            url=edit_address(page.pk),
            detail=_("Last published on %(date)s")
            % {"date": date_format(timezone.localtime(page.last_published_at), "DATE_FORMAT")},
            since=page.last_published_at,
            actions=(Action(_("Looked at, all is right"), reverse("todo:looked", args=[page.pk]), in_panel=True),),
            key=str(page.pk),
        )
        for page in pages
    ]


NOT_LOOKED_AT = Item(
    key="not-looked-at",
    label=gettext_lazy("Pages nobody has looked at for a year"),
    explanation=gettext_lazy(
        "Names, figures and links grow old unnoticed. Read each page once: mend what is wrong, "
        "or say with one click that it is right."
    ),
    rows=not_looked_at,
    present=present,
    order=900,
    icon="view",
    can_wait=True,
)
