"""Who is told, in which language, and what each person has chosen to hear."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Model, Q
from wagtail.log_actions import registry
from wagtail.models import GroupPagePermission, Page

from ..models import NoticeSettings
from ..models.notices import Rhythm
from ..permissions import WRITING, locales_of, may_change


def chosen_by(user) -> NoticeSettings:
    """What a person has chosen, or the default (not saved).

    Administrators may translate everything and mostly do not: they hear of changes only if they ask for it.
    """
    saved = getattr(user, "desk_notices", None)  # RelatedObjectDoesNotExist is an AttributeError
    if saved is not None:
        return saved
    return NoticeSettings(user=user, changes=Rhythm.NEVER if user.is_superuser else Rhythm.DAILY)


def saved_choice(user) -> NoticeSettings:
    """The same as a row of the database."""
    default = chosen_by(user)
    if not default._state.adding:
        return default
    return NoticeSettings.objects.get_or_create(user=user, defaults={"changes": default.changes})[0]


def language_of(user) -> str:
    """The language of this person's admin, in which mails are written too; German if none was chosen."""
    profile = getattr(user, "wagtail_userprofile", None)
    return getattr(profile, "preferred_language", "") or settings.LANGUAGE_CODE


def reachable():
    """Active users with an address; their choice and their language come with them."""
    return (
        get_user_model()
        .objects.filter(is_active=True)
        .exclude(email="")
        .select_related("desk_notices", "wagtail_userprofile")
        .order_by("pk")
    )


def translators() -> list:
    """All who may translate into some language and have not said "never"."""
    groups = GroupPagePermission.objects.filter(permission__codename__in=WRITING).values("group")
    users = reachable().filter(Q(groups__in=groups) | Q(is_superuser=True)).distinct()
    return [user for user in users if chosen_by(user).changes != Rhythm.NEVER and may_enter(user) and locales_of(user)]


def may_enter(user) -> bool:
    """Whether the links of a mail would lead this person anywhere."""
    return user.has_perm("wagtailadmin.access_admin")


def editors_of(source: Model, *, anybody: bool = False) -> list:
    """Those who work on this page or snippet: its owner, who saved it last and who published it last.

    With ``anybody``, all who may change it if none of those can be told, so that a question is never
    put to nobody.
    """
    ids = {getattr(source, "owner_id", None)}
    for name in ("latest_revision", "live_revision"):
        revision = getattr(source, name, None)
        ids.add(revision.user_id if revision is not None else None)
    log = registry.get_log_model_for_instance(source)
    if log is not None:
        entries = log.objects.for_instance(source).filter(action="wagtail.publish", user__isnull=False)
        ids.add(entries.order_by("-timestamp", "-pk").values_list("user_id", flat=True).first())
    ids.discard(None)
    found = [user for user in reachable().filter(pk__in=ids) if may_enter(user) and may_change(user, source)]
    if found or not anybody:
        return found
    return _all_editors_of(source)


def _all_editors_of(source: Model) -> list:
    users = reachable().filter(is_superuser=False)
    if isinstance(source, Page):
        paths = [source.path[:length] for length in range(source.steplen, len(source.path) + 1, source.steplen)]
        rights = GroupPagePermission.objects.filter(page__path__in=paths, permission__codename__in=WRITING)
        users = users.filter(groups__in=rights.values("group"))
    else:
        codename = f"change_{source._meta.model_name}"
        users = users.filter(
            groups__permissions__codename=codename, groups__permissions__content_type__app_label=source._meta.app_label
        )
    found = [user for user in users.distinct() if may_enter(user) and may_change(user, source)]
    return found or list(reachable().filter(is_superuser=True))
