"""Brings pages back from the bin: their rows, their place, and what points to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Model
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from modelsearch import index
from treebeard.mp_tree import MP_MoveHandler
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from cms.publishing.problems import Problem
from cms.publishing.rules import problems_of
from cms.restrictions import mirror_restrictions

from .models import BinEntry, unpack
from .places import counterpart, place_of
from .rights import permissions_at
from .writing import Written, instances_of, write

LOG_ACTION = "bin.restore"
#: Sent with ``pages``, the list of those that are back, once all is written.
restored = Signal()


class NotRestorable(Exception):
    """It cannot be done like this; the message says why, to whoever asked."""


@dataclass
class Restored:
    """What came back."""

    page: Page
    pages: list[Page] = field(default_factory=list)
    #: What was lost meanwhile, as names of models and fields that editors know.
    lost: list[str] = field(default_factory=list)
    #: Pages whose time to be published or taken down has passed.
    missed: list[Page] = field(default_factory=list)
    #: Pages that were public and may not be any more, with what stands in the way.
    held: list[tuple[Page, list[Problem]]] = field(default_factory=list)


@transaction.atomic
def restore(entry_id: int, user, *, parent: Page | None = None, slug: str = "", as_before: bool = True) -> Restored:
    """Bring back all pages of an entry. The rights have been asked for already, but for publishing.

    In: whoever does it, None for programs; another place and address, where the old ones are taken; whether what
    was public is public again, which needs the right to publish at the place. Raises NotRestorable.
    """
    entry = BinEntry.objects.select_for_update().filter(pk=entry_id).first()
    if entry is None:
        raise NotRestorable(_("This page is no longer in the bin. Perhaps somebody else has restored it."))
    place = place_of(entry, parent=parent, slug=slug)
    if place.parent is None:
        raise NotRestorable(place.question)
    if not place.is_free:
        raise NotRestorable(_("The address “%(slug)s” is taken by now.") % {"slug": place.slug})
    contents = unpack(entry.contents)
    rows = instances_of(contents["rows"])
    pages = sorted((row for row in rows if type(row) is Page), key=lambda page: page.path)
    _make_room(pages)
    missed: set[int] = set()
    room = Room()
    # Before any of them moves: a new path can be the old one of another root.
    owns = [[page for page in pages if page.path.startswith(root["path"])] for root in contents["roots"]]
    for number, (root, own) in enumerate(zip(contents["roots"], owns, strict=True)):
        target = place.parent if number == 0 else counterpart(root, place.parent)
        may_publish = user is None or "publish" in permissions_at(user, place.parent if root["is_alias"] else target)
        revisions = _revisions(rows, own)
        _set_place(root, own, revisions, room.take(target, place.slug if number == 0 else "", root["slug"]))
        missed |= _set_state(own, revisions, as_before and may_publish)
        Page.objects.filter(pk=target.pk).update(numchild=F("numchild") + 1)
    written = write(rows)
    if any(isinstance(row, Page) for row in written.dropped):
        raise NotRestorable(_("Something else has taken the place of this page. Please ask an administrator."))
    _apply(contents["updates"])
    for root in contents["roots"]:
        _put_behind(root)
    back = list(Page.objects.filter(pk__in=[page.pk for page in pages]).order_by("path").specific())
    _index(back, contents["used_by"])
    held = _hold(back, user)
    mirror_restrictions()
    PageLogEntry.objects.filter(page_id__in=[page.pk for page in back], deleted=True).update(deleted=False)
    if as_before:
        _speak_again(entry, user)
    main = next(page for page in back if page.pk == entry.page_id)
    roots = {root["pk"] for root in contents["roots"] if not root["is_alias"]}
    for page in back:
        if page.pk in roots:
            log(instance=page, action=LOG_ACTION, user=user, data={"as_draft": not page.live})
    restored.send(sender=BinEntry, pages=back)
    transaction.on_commit(partial(_index_words, back))
    entry.delete()
    return Restored(main, back, _names(written), [page for page in back if page.pk in missed], held)


def _make_room(pages: list[Page]) -> None:
    """An alias that was made in place of a deleted translation gives way; a page of its own does not."""
    keys = {(page.translation_key, page.locale_id) for page in pages}
    for taken in Page.objects.filter(translation_key__in={key for key, _locale in keys}).select_related("locale"):
        if (taken.translation_key, taken.locale_id) not in keys:
            continue
        if taken.alias_of_id is None or taken.get_children().exists():
            raise NotRestorable(
                _(
                    "There is another page by now that takes the place of one of these: “%(title)s” (%(language)s). "
                    "Delete that one first."
                )
                % {"title": taken.get_admin_display_title(), "language": taken.locale.get_display_name()}
            )
        taken.delete()


def _revisions(rows: list[Model], pages: list[Page]) -> list[Revision]:
    ids = {str(page.pk) for page in pages}
    kinds = {ContentType.objects.get_for_model(Page).pk}
    return [r for r in rows if isinstance(r, Revision) and r.object_id in ids and r.base_content_type_id in kinds]


@dataclass
class Spot:
    """A place in the tree that nobody else has: below which page, where among its children, at which address."""

    target: Page
    path: str
    slug: str


class Room:
    """Gives out places that are free, several below one page too: none of them is in the tree before all are."""

    def __init__(self) -> None:
        self._last: dict[int, Page] = {}
        self._slugs: dict[int, set[str]] = {}

    def take(self, target: Page, slug: str, wish: str) -> Spot:
        """Behind all that stands below a page. In: the address, or the one that it should have if it is free."""
        target = Page.objects.get(pk=target.pk)
        last = self._last.get(target.pk) or target.get_last_child()
        path = last._inc_path() if last else Page._get_path(target.path, target.depth + 1, 1)
        self._last[target.pk] = Page(path=path, depth=target.depth + 1)
        slugs = self._slugs.setdefault(target.pk, set())
        slug, number = slug or find_available_slug(target, wish), 1
        while slug in slugs:
            number += 1
            slug = find_available_slug(target, f"{wish}-{number}")
        slugs.add(slug)
        return Spot(target, path, slug)


def _set_place(root: dict, pages: list[Page], revisions: list[Revision], spot: Spot) -> None:
    """New places in the tree."""
    target, path, slug = spot.target, spot.path, spot.slug
    url_path = f"{target.url_path}{slug}/"
    for page in pages:
        if page.pk == root["pk"]:
            page.slug = slug
        page.url_path = url_path + page.url_path.removeprefix(root["url_path"])
        page.path = path + page.path[len(root["path"]) :]
        page.depth += target.depth + 1 - root["depth"]
    if slug != root["slug"]:
        for revision in revisions:  # else the next publication would take the other page's address
            if revision.object_id == str(root["pk"]) and revision.content.get("slug") == root["slug"]:
                revision.content["slug"] = slug


def _set_state(pages: list[Page], revisions: list[Revision], as_before: bool) -> set[int]:
    """Public as before, or all drafts. Out: ids of pages for which a time has passed meanwhile."""
    now, missed = timezone.now(), set()
    for revision in revisions:
        if revision.approved_go_live_at and (not as_before or revision.approved_go_live_at <= now):
            if revision.approved_go_live_at <= now:
                missed.add(int(revision.object_id))
            revision.approved_go_live_at = None
    for page in pages:
        over = bool(page.expire_at and page.expire_at <= now)
        if page.live and over:
            page.expired = True
            missed.add(page.pk)
        if page.live and (over or not as_before):
            page.live, page.live_revision_id, page.has_unpublished_changes = False, None, True
    return missed


def _hold(pages: list[Page], user) -> list[tuple[Page, list[Problem]]]:
    """Make drafts of those that publishing would refuse by now: the licence of a picture may have run out meanwhile.

    Their rows are written as they were and pass no gate (`cms.publishing.gate`). Out: the pages and why.
    """
    held = []
    for page in pages:
        if not page.live or page.alias_of_id:
            continue
        problems = problems_of(page, user)
        if problems:
            ids = {page.pk, *Page.objects.filter(alias_of=page).values_list("pk", flat=True)}
            Page.objects.filter(pk__in=ids).update(live=False, live_revision=None, has_unpublished_changes=True)
            for other in pages:
                if other.pk in ids:
                    other.live, other.live_revision, other.has_unpublished_changes = False, None, True
            held.append((page, problems))
    return held


def _put_behind(root: dict) -> None:
    """Back to its place among its siblings, if the one before it is still there: menus follow that order."""
    page = Page.objects.get(pk=root["pk"])
    before = Page.objects.filter(pk=root["before"]).first() if root["before"] else None
    parent = page.get_parent()
    if before is not None and before.is_child_of(parent):
        MP_MoveHandler(page, before, "right").process()
    elif root["before"] is None and parent.pk == root["parent"] and parent.numchild > 1:
        MP_MoveHandler(page, parent, "first-child").process()


def _apply(updates: list[list]) -> None:
    """Fill keys elsewhere that were emptied, if nobody has filled them since."""
    from django.apps import apps

    for label, pk, name, value in updates:
        try:
            rows = apps.get_model(label)._base_manager.filter(pk=pk, **{f"{name}__isnull": True})
            target = apps.get_model(label)._meta.get_field(name).remote_field.model
        except LookupError:
            continue
        if target._base_manager.filter(pk=value).exists():
            rows.update(**{name: value})


def _index(pages: list[Page], used_by: list[list[str]]) -> None:
    """Write down again who points to whom."""
    from django.apps import apps

    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    for label, pk in used_by:
        try:
            found = apps.get_model(label)._base_manager.filter(pk=pk).first()
        except (LookupError, ValueError):
            continue
        if found is not None:
            ReferenceIndex.create_or_update_for_object(getattr(found, "specific", found))


def _index_words(pages: list[Page]) -> None:
    for page in pages:
        index.insert_or_update_object(page)


def _speak_again(entry: BinEntry, user) -> None:
    """Publish again the translations that were only taken from the public, where this person may."""
    from .undoing import publish_again

    publish_again(entry.silenced, user)


def _names(written: Written) -> list[str]:
    """What editors would miss: our own rows and fields, not those of the machinery."""
    lost = [SimpleNamespace(model=type(row), name=type(row)._meta.verbose_name) for row in written.dropped]
    lost += [SimpleNamespace(model=type(row), name=key.verbose_name) for row, key in written.emptied]
    own = [item for item in lost if not item.model.__module__.startswith(("wagtail", "django", "taggit", "cms.desk"))]
    return sorted({str(item.name) for item in own})
