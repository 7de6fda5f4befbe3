"""Translations follow their source when it is unpublished, moved or deleted.

Everything hangs at signals, so that bulk actions, scheduled expiry, the API and scripts are followed too, which
Wagtail's own cascade leaves out (wagtail#13487). Whether a person may do it is asked at the translation; what then
stays public is told to those who may take it away (`telling`). Aliases only repeat their source, so they go
along without being asked for. Nothing is deleted here but aliases: a page of its own goes with its source where
somebody has confirmed it by name (`hooks`), and is unpublished otherwise.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from django.db import transaction
from django.db.models import Q
from wagtail.actions.move_page import MovePageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization, Translation

from ..locks import is_locked
from .acting import acting_user
from .telling import Left, tell

logger = logging.getLogger(__name__)


class End(StrEnum):
    """What becomes of a translation."""

    DELETED = "deleted"
    UNPUBLISHED = "unpublished"
    MOVED = "moved"
    STAYS = "stays"


@dataclass(frozen=True)
class Fate:
    """A translation, and what becomes of it when its source is unpublished, moved or deleted."""

    page: Page
    end: End


def translations_of(page: Page) -> list[Page]:
    """Pages translated from this one, aliases left out: those of the desk, and of trees that follow its language."""
    if page.alias_of_id or page.depth == 1:
        return []
    desk = Translation.objects.filter(source__object_id=page.translation_key, source__locale_id=page.locale_id)
    trees = LocaleSynchronization.objects.filter(sync_from_id=page.locale_id)
    locales = Q(locale_id__in=desk.values("target_locale_id")) | Q(locale_id__in=trees.values("locale_id"))
    found = Page.objects.filter(locales, translation_key=page.translation_key, alias_of__isnull=True)
    return list(found.exclude(pk=page.pk).exclude(locale_id=page.locale_id).select_related("locale"))


def original_of(page: Page) -> Page | None:
    """The page in another language that this one translates or repeats; None if it is an original itself."""
    if page.alias_of_id:
        return page.alias_of if page.alias_of.locale_id != page.locale_id else None
    desk = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
    trees = LocaleSynchronization.objects.filter(locale_id=page.locale_id)
    locales = Q(locale_id__in=desk.values("source__locale_id")) | Q(locale_id__in=trees.values("sync_from_id"))
    found = Page.objects.filter(locales, translation_key=page.translation_key, depth__gt=1, alias_of__isnull=True)
    return found.exclude(pk=page.pk).select_related("locale").first()


def fates(page: Page, action: str, user) -> list[Fate]:
    """What will become of the translations of a page. In: "unpublish", "move", "delete" or "bulk_delete".

    Only for the confirmation screens and the deletion; a move is asked for again where its end is known.
    Drafts that stay drafts, and pages that somebody has put elsewhere, are left out of a move or deletion.
    """
    found = [(translation, _end(page, translation, action, user)) for translation in translations_of(page)]
    return [Fate(translation, end) for translation, end in found if end is not None]


def _end(page: Page, translation: Page, action: str, user) -> End | None:
    if action in ("move", "delete"):
        here, there = page.get_parent(), translation.get_parent()
        # Wagtail deletes a translation only from a parent that is one as well; many at once it never deletes.
        stands_beside = here.translation_key == there.translation_key and here.pk != there.pk
        if action == "move":
            if not stands_beside:
                return None
            return End.MOVED if may_follow(translation, "move", user) else End.STAYS
        if stands_beside and may_follow(translation, "delete", user):
            return End.DELETED
    if not translation.live:
        return None
    return End.UNPUBLISHED if may_follow(translation, "unpublish", user) else End.STAYS


def may_follow(page: Page, action: str, user, destination: Page | None = None) -> bool:
    """Whether this person may do this to a translation. Programs may, apart from what a person forbids."""
    if user is None:
        return True
    rights = page.permissions_for_user(user)
    if action == "unpublish":
        return rights.can_unpublish()
    if is_locked(page, user, action):
        return False
    if action == "delete":
        return rights.can_delete()
    return rights.can_move() if destination is None else rights.can_move_to(destination)


# --- Unpublishing ------------------------------------------------------------------------------


def page_unpublished(instance: Page, **_kwargs) -> None:
    """A source has been taken from the public, by whatever way."""
    if instance.alias_of_id:
        return
    user = acting_user()
    for alias in Page.objects.filter(alias_of=instance):
        _end_moderation(alias, user)
    left = [page for page in translations_of(instance) if page.live and not _unpublished(page, user)]
    _tell(left, instance, user, "unpublish")


def _unpublished(page: Page, user) -> bool:
    """Take one translation from the public. Out: False if that could not be."""
    if not may_follow(page, "unpublish", user):
        return False
    try:
        with transaction.atomic():
            specific = page.specific
            _end_moderation(specific, user)
            specific.unpublish(user=user)
    except Exception:
        # The source is unpublished whatever happens here.
        logger.exception("Translation %s could not be unpublished with its source", page.pk)
        return False
    return True


def _end_moderation(page: Page, user) -> None:
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=user)


# --- Moving ------------------------------------------------------------------------------------


def page_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_kwargs) -> None:
    """A source has been moved to another parent; a change of the order among siblings is not followed."""
    if instance.alias_of_id or parent_page_before.pk == parent_page_after.pk:
        return
    user = acting_user()
    aliases = Page.objects.filter(alias_of=instance, translation_key=instance.translation_key)
    left = []
    for page in [*aliases.exclude(locale_id=instance.locale_id), *translations_of(instance)]:
        parent = page.get_parent()
        if parent.translation_key != parent_page_before.translation_key:
            continue  # somebody has put it elsewhere on purpose
        if not _moved(page, parent_page_after, user):
            left.append(page)
    _tell(left, instance, user, "move")


def _moved(page: Page, source_parent: Page, user) -> bool:
    """Move one translation below the translation of the new parent. Out: False if that could not be."""
    try:
        with transaction.atomic():
            destination = _destination(source_parent, page)
            is_alias = page.alias_of_id is not None
            if not is_alias and not may_follow(page, "move", user, destination):
                # Nor is an alias of the parent left behind that nobody asked for.
                transaction.set_rollback(True)
                return False
            if not Page._slug_is_available(page.slug, destination, page=page):
                page = page.specific
                page.slug = find_available_slug(destination, page.slug, ignore_page_id=page.pk)
                page.save(update_fields=["slug", "url_path"], clean=False)
            MovePageAction(page, destination, pos="last-child", user=user).execute(skip_permission_checks=True)
    except Exception:
        logger.exception("Translation %s could not be moved with its source", page.pk)
        return False
    return True


def _destination(source_parent: Page, page: Page) -> Page:
    """The counterpart of the new parent; made as an alias where there is none."""
    if source_parent.depth == 1:
        return source_parent
    existing = Page.objects.filter(translation_key=source_parent.translation_key, locale_id=page.locale_id).first()
    if existing is not None:
        return existing
    return source_parent.specific.copy_for_translation(page.locale, copy_parents=True, alias=True)


# --- Deleting ----------------------------------------------------------------------------------


def page_deleted(instance: Page, **_kwargs) -> None:
    """A source is being deleted. What still stands when all is done follows then."""
    if instance.alias_of_id or instance.depth == 1:
        return
    aliases = list(Page.objects.filter(alias_of_id=instance.pk).values_list("pk", flat=True))
    translations = [page.pk for page in translations_of(instance)]
    if aliases or translations:
        transaction.on_commit(partial(_after_deletion, instance, aliases, translations, acting_user()))


def _after_deletion(source: Page, aliases: list[int], translations: list[int], user) -> None:
    """Without its source an alias is a page of its own with a text in the wrong language: it goes."""
    for page in Page.objects.filter(pk__in=aliases).order_by("-depth"):
        try:
            with transaction.atomic():
                if page.get_children().exists():
                    page.specific.unpublish(user=user)
                else:
                    page.delete(user=None)
        except Exception:
            logger.exception("Alias %s could not be deleted with its source", page.pk)
    remaining = Page.objects.filter(pk__in=translations, live=True).select_related("locale")
    left = [page for page in remaining if not _unpublished(page, user)]
    _tell(left, source, user, "delete")


def _tell(left: list[Page], source: Page, user, action: str) -> None:
    if not left:
        return
    try:
        tell([Left(page, source, action) for page in left], user)
    except Exception:
        logger.exception("Nobody could be told of translations that did not follow page %s", source.pk)
