"""Broken links among what is to be done."""

from __future__ import annotations

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.todo import Action, Entry, Item
from cms.todo.pages import edit_address, editable, written_here
from cms.typography import labelled

from .holders import label_of, mendable
from .models import Kind, PageLink
from .reading import broken


def rows(user) -> QuerySet[PageLink]:
    """Broken links on pages, in snippets and settings that this person may change."""
    links = broken()
    if not user.is_superuser:
        pages = editable(user, written_here(Page.objects.all())).order_by().values("pk")
        links = links.filter(Q(page__in=pages) | mendable(user))
    elif not user.is_active:
        links = links.none()
    return links.select_related("page", "address").order_by(F("page__path").asc(nulls_last=True), "pk")


def reason(link: PageLink) -> str:
    """What is wrong with a link, as a sentence that names it."""
    match link.kind:
        case Kind.PAGE:
            text = _("leads to a page that has been deleted or is not published")
        case Kind.DOCUMENT:
            text = _("leads to a document that has been deleted")
        case Kind.IMAGE:
            text = _("shows a picture that has been deleted")
        case _other:
            text = f"{link.address.url[:300]} – {link.address.get_problem_display()}"
    if link.text:
        return labelled(_("“%(text)s”") % {"text": link.text}, text)
    return text[:1].upper() + text[1:] if link.kind != Kind.ADDRESS else text


def actions(link: PageLink) -> tuple[Action, ...]:
    """Buttons for a link: look again, and for addresses "this link is right"."""
    found = []
    if link.kind != Kind.ADDRESS or link.address.is_ours or settings.CHECK_OUTSIDE_LINKS:
        found.append(Action(_("Check again"), reverse("weblinks:check", args=[link.pk])))
    if link.kind == Kind.ADDRESS:
        found.append(Action(_("This link is right"), reverse("weblinks:ignore", args=[link.pk])))
    return tuple(found)


def present(links, user) -> list[Entry]:
    return [
        Entry(
            title=(link.page.draft_title or link.page.title) if link.page else label_of(link),
            url=place(link),
            detail=reason(link),
            since=link.address.checked_at if link.address else None,
            actions=actions(link),
        )
        for link in links
    ]


def place(link: PageLink) -> str:
    """The block in the form of the page; the form of the snippet or setting."""
    if link.page_id is None:
        return link.mended_at
    return edit_address(link.page_id, link.field, link.block)


BROKEN = Item(
    key="links",
    label=gettext_lazy("Links that lead nowhere"),
    explanation=gettext_lazy(
        "Readers who follow these links find nothing. Open the place, choose another target or take the link out."
    ),
    rows=rows,
    present=present,
    order=300,
    icon="link",
    search=("page__title", "holder_title", "text", "address__url"),
)
