"""What this part hooks into Wagtail."""

from __future__ import annotations

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import Page

from . import facts, telling
from .acting import acting_user
from .aliases import leave_drafts_alone
from .bulk import publish_translations
from .following import End, fates

leave_drafts_alone()


@hooks.register("construct_translated_pages_to_cascade_actions")
def delete_translations_too(pages: list[Page], action: str) -> dict[Page, list[Page]]:
    """What is deleted with a page: translations that this person may delete, and aliases.

    Unpublishing and moving is followed by signal (`following`), for one page as for many.
    """
    if action != "delete":
        return {}
    user = acting_user()
    return {page: [*_aliases(page, user), *_deletable(page, user)] for page in pages}


def _deletable(page: Page, user) -> list[Page]:
    if user is None:
        return []
    return [fate.page for fate in fates(page, "delete", user) if fate.end is End.DELETED]


def _aliases(page: Page, user) -> list[Page]:
    """Aliases in other trees; one that holds translated pages only if this person may delete those."""
    found = []
    for alias in Page.objects.filter(alias_of=page, translation_key=page.translation_key):
        holds_pages = alias.get_descendants().filter(alias_of__isnull=True).exists()
        if not holds_pages or (user is not None and alias.permissions_for_user(user).can_delete()):
            found.append(alias)
    return found


@hooks.register("before_bulk_action")
def publish_in_bulk(request, action_type: str, objects: list, action) -> object | None:
    """Translations among the pages chosen are published from their sentences; Wagtail does the rest."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    data = action.cleaned_form.cleaned_data
    rest = publish_translations(request, objects, bool(data.get("include_descendants")))
    # Wagtail would look for drafts below the pages once more, and find the translations.
    data["include_descendants"] = False
    objects[:] = rest
    return None if rest else redirect(action.next_url)


@hooks.register("after_unpublish_page")
@hooks.register("after_move_page")
@hooks.register("after_delete_page")
def say_what_stays(request, page) -> None:
    telling.show_messages(request)


@hooks.register("after_bulk_action")
def say_what_stays_in_bulk(request, action_type, objects, action) -> None:
    telling.show_messages(request)


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action(
        facts.LOG_ACTION,
        gettext_lazy("Facts taken over from the original"),
        gettext_lazy("Facts were taken over from the original, which has been published"),
    )
    actions.register_action(
        telling.LOG_ACTION,
        gettext_lazy("Left without its original"),
        gettext_lazy("The original was unpublished, moved or deleted, and this translation was not"),
    )
