"""Wagtail's bulk "publish" on translations: it would publish the last revision, or fail for an alias."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from ..locks import is_locked, say_left_out
from ..publishing import Frozen, NotPublishable, publish


def publish_translations(request, pages: list[Page], include_descendants: bool) -> list[Page]:
    """Publish those of the pages that are translations the way the desk does, and say what became of them.

    Out: all other pages, descendants included if asked for, for Wagtail to publish.
    """
    user = request.user
    chosen, locked = list(pages), []
    if include_descendants:
        for page in pages:
            drafts = page.get_descendants().not_live()
            drafts = [draft for draft in drafts if draft.permissions_for_user(user).can_publish()]
            locked += [draft for draft in drafts if is_locked(draft, user, "publish")]
            chosen += drafts
    say_left_out(request, {page.pk: page for page in locked}.values())
    kept_out = {page.pk for page in locked}
    chosen = list({page.pk: page for page in chosen if page.pk not in kept_out}.values())
    by_place = {
        (row.source.object_id, row.target_locale_id): row
        for row in Translation.objects.filter(
            enabled=True, source__object_id__in={page.translation_key for page in chosen}
        ).select_related("source", "target_locale")
    }
    others, published = [], 0
    for page in chosen:
        translation = by_place.get((page.translation_key, page.locale_id))
        if translation is not None:
            published += _published(request, translation, page)
        elif page.alias_of_id:
            message = _("“%(title)s” repeats another page and is published with it.")
            messages.warning(request, message % {"title": page.get_admin_display_title()})
        else:
            others.append(page)
    if published:
        message = ngettext(
            "%(number)d translation has been published.", "%(number)d translations have been published.", published
        )
        messages.success(request, message % {"number": published})
    return others


def _published(request, translation: Translation, page: Page) -> bool:
    try:
        publish(translation, request.user)
    except NotPublishable as error:
        reason = error.message
    except Frozen:
        reason = _("It is locked or in moderation.")
    except PermissionDenied:
        reason = _("You may not publish it.")
    else:
        return True
    message = _("“%(title)s” has not been published. %(reason)s")
    values = {"title": page.get_admin_display_title(), "reason": reason}
    values = {name: conditional_escape(value) for name, value in values.items()}
    messages.error(request, mark_safe(message % values))  # noqa: S308 - the reason may hold links
    return False
