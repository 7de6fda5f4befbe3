"""Which links are broken now."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from .models import Address, Kind, PageLink


def broken() -> QuerySet[PageLink]:
    """Links of live pages, snippets and settings that lead nowhere.

    Whether a page or file is there is asked now, so it is known at once.
    """
    live = Page.objects.filter(pk=OuterRef("target_id"), live=True)
    document = get_document_model().objects.filter(pk=OuterRef("target_id"))
    image = get_image_model().objects.filter(pk=OuterRef("target_id"))
    return PageLink.objects.filter(
        (Q(kind=Kind.PAGE) & ~Exists(live))
        | (Q(kind=Kind.DOCUMENT) & ~Exists(document))
        | (Q(kind=Kind.IMAGE) & ~Exists(image))
        | Q(kind=Kind.ADDRESS, address__failures__gte=Address.PATIENCE, address__ignored_at__isnull=True),
        Q(page__live=True) | Q(page=None) & (Q(until=None) | Q(until__gt=timezone.now())),
    )


def broken_on(page_id: int) -> QuerySet[PageLink]:
    """Those of one page, ready to be shown."""
    return broken().filter(page_id=page_id).select_related("address").order_by("pk")
