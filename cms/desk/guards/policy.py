"""Rights on snippets for each language: whoever may change the pages of a language may change its snippets."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.actions.create import CreateAction
from wagtail.models import Page, TranslatableMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from ..permissions import locales_of

#: What may be done in every language, as far as the model allows it at all.
READING = frozenset({"view", "choose"})


class LanguagePolicy(ModelPermissionPolicy):
    """The rights on the model, and of its rows only those in the person's own languages."""

    def user_has_permission_for_instance(self, user, action, instance):
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        return action in READING or instance.locale_id in locales_of(user)

    def instances_user_has_any_permission_for(self, user, actions):
        rows = super().instances_user_has_any_permission_for(user, actions)
        if any(self.user_has_permission(user, action) for action in READING.intersection(actions)):
            return rows
        return rows.filter(locale_id__in=locales_of(user)) if user.is_authenticated else rows.none()


class CreateInLanguage(CreateAction):
    """Wagtail's action, which the API uses, asks for the right on the model only."""

    def user_has_permission(self):
        return super().user_has_permission() and self.instance.locale_id in locales_of(self.user)


def translatable_snippets() -> list[type[Model]]:
    """All models with a row for each language that stand on their own: no pages, and nothing inside of one."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin)
        and not issubclass(model, Page)
        and not any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    ]


def register_policies() -> None:
    """To be called once all models are there, and before anything asks for a policy."""
    for model in translatable_snippets():
        register_permission_policy(model, LanguagePolicy(model), exact_class=True)
