"""Takes back what somebody has just done: unpublishing and moving."""

from __future__ import annotations

import logging

from django.db import transaction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

logger = logging.getLogger(__name__)


def live_pages(pages: list[Page], with_descendants: bool = False) -> list[list[int]]:
    """What is public of these pages, their translations and, if wished, those below: ``[[id, revision], …]``."""
    chosen = Page.objects.none()
    for page in pages:
        chosen |= page.get_descendants(inclusive=True) if with_descendants else Page.objects.filter(pk=page.pk)
    keys = chosen.order_by().values("translation_key")
    rows = Page.objects.filter(translation_key__in=keys, live=True, alias_of__isnull=True, live_revision__isnull=False)
    return [list(row) for row in rows.order_by("path").values_list("pk", "live_revision_id")]


def publish_again(pages: list[list[int]], user) -> list[Page]:
    """Publish the very revisions that were public, where the page still is not and this person may. Out: the pages."""
    wanted = {int(pk): int(revision) for pk, revision in pages}
    revisions = Revision.objects.in_bulk(wanted.values())
    done = []
    for page in Page.objects.filter(pk__in=wanted, live=False).order_by("path").specific():
        revision = revisions.get(wanted[page.pk])
        if revision is None or revision.object_id != str(page.pk):
            continue
        if user is not None and not page.permissions_for_user(user).can_publish():
            continue
        try:
            with transaction.atomic():
                revision.publish(user=user)
        except Exception:
            # The others come back whatever happens here.
            logger.exception("Page %s could not be published again", page.pk)
            continue
        done.append(page)
    return done


def may_return_to_published(page: Page, user) -> bool:
    """Whether a draft covers a published version that this person may bring back into the form.

    Translations are left to the desk, which keeps their sentences outside the revisions.
    """
    if not (page.live and page.has_unpublished_changes and page.live_revision_id) or page.alias_of_id:
        return False
    if page.live_revision_id == page.latest_revision_id:
        return False
    rights = page.permissions_for_user(user)
    if not rights.can_edit() or rights.page_locked():
        return False
    translated = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return not translated.exists()


def move_back(page: Page, parent_id: int, before_id: int | None, user) -> bool:
    """Move a page to where it was. Out: False if that cannot be any more. Raises PermissionDenied without the right."""
    parent = Page.objects.filter(pk=parent_id).first()
    if parent is None or not Page._slug_is_available(page.slug, parent, page=page):
        return False
    before = Page.objects.filter(pk=before_id).first() if before_id else None
    if before is not None and before.is_child_of(parent):
        MovePageAction(page, before, pos="right", user=user).execute()
    elif before_id is None:
        MovePageAction(page, parent, pos="first-child", user=user).execute()
    else:
        MovePageAction(page, parent, pos="last-child", user=user).execute()
    return True
