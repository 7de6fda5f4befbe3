"""What is to be done about files: documents that not everybody can read."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.todo import Entry, Item, register

from .words import WARNINGS


def unreadable_documents(user) -> QuerySet:
    """Documents with warnings that the user may change; those on live pages first."""
    from ..models import MediaDocument

    documents = policy_registry.get_by_type(MediaDocument).instances_user_has_permission_for(user, "change")
    live = Page.objects.filter(live=True, pk=Cast(OuterRef("object_id"), IntegerField()))
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        Q(base_content_type=page_type),
        Exists(live),
        to_content_type=ContentType.objects.get_for_model(MediaDocument),
        to_object_id=Cast(OuterRef("pk"), CharField()),
    )
    return (
        documents.filter(Q(*(Q(file_warnings__contains=code) for code in WARNINGS), _connector=Q.OR))
        .annotate(is_on_live_page=Exists(references))
        .order_by("-is_on_live_page", "-created_at", "pk")
    )


def present(rows: Iterable, user) -> list[Entry]:
    """Rows as entries: what is wrong in short, and whether readers meet it already."""
    entries = []
    for document in rows:
        short = capfirst(", ".join(name for name, _sentence in document.accessibility_warnings))
        detail = _("%(warnings)s. On a live page.") if document.is_on_live_page else _("%(warnings)s.")
        url = reverse("wagtaildocs:edit", args=(document.pk,))
        entries.append(
            Entry(document.title, url, detail % {"warnings": short}, document.created_at, key=str(document.pk))
        )
    return entries


def connect() -> None:
    register(
        Item(
            key="unreadable-documents",
            label=gettext_lazy("Documents that not everybody can read"),
            explanation=gettext_lazy(
                "Screen readers stumble over these PDFs. Open one to see what is missing, "
                "mend it in the program it was written in, and replace the file."
            ),
            rows=unreadable_documents,
            present=present,
            order=420,
            icon="doc-full",
            can_wait=True,
        )
    )
