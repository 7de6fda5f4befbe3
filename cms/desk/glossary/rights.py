"""Who may do what with terms: the rights on the model, for the languages a person translates into."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy

from cms.language import SOURCE_LANGUAGE

from ..models import Term
from ..permissions import locales_of

ACTIONS = ("view", "add", "change", "delete")


class TermPolicy(ModelPermissionPolicy):
    """As Django's rights say, and only for terms of the languages whose pages a person may change."""

    def user_has_permission(self, user, action):
        return super().user_has_permission(user, action) and bool(target_ids(user))

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return super().user_has_permission(user, action) and instance.target_locale_id in target_ids(user)

    def instances_user_has_any_permission_for(self, user, actions):
        return (
            super().instances_user_has_any_permission_for(user, actions).filter(target_locale_id__in=target_ids(user))
        )


policy = TermPolicy(Term)


def target_ids(user) -> set[int]:
    """Ids of the languages into which this person translates: all that may be changed but the source language."""
    if not user.is_authenticated:
        return set()
    cached = getattr(user, "_desk_term_locales", None)
    if cached is None:
        source = set(Locale.objects.filter(language_code=SOURCE_LANGUAGE).values_list("pk", flat=True))
        cached = user._desk_term_locales = set(locales_of(user)) - source
    return cached


def targets_of(user) -> list[Locale]:
    """The languages into which this person translates."""
    return sorted(Locale.objects.filter(pk__in=target_ids(user)), key=lambda locale: locale.language_code)


def source_locale() -> Locale:
    """The language that terms are translated from. Made by the content package; every site has one."""
    locale, _created = Locale.objects.get_or_create(language_code=SOURCE_LANGUAGE)
    return locale


def require(user, action: str) -> None:
    """Raises PermissionDenied unless this person has the right for one language at least."""
    if not policy.user_has_permission(user, action):
        raise PermissionDenied
