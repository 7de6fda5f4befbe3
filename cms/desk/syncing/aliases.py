"""Every published page has a counterpart in the trees that follow its language, if only an alias.

A page that was never published has none: writers of the other language would read a draft that is not theirs.
"""

from __future__ import annotations

import logging

from django.db import IntegrityError, transaction
from wagtail import hooks
from wagtail.models import Locale, Page
from wagtail_localize import synctree
from wagtail_localize.models import LocaleSynchronization

logger = logging.getLogger(__name__)


def ensure_aliases(page: Page) -> list[Page]:
    """Make the aliases of a published page that are missing. Out: those that were made.

    wagtail-localize makes them in the admin's create form only, for drafts too; not for pages that were copied or
    made by a script or the API. Ours come with publishing, whoever publishes.
    """
    made = []
    if not page.live:
        return made
    followers = LocaleSynchronization.objects.filter(sync_from_id=page.locale_id).values("locale_id")
    present = Page.objects.filter(translation_key=page.translation_key).values("locale_id")
    for locale in Locale.objects.filter(pk__in=followers).exclude(pk__in=present):
        try:
            with transaction.atomic():
                alias = page.copy_for_translation(locale, copy_parents=True, alias=True)
        except IntegrityError:
            logger.info("The alias of page %s in %s was made by somebody else meanwhile", page.pk, locale)
            continue
        made += [alias, *ensure_aliases(alias)]
    return made


def leave_drafts_alone() -> None:
    """Have wagtail-localize make no aliases of what is not published: neither of new pages nor of a whole tree."""
    registered = hooks._hooks.get("after_create_page", [])
    registered[:] = [pair for pair in registered if pair[0] is not synctree.after_create_page]
    synctree.PageIndex.from_database = classmethod(_published_pages)


def _published_pages(index: type[synctree.PageIndex]) -> synctree.PageIndex:
    """All pages that a tree is made from: as `PageIndex.from_database`, for published pages."""
    pages = Page.objects.filter(alias_of__isnull=True, depth__gt=1, live=True)
    return index([index.Entry.from_page_instance(page) for page in pages.only(*index.Entry.REQUIRED_PAGE_FIELDS)])
