"""What this part hooks into Wagtail: addresses before wagtail-localize's, snippets by language, buttons, choosers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views import chooser as stock_chooser
from wagtail.models import Page, TranslatableMixin
from wagtail_localize import wagtail_hooks as stock
from wagtail_localize.models import Translation

from ..locks import is_locked
from ..permissions import freeze_of, may_change
from . import bulk, buttons, choosers, snippets
from .addresses import PREFIX, urlpatterns
from .policy import CreateInLanguage, translatable_snippets
from .views.stopping import freeze_message

#: Before wagtail-localize's hooks, which have order 0. A system check holds that this works.
FIRST = -10


@hooks.register("register_admin_urls", order=FIRST)
def register_guarded_addresses():
    return [path(PREFIX, include(urlpatterns))]


def _replace(hook_name: str, theirs, ours) -> None:
    """Put a hook of ours in the place of one of wagtail-localize's, for which Wagtail has no door."""
    registered = hooks._hooks.get(hook_name, [])
    registered[:] = [(function, order) for function, order in registered if function is not theirs]
    hooks.register(hook_name, ours)


_replace("register_page_header_buttons", stock.page_listing_more_buttons, buttons.page_buttons)
_replace("register_page_listing_more_buttons", stock.page_listing_more_buttons, buttons.page_buttons)
_replace("register_snippet_listing_buttons", stock.register_snippet_listing_buttons, buttons.snippet_buttons)
hooks.register("construct_page_action_menu", buttons.order_action_menu, order=100)
hooks.register("construct_snippet_action_menu", buttons.order_action_menu, order=100)
hooks.register("construct_reports_menu", buttons.drop_report)

hooks.register("construct_page_chooser_queryset", choosers.choose_only_what_may_be_seen)
# Wagtail asks no hook for the pages that were chosen.
stock_chooser.ChosenMultipleView.get = choosers.chosen_only_what_may_be_seen(stock_chooser.ChosenMultipleView.get)

hooks.register("before_edit_snippet", snippets.refuse_other_languages, order=FIRST - 10)
hooks.register("before_delete_snippet", snippets.refuse_deletion_in_other_languages, order=FIRST - 10)
hooks.register("before_create_snippet", snippets.refuse_creation_in_other_languages, order=FIRST - 10)


@hooks.register("register_actions")
def register_language_actions(registry) -> None:
    for model in translatable_snippets():
        registry.register(model, CreateInLanguage)


@hooks.register("before_edit_page", order=FIRST - 1)
@hooks.register("before_edit_snippet", order=FIRST - 1)
def guard_restart(request: HttpRequest, instance):
    """A translation is started again only by whoever may change it, and not while it is held."""
    if request.method != "POST" or buttons.RESTART not in request.POST:
        return None
    if not may_change(request.user, instance):
        raise PermissionDenied
    freeze = freeze_of(instance, request.user)
    if freeze is not None:
        messages.error(request, freeze_message(freeze))
        return redirect(request.path)
    return None


@hooks.register("before_edit_page", order=FIRST + 5)
@hooks.register("before_edit_snippet", order=FIRST + 5)
def guard_stock_editor(request: HttpRequest, instance):
    """wagtail-localize's own editor publishes past locks and moderation: what is sent to it goes nowhere.

    The desk's editor has already answered at this point if it takes care of the page.
    """
    if request.method != "POST" or not isinstance(instance, TranslatableMixin):
        return None
    is_translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).exists()
    if not is_translation or buttons.CONVERT in request.POST:
        return None
    messages.error(request, _("Nothing has been saved: this page is edited at the translation desk."))
    return redirect(request.path)


@hooks.register("before_convert_alias_page", order=FIRST)
def guard_untranslated_page(request: HttpRequest, page: Page):
    """An alias that waits for its translation would become a page in the wrong language, and be listed as such."""
    if page.alias_of_id is None or page.alias_of.locale_id == page.locale_id:
        return None
    messages.error(request, _("This page shows its source until it is translated. Please start its translation."))
    return redirect("wagtail_localize:submit_page_translation", page.alias_of_id)


for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action, order=10)


@hooks.register("before_move_page", order=FIRST)
def refuse_to_name_what_may_not_be_moved(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail asks for the right when it moves, not for the page before, which shows the title of any page."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


def _refuse_if_locked(request: HttpRequest, page: Page, action: str):
    """Wagtail's locks keep a text as it is, but let the page be deleted or moved."""
    if not is_locked(page, request.user, action):
        return None
    message = {
        "delete": _("“%(title)s” or a page below it has been locked by somebody else. It cannot be deleted now."),
        "move": _("“%(title)s” has been locked by somebody else. It cannot be moved now."),
    }[action]
    messages.error(request, message % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_delete_page", order=FIRST + 5)
def refuse_to_delete_what_is_locked(request: HttpRequest, page: Page):
    return _refuse_if_locked(request, page, "delete")


@hooks.register("before_move_page", order=FIRST + 5)
def refuse_to_move_what_is_locked(request: HttpRequest, page: Page, destination: Page):
    return _refuse_if_locked(request, page, "move")
