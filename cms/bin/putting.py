"""Puts pages in the bin: keeps what hangs at them, then deletes them the way Wagtail does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from .models import BinEntry, pack
from .packing import below, gather, recording, references


@transaction.atomic
def put(page: Page, user, along: Iterable[Page] = ()) -> BinEntry:
    """Delete a page so that it can come back. The rights have been asked for already.

    In: the page; whoever deletes it, None for programs; pages elsewhere in the tree that go along (translations).
    Aliases of all these go along by themselves: without their source they would show nothing. Raises
    `packing.HoldsSite` for a home page of a site, ProtectedError if something that stays must not lose a page.
    """
    page = Page.objects.select_related("locale").get(pk=page.pk)
    roots = _topmost([page, *Page.objects.filter(pk__in=[other.pk for other in along])])
    roots = _topmost([*roots, *aliases_of(roots)])
    with recording() as recorder:
        pages = gather(recorder, roots)
        entry = _entry(page, roots, pages, user)
        uses, used_by = references(pages)
        details = [_root(root) for root in roots]
        audience = _live_translations(pages)
        # Translations first: nothing is left then that would be unpublished when their source goes.
        for root in sorted(roots, key=lambda root: (root.pk == page.pk, root.alias_of_id is None)):
            DeletePageAction(Page.objects.get(pk=root.pk), user=user).execute(skip_permission_checks=True)
    entry.uses = uses
    entry.contents = pack(
        {
            "format": 1,
            "roots": details,
            "rows": list(recorder.rows.values()),
            "updates": recorder.updates,
            "used_by": used_by,
        }
    )
    entry.save()
    if audience:
        transaction.on_commit(partial(_note_silenced, entry.pk, audience))
    return entry


def _topmost(pages: list[Page]) -> list[Page]:
    """Those that lie below no other one, each once, in the order given."""
    paths = {page.path for page in pages}
    chosen: dict[int, Page] = {}
    for page in pages:
        above = (page.path[:end] for end in range(Page.steplen, len(page.path), Page.steplen))
        if not paths.intersection(above):
            chosen.setdefault(page.pk, page)
    return list(chosen.values())


def aliases_of(roots: list[Page]) -> list[Page]:
    """Aliases elsewhere of what is deleted; not those below which pages of their own stand, which others look after."""
    sources = Page.objects.filter(below(roots)).values("pk")
    found = Page.objects.filter(alias_of__in=sources).exclude(below(roots))
    return [alias for alias in found if not alias.get_descendants().filter(alias_of__isnull=True).exists()]


def _root(root: Page) -> dict:
    parent = root.get_parent()
    before = root.get_prev_sibling()
    return {
        "pk": root.pk,
        "path": root.path,
        "depth": root.depth,
        "url_path": root.url_path,
        "slug": root.slug,
        "locale": root.locale_id,
        "is_alias": root.alias_of_id is not None,
        "parent": parent.pk,
        "parent_key": str(parent.translation_key),
        "before": before.pk if before else None,
    }


def _entry(page: Page, roots: list[Page], pages: list[Page], user) -> BinEntry:
    own = [other for other in roots if other.alias_of_id is None and other.pk != page.pk]
    ancestors = {root.pk: list(root.get_ancestors().order_by("-depth")) for root in [page, *own]}
    specific = {row.pk: row for row in Page.objects.filter(pk__in=ancestors).specific()}
    place = [row.specific_deferred for row in ancestors[page.pk] if row.depth > 1]
    return BinEntry(
        title=specific[page.pk].get_admin_display_title()[:255],
        page_id=page.pk,
        content_type=ContentType.objects.get_for_id(page.content_type_id),
        language=page.locale.language_code,
        was_live=any(row.live for row in pages),
        below=sum(1 for row in pages if row.path.startswith(page.path) and row.pk != page.pk),
        translations=[
            {
                "language": other.locale.language_code,
                "title": specific[other.pk].get_admin_display_title(),
                "live": other.live,
            }
            for other in own
        ],
        place=[[row.pk, row.get_admin_display_title()] for row in reversed(place)],
        parents=[[row.pk for row in ancestors[root.pk]] for root in [page, *own]],
        deleted_by=user,
        deleted_by_name=(user.get_full_name() or user.get_username())[:255] if user is not None else "",
    )


def _live_translations(pages: list[Page]) -> list[list[int]]:
    """Public pages in other languages that stay: ``[[id, id of the live revision], …]``."""
    ids = [page.pk for page in pages]
    keys = [page.translation_key for page in pages]
    rows = Page.objects.filter(translation_key__in=keys, live=True, live_revision__isnull=False).exclude(pk__in=ids)
    return [list(row) for row in rows.filter(alias_of__isnull=True).values_list("pk", "live_revision_id")]


def _note_silenced(entry_id: int, audience: list[list[int]]) -> None:
    """After the deletion: which of those are not public any more."""
    hidden = set(Page.objects.filter(pk__in=[pk for pk, _ in audience], live=False).values_list("pk", flat=True))
    if hidden:
        BinEntry.objects.filter(pk=entry_id).update(silenced=[row for row in audience if row[0] in hidden])
