"""Who may see, restore and finally delete what lies in the bin. All of it follows from the rights on pages.

The rights are asked for where the page stood, or at the nearest page above that is still there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from .models import BinEntry


@dataclass(frozen=True)
class Rights:
    """What a person may do with one entry."""

    see: bool = False
    restore: bool = False
    publish: bool = False
    delete: bool = False


def rights_on(entry: BinEntry, user, pages: dict[int, Page] | None = None) -> Rights:
    """The rights of one person.

    Restoring needs the right to add pages at every place that a page of the entry goes to. Whoever has deleted
    it may also undo that with the right to change pages there: it is a mistake taken back, nothing new. Deleting
    for good needs the right to delete many pages at once, which moderators have.
    """
    if not user.is_active:
        return Rights()
    if user.is_superuser:
        return Rights(True, True, True, True)
    pages = places([entry]) if pages is None else pages
    own = entry.deleted_by_id == user.pk
    granted = []
    for line in entry.parents:
        page = next((pages[pk] for pk in line if pk in pages), None)
        granted.append(permissions_at(user, page))
    adds = [("add" in names) or (own and "change" in names) for names in granted]
    return Rights(
        see=own or (bool(adds) and adds[0]),
        restore=bool(adds) and all(adds),
        publish=bool(granted) and "publish" in granted[0],
        delete=bool(granted) and all("bulk_delete" in names for names in granted),
    )


def permissions_at(user, page: Page | None) -> set[str]:
    """The names of a person's rights on a page (``add``, ``publish``, …). No query: Wagtail keeps them at the user."""
    if page is None or not user.is_active:
        return set()
    if user.is_superuser:
        return {"add", "change", "publish", "bulk_delete"}
    return page.permissions_for_user(user).permissions


def places(entries: Iterable[BinEntry]) -> dict[int, Page]:
    """All pages that still stand where something in the bin stood. One query."""
    wanted = {pk for entry in entries for line in entry.parents for pk in line}
    return Page.objects.in_bulk(wanted)


def visible(user) -> list[tuple[BinEntry, Rights]]:
    """What this person sees of the bin, the latest first. Two queries; the contents are left where they are."""
    entries = list(BinEntry.objects.defer("contents").select_related("deleted_by"))
    pages = places(entries) if entries and not user.is_superuser else {}
    found = [(entry, rights_on(entry, user, pages)) for entry in entries]
    return [(entry, rights) for entry, rights in found if rights.see]


def works_with_pages(user) -> bool:
    """Whether the bin means anything to this person. No query: the menu needs those rights anyway."""
    from wagtail.permissions import policy_registry

    if user.is_superuser:
        return user.is_active
    grants = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return user.is_active and any(grant.permission.codename in ("add_page", "change_page") for grant in grants)
