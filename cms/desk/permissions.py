"""Who may do what at the desk, derived from Wagtail's own rights; every view of the desk asks here.

A person may translate into the languages whose page tree they may change. Nothing here has a
setting of its own, so that a right taken away in Wagtail is taken away here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model
from wagtail.models import (
    DraftStateMixin,
    GroupPagePermission,
    Locale,
    LockableMixin,
    Page,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

#: The rights that make somebody a writer of a language.
WRITING = ("change_page", "publish_page")


class FreezeReason(StrEnum):
    """Why nobody, or not this person, may change the sentences just now."""

    LOCKED = "locked"
    IN_MODERATION = "in_moderation"


@dataclass(frozen=True)
class Freeze:
    """A translation that cannot be changed now, and by whom it is held."""

    reason: FreezeReason
    by: str = ""


def grants_of(user) -> list[GroupPagePermission]:
    """The rights on parts of the page tree that this person has through groups, from Wagtail's store on the user.

    The admin's menu fills that store anyway, so asking costs no query there.
    """
    return list(policy_registry.get_by_type(Page).get_cached_permissions_for_user(user))


def language_codes(user) -> dict[int, str]:
    """Id → code of every language of the site. Read once for each user object, that is for each request."""
    if not hasattr(user, "_language_codes"):
        user._language_codes = dict(Locale.objects.values_list("pk", "language_code"))
    return user._language_codes


def locales_of(user) -> frozenset[int]:
    """Ids of the languages whose tree this person may change or publish. At most one query for each user object."""
    cached = getattr(user, "_desk_locales", None)
    if cached is not None:
        return cached
    if not user.is_active:
        found = frozenset()
    elif user.is_superuser:
        found = frozenset(language_codes(user))
    else:
        pages = [grant.page for grant in grants_of(user) if grant.permission.codename in WRITING]
        if any(page.depth == 1 for page in pages):
            found = frozenset(language_codes(user))
        else:
            found = frozenset(page.locale_id for page in pages)
    user._desk_locales = found
    return found


def may_change(user, instance: Model) -> bool:
    """Whether this person may change this page, or this snippet in this language."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    if isinstance(instance, TranslatableMixin) and instance.locale_id not in locales_of(user):
        return False
    return _has(user, "change", instance)


def may_publish(user, instance: Model) -> bool:
    """Whether this person may bring this page or snippet before the public."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    if not may_change(user, instance):
        return False
    return _has(user, "publish", instance) if isinstance(instance, DraftStateMixin) else True


def may_translate(user, translation: Translation) -> bool:
    """Whether this person may write the translation: change its target. False if the target is gone."""
    target = target_of(translation)
    return target is not None and may_change(user, target)


def may_start(user, source: Model, locale: Locale) -> bool:
    """Whether this person may have this page or snippet translated into this language.

    Editors of the source may, and translators of the language for what the public can read anyway:
    a draft or a page for insiders must not be opened by asking for its translation (CVE-2026-54262).
    """
    if not user.has_perm("wagtail_localize.submit_translation"):
        return False
    if may_change(user, source):
        return True
    if locale.pk not in locales_of(user):
        return False
    if isinstance(source, Page):
        return source.live and not source.get_view_restrictions().exists()
    return getattr(source, "live", True)


def freeze_of(target: Model | None, user) -> Freeze | None:
    """Why this person cannot change this translation now; None if nothing stands in the way.

    While a translation is in moderation its sentences are frozen for everybody: what is approved
    must be what was read.
    """
    lock = target.get_lock() if isinstance(target, LockableMixin) else None
    if isinstance(target, WorkflowMixin) and target.workflow_in_progress:
        return Freeze(FreezeReason.IN_MODERATION)
    if lock is not None and lock.for_user(user):
        holder = getattr(target, "locked_by", None)
        return Freeze(FreezeReason.LOCKED, str(holder or ""))
    return None


def target_of(translation: Translation) -> Model | None:
    """The page or snippet that is translated into; None if somebody has deleted it."""
    model = translation.source.specific_content_type.model_class()
    if model is None:
        return None
    return model._default_manager.filter(
        translation_key=translation.source.object_id, locale_id=translation.target_locale_id
    ).first()


def source_of(translation: Translation) -> Model | None:
    """The page or snippet that is translated from; None if somebody has deleted it."""
    model = translation.source.specific_content_type.model_class()
    if model is None:
        return None
    return model._default_manager.filter(
        translation_key=translation.source.object_id, locale_id=translation.source.locale_id
    ).first()


def _has(user, action: str, instance: Model) -> bool:
    meta = instance._meta
    return user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}")
