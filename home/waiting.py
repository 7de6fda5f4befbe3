"""What waits at the pages of this app, for "What is to be done?" on the admin's home page (cms.todo)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.todo import Entry, Item
from cms.todo.pages import editable

from .statement import old_statements


def _edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def old_rows(user) -> QuerySet:
    return editable(user, old_statements())


def old_entries(rows, user) -> list[Entry]:
    detail = _("Look through it, then enter today’s date under “last reviewed on”.")
    return [Entry(title=page.title, url=_edit(page), detail=detail) for page in rows]


ITEMS = (
    Item(
        key="accessibility_old",
        label=gettext_lazy("Accessibility statement older than a year"),
        explanation=gettext_lazy("The statement is to be reviewed every year."),
        rows=old_rows,
        present=old_entries,
        order=70,
        icon="date",
    ),
)
