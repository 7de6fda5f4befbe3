"""Work that waits, for the list on the admin's home page."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.todo import Entry, Item, register

from .facts import missing
from .models import Office
from .words.views import languages_of


def settings_address() -> str:
    """The form of the site details."""
    return reverse("wagtailsettings:edit", args=["office", "office"])


def _office_of(user) -> Office | None:
    """The row of the office, read once for all kinds of work of one request."""
    if not hasattr(user, "_office"):
        user._office = Office.objects.first()
    return user._office


def empty_facts(user) -> list:
    """Legal facts that are still empty, for those who may fill them in."""
    if not user.has_perm("office.change_office"):
        return []
    return missing(_office_of(user) or Office())


def present_facts(rows, user) -> list[Entry]:
    """Each with the way to its field, and with the page that lacks it."""
    return [Entry(row.label, f"{settings_address()}#id_{row.field}", _needed_for(row.field)) for row in rows]


def _needed_for(field: str) -> str:
    if field.startswith("mail_"):
        return _("For mails: it is printed nowhere")
    if field.startswith(("officer", "hosting", "complaint", "privacy")):
        return _("For the privacy notice")
    return _("For the imprint")


def open_words(user) -> list:
    """Texts of the site and notices that lack a translation: what it is, more on it, where it is written."""
    found = []
    languages = languages_of(user)
    office = _office_of(user) if languages else None
    for language in languages if office else ():
        waiting = office.public.get("open", {}).get(language, {})
        if names := waiting.get("words"):
            labels = ", ".join(str(Office._meta.get_field(name).verbose_name) for name in names)
            found.append((_("Site details"), labels, reverse("office:words_site", args=[language])))
        for pk, text, until in waiting.get("banners", ()):
            if until is None or datetime.fromisoformat(until) > timezone.now():
                found.append((text, _("Notice on the website"), reverse("office:words_notice", args=[language, pk])))
    return found


def present_words(rows, user) -> list[Entry]:
    return [Entry(title, url, detail) for title, detail, url in rows]


def connect() -> None:
    """Tell the list of work what there is."""
    register(
        Item(
            key="office-empty",
            label=gettext_lazy("Legal facts missing in the site details"),
            explanation=gettext_lazy(
                "The imprint and the privacy notice print them from the site details. What is empty is left out there."
            ),
            rows=empty_facts,
            present=present_facts,
            order=100,
            icon="warning",
        )
    )
    register(
        Item(
            key="office-words",
            label=gettext_lazy("Notices and site details without translation"),
            explanation=gettext_lazy("Until they are translated, visitors read them in German."),
            rows=open_words,
            present=present_words,
            order=420,
            icon="wagtail-localize-language",
        )
    )
