"""What is to be done about projects and contacts, for the admin's home page."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.todo import Entry, Item
from cms.todo.pages import edit_address, editable, in_main_language

from .models import Contact, ProjectPage
from .status import Status

#: How an empty stream is stored.
EMPTY_STREAMS = ("[]", '""', "")


def unconfirmed(user) -> QuerySet[ProjectPage]:
    """Projects with goals that are only suggested."""
    pages = editable(user, in_main_language(ProjectPage.objects.all()))
    suggested = Count("goals", filter=Q(goals__is_confirmed=False))
    return pages.annotate(suggested=suggested).filter(suggested__gt=0).order_by("title", "pk")


def present_unconfirmed(pages, user) -> list[Entry]:
    return [
        Entry(
            title=page.draft_title or page.title,
            url=edit_address(page.pk, "goals"),
            detail=ngettext("%(number)d goal is a suggestion", "%(number)d goals are suggestions", page.suggested)
            % {"number": page.suggested},
            key=str(page.pk),
        )
        for page in pages
    ]


def without_results(user) -> QuerySet[ProjectPage]:
    """Published projects that are over and of which the site does not say what came of them."""
    pages = editable(user, in_main_language(ProjectPage.objects.live().with_status(Status.PAST)))
    empty = Q(stored_results__in=EMPTY_STREAMS) | Q(stored_results__isnull=True)
    return pages.alias(stored_results=Cast("results", TextField())).filter(empty).order_by("-end_year", "title", "pk")


def present_without_results(pages, user) -> list[Entry]:
    return [
        Entry(
            title=page.draft_title or page.title,
            url=edit_address(page.pk, "results"),
            detail=_("Ended on %(date)s") % {"date": date_format(page.end_date, "DATE_FORMAT")}
            if page.end_date
            else _("Ended in %(year)s") % {"year": page.end_year},
            key=str(page.pk),
        )
        for page in pages
    ]


def unreachable(user) -> QuerySet[Contact]:
    """Contacts of the main language with neither mail nor telephone nor address (`Contact.is_empty`)."""
    contacts = Contact.objects.filter(email="", phone="", street="", locale__language_code=settings.LANGUAGE_CODE)
    allowed = user.has_perm("projects.change_contact") and _writes_main_language(user)
    return contacts.order_by("unit", "pk") if allowed else contacts.none()


def _writes_main_language(user) -> bool:
    from cms.desk.overview.hooks import works_with_source

    return works_with_source(user)


def present_unreachable(contacts, user) -> list[Entry]:
    return [
        Entry(
            title=str(contact),
            url=reverse(contact.snippet_viewset.get_url_name("edit"), args=[contact.pk]),
            detail=_("Mail, telephone and address are empty"),
        )
        for contact in contacts
    ]


ITEMS = (
    Item(
        key="contacts",
        label=gettext_lazy("Contacts nobody can reach"),
        explanation=gettext_lazy(
            "The law asks for a way to reach you: e-mail and a second quick channel. Fill in at least one of them."
        ),
        rows=unreachable,
        present=present_unreachable,
        order=120,
        icon="mail",
        search=("unit", "name"),
    ),
    Item(
        key="goals",
        label=gettext_lazy("Goals that are only suggested"),
        explanation=gettext_lazy(
            "Visitors see only confirmed goals. Read the reason of each suggestion: confirm the goal, or remove it."
        ),
        rows=unconfirmed,
        present=present_unconfirmed,
        order=500,
        icon="pick",
        can_wait=True,
    ),
    Item(
        key="results",
        label=gettext_lazy("Projects that are over and show no results"),
        explanation=gettext_lazy(
            "The end of these projects has passed. Say in a few sentences what has come of them, "
            "or move the end if they go on."
        ),
        rows=without_results,
        present=present_without_results,
        order=600,
        icon="success",
        can_wait=True,
    ),
)
