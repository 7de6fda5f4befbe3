"""Workflows and their steps have one name in the database, and it is German: readers get it in their language.

Only the names that the site has given itself (`roles`, `languages`, `cms.teamwork.approval`); one that an administrator
has written stays as it is. Wagtail prints them from two dozen templates, so the name itself knows how to be printed.
"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.db.models.signals import post_init
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, Workflow

from .roles import language_name

#: The names without a language, and those with one; the latter are filled in by `_known`.
GENERAL = {
    "Freigabe durch die Moderation": _("Approval by the moderators"),
    "Prüfung durch die Moderation": _("Review by the moderators"),
    "Freigabe durch eine zweite Person": _("Approval by a second person"),
    "Prüfung durch eine zweite Person": _("Review by a second person"),
}
FOR_A_LANGUAGE = {
    "Freigabe der Übersetzungen ({language})": _("Approval of the translations ({language})"),
    "Prüfung der Übersetzungen ({language})": _("Review of the translations ({language})"),
}
LANGUAGES = {"de": _("German"), "fr": _("French")}


class StepName(str):
    """As text it is what the database holds; printed by a template it is in the language of the reader."""

    shown: Promise

    def __str__(self) -> str:
        return self  # filters ask for text, and a plain copy would know nothing of languages

    def __html__(self) -> str:
        return escape(str(self.shown))


def step_name(name: str) -> str:
    """The same name, which prints itself in other languages if it is one of ours."""
    shown = _known().get(name)
    if shown is None:
        return name
    result = StepName(name)
    result.shown = shown
    return result


@cache
def _known() -> dict[str, Promise]:
    known = dict(GENERAL)
    for code, _name in settings.LANGUAGES:
        for german, words in FOR_A_LANGUAGE.items():
            language = LANGUAGES.get(code, language_name(code))
            known[german.format(language=language_name(code))] = format_lazy(words, language=language)
    return known


def _name_anew(instance, **_kwargs) -> None:
    if "name" in instance.__dict__:  # else it was not read
        instance.name = step_name(instance.name)


def connect() -> None:
    """To be called once all models are there. A second call changes nothing."""
    from django.apps import apps

    for model in apps.get_models():
        if issubclass(model, Task | Workflow):
            post_init.connect(_name_anew, sender=model, dispatch_uid=f"step_names_{model._meta.label}")
