"""Buttons and menus: only what this person may do, at our addresses."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, TranslatableMixin

from ..permissions import freeze_of, may_change, may_publish
from .records import records_beside, records_of

CONVERT, RESTART = "localize-convert-to-alias", "localize-restart-translation"
REPORT = "/localize/reports/translations/"


def page_buttons(page: Page, user, view_name=None, next_url=None):
    """“Translate this page” and “Sync translated pages”, in the header and in the listing."""
    if page.is_root() or not user.has_perm("wagtail_localize.submit_translation"):
        return
    # The header names its view, a list does not.
    records = records_beside(user, page) if view_name is None else records_of(page)
    if records.languages_to_start(user, page):
        yield Button(
            _("Translate this page"),
            _with_next(
                reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]), next_url
            ),
            priority=60,
            icon_name="wagtail-localize-language",
        )
    if (source_id := records.source_to_sync(user, page)) is not None:
        address = _sync_address(source_id, next_url)
        yield Button(_("Sync translated pages"), address, priority=61, icon_name="resubmit")


def snippet_buttons(snippet: Model, user, next_url=None):
    """The same for snippets, in their listing."""
    if not isinstance(snippet, TranslatableMixin) or not user.has_perm("wagtail_localize.submit_translation"):
        return
    records = records_beside(user, snippet)
    if records.languages_to_start(user, snippet):
        meta = snippet._meta
        arguments = [meta.app_label, meta.model_name, quote(snippet.pk)]
        yield Button(
            _("Translate"),
            _with_next(reverse("wagtail_localize:submit_snippet_translation", args=arguments), next_url),
            attrs={"aria-label": _("Translate “%(title)s”") % {"title": snippet}},
            icon_name="wagtail-localize-language",
            priority=100,
        )
    if (source_id := records.source_to_sync(user, snippet)) is not None:
        yield Button(
            _("Sync translated snippets"),
            _sync_address(source_id, next_url),
            attrs={"aria-label": _("Sync translations of “%(title)s”") % {"title": snippet}},
            icon_name="resubmit",
            priority=106,
        )


def _sync_address(source_id: int, next_url: str | None) -> str:
    return _with_next(reverse("wagtail_localize:update_translations", args=[source_id]), next_url)


def _with_next(address: str, next_url: str | None) -> str:
    return f"{address}?{urlencode({'next': next_url})}" if next_url else address


def order_action_menu(menu_items: list, request, context) -> None:
    """wagtail-localize's two actions go to the end of the menu, and only where they are allowed.

    The first item is the big button: it must never be the one that throws a translation away.
    """
    own = [item for item in menu_items if item.name in (CONVERT, RESTART)]
    if not own:
        return
    instance = context.get("page") or context.get("instance")
    others = [item for item in menu_items if item not in own]
    menu_items[:] = others
    if not others or instance is None or freeze_of(instance, request.user) is not None:
        return
    allowed = {RESTART: may_change, CONVERT: may_publish}
    menu_items.extend(item for item in own if allowed[item.name](request.user, instance))


def drop_report(request, menu_items: list) -> None:
    """The desk takes the place of wagtail-localize's report."""
    menu_items[:] = [item for item in menu_items if not str(getattr(item, "url", "")).endswith(REPORT)]
