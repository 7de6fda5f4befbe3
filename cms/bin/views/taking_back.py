"""Undoing an unpublication and a move, from the button in the message that told of it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from ..messages import unseal
from ..undoing import move_back, publish_again


def _too_late(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("This can no longer be undone. Something has changed since."))
    return redirect("wagtailadmin_explore_root")


@require_POST
def unpublishing(request: HttpRequest) -> HttpResponse:
    """Publish again what was public a moment ago."""
    content = unseal(request, request.POST.get("sealed", ""))
    pages = publish_again(content, request.user) if content else []
    if not pages:
        return _too_late(request)
    text = ngettext("%(number)d page is public again.", "%(number)d pages are public again.", len(pages))
    messages.success(request, text % {"number": len(pages)})
    if len(pages) < len(content):
        messages.warning(request, _("Other pages that were unpublished with it could not be published again."))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


@require_POST
def moving(request: HttpRequest) -> HttpResponse:
    """Move pages back to where they were. Translations follow, as they do with every move."""
    content = unseal(request, request.POST.get("sealed", ""))
    moved = []
    # In the order of the tree: then the one before each stands there already.
    for page_id, parent_id, before_id in content or []:
        page = Page.objects.filter(pk=page_id).first()
        try:
            if page is not None and move_back(page, parent_id, before_id, request.user):
                moved.append(page)
        except PermissionDenied:
            continue
    if not moved:
        return _too_late(request)
    text = ngettext("%(number)d page is back at its place.", "%(number)d pages are back at their places.", len(moved))
    messages.success(request, text % {"number": len(moved)})
    return redirect("wagtailadmin_explore", Page.objects.get(pk=moved[0].pk).get_parent().pk)
