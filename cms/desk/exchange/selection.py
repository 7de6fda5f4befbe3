"""Which translations go into a file: only what the person may translate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, Q
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import Translation

from .. import permissions


@dataclass(frozen=True)
class Choice:
    """A translation that can be taken away as a file. ``depth`` is 0 for what is no page."""

    translation: Translation
    title: str
    depth: int
    path: str
    children: bool = False


def languages_for(user) -> list[Locale]:
    """The languages into which something is translated and which this person may write."""
    return list(
        Locale.objects.filter(pk__in=permissions.locales_of(user))
        .filter(pk__in=Translation.objects.values("target_locale_id"))
        .order_by("language_code")
    )


def choices_for(user, locale: Locale) -> list[Choice]:
    """What of a language this person may translate: pages in the order of the tree, then the rest.

    Four queries, however many pages there are. It serves the lists; what goes out is checked again, one by one.
    """
    started = _started(locale)
    pages = {
        row["translation_key"]: row
        for row in PagePermissionPolicy()
        .instances_user_has_permission_for(user, "change")
        .filter(locale=locale)
        .values("translation_key", "draft_title", "depth", "path", "numchild")
    }
    found, rest = [], []
    for translation in started:
        model = translation.source.specific_content_type.model_class()
        if model is None:
            continue
        row = pages.get(translation.source.object_id)
        if row is not None:
            found.append(
                Choice(translation, translation.source.object_repr, row["depth"], row["path"], row["numchild"] > 0)
            )
        elif not issubclass(model, Page) and _may_change_kind(user, model):
            title = f"{translation.source.object_repr} ({model._meta.verbose_name})"
            rest.append(Choice(translation, title, 0, ""))
    found.sort(key=lambda choice: choice.path)
    rest.sort(key=lambda choice: choice.title.casefold())
    return found + rest


def subtree(choices: list[Choice], translation: Translation) -> list[Choice]:
    """A page and what lies below it. What is no page stands alone."""
    root = next((choice for choice in choices if choice.translation.pk == translation.pk), None)
    if root is None:
        return []
    if not root.path:
        return [root]
    return [choice for choice in choices if choice.path.startswith(root.path)]


def permitted(user, translations: list[Translation]) -> Iterator[tuple[Translation, Model]]:
    """Each translation that the person may write, with its target."""
    for translation in translations:
        target = permissions.target_of(translation)
        if target is not None and permissions.may_change(user, target):
            yield translation, target


def _started(locale: Locale):
    return (
        Translation.objects.filter(enabled=True, target_locale=locale)
        .exclude(Q(source__locale=locale))
        .select_related("source__locale", "source__specific_content_type", "target_locale")
    )


def _may_change_kind(user, model: type[Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
