"""Pages that somebody has locked are left out where many are changed at once, and named."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.models import Page


def is_locked(page: Page, user, action: str) -> bool:
    """Whether a lock keeps this person from doing this to a page. In: the name of a bulk action.

    Publishing respects every lock, as the form does. Moving and deleting change no text: there only the lock counts
    that somebody has set by hand, for deletion on the pages below and on aliases as well, which go along.
    """
    if action in ("publish", "unpublish"):
        return bool(page.permissions_for_user(user).page_locked())
    lock = page.get_lock()
    if isinstance(lock, BasicLock) and lock.for_user(user):
        return True
    if action != "delete":
        return False
    along = Q(path__startswith=page.path) | Q(alias_of__path__startswith=page.path)
    return Page.objects.filter(along, locked=True).exclude(pk=page.pk).exclude(locked_by=user).exists()


def say_left_out(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Name the locked pages that nothing is done to."""
    titles = ", ".join(page.get_admin_display_title() for page in pages)
    if titles:
        messages.warning(request, _("Left out, because somebody has locked them: %(titles)s.") % {"titles": titles})
