"""Wagtail's bulk "publish": pages that may not be published yet are left out and named, the others go live."""

from __future__ import annotations

from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

from .problems import refusal_html
from .rules import problems_of


def leave_out(request, action_type: str, objects: list, action) -> object | None:
    """Takes the pages with problems out of the list. Out: a redirect if none is left."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    ready = []
    for page in objects:
        revision = page.get_latest_revision()
        problems = problems_of(revision.as_object() if revision else page.specific, request.user)
        if problems:
            messages.error(request, refusal_html(page.get_admin_display_title(), problems))
        else:
            ready.append(page)
    objects[:] = ready
    return None if ready else redirect(action.next_url)
