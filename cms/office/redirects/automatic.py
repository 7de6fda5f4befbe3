"""Redirects that are made by themselves when a page moves: only from addresses that somebody may know.

With autosave, Wagtail makes one for every title that somebody tries on a page that has never been public
(https://github.com/wagtail/wagtail/issues/12582). They lead to “not found”, give away drafts and, once the page
is published, answer for addresses that never were.
"""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.contrib.redirects import signal_handlers
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

#: Wagtail's own, as long as nothing has taken its place.
_made = signal_handlers.create_redirects


def connect() -> None:
    """Take the place of what Wagtail calls after a page has another address."""
    signal_handlers.create_redirects = create_redirects


def was_public(page: Page) -> bool:
    """Whether visitors may know the address of a page."""
    return page.live or page.first_published_at is not None


def create_redirects(page: Page, page_old: Page, sites: Iterable[Site]) -> None:
    """As Wagtail's, but none from the address of a page that has never been public; its public pages keep theirs."""
    is_known = was_public(page_old)
    if not is_known and not page.get_descendants().live().exists():
        return
    _made(page, page_old, sites)
    if not is_known:
        Redirect.objects.filter(redirect_page=page, automatically_created=True).delete()
