"""Copies and aliases that were to be public and are not: the gate has let them through as drafts only."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page

from .rules import problems_of

#: So many pages are looked at.
MOST = 50


def tell_what_stays_hidden(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Hook ``after_copy_page``: name what is not public, and what stands in the way."""
    if not (request.POST.get("alias") or request.POST.get("publish_copies")):
        return
    hidden = []
    for one in new_page.get_descendants(inclusive=True).filter(live=False).specific()[:MOST]:
        problems = problems_of(one, request.user)
        if problems:
            hidden.append((one.get_admin_display_title(), problems[0].as_html()))
    if hidden:
        said = _("Not public yet, because something is still missing:")
        items = format_html_join("", "<li>{}: {}</li>", hidden)
        messages.warning(request, format_html("{}<ul>{}</ul>", said, items))
