"""Aliases and translations of protected pages are protected too.

Wagtail looks at the source when it serves an alias, but its lists (``public()``, both APIs) look
only at where a restriction hangs in the tree, and it copies restrictions to an alias only when
the alias is made (wagtail#10111, #14491; translation.md §4.8). A page of its own, which is what a
published translation is, is never looked at by Wagtail, and by wagtail-localize only when it
publishes. So the restrictions of both are derived here from those of their sources, whenever one
of the two changes. The source of a translation is the page in the main language.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signals import post_page_move

from .models import DerivedRestriction

Rule = tuple[int, str, str, frozenset[int]]


def _rule(page_id: int, restriction: PageViewRestriction) -> Rule:
    groups = frozenset(group.pk for group in restriction.groups.all())
    return page_id, restriction.restriction_type, restriction.password, groups


def _topmost(paths: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those pages that lie below no other page of the list. In and out: (path, id)."""
    chosen: list[tuple[str, int]] = []
    for path, pk in sorted(paths):
        if not chosen or not path.startswith(chosen[-1][0]):
            chosen.append((path, pk))
    return chosen


def _followers(page: Page, main_language: int) -> Iterator[int]:
    """Ids of the topmost pages that show what lies below a page: its translations, and all aliases."""
    translations: list[tuple[str, int]] = []
    if page.locale_id == main_language:
        keys = Page.objects.filter(path__startswith=page.path, locale_id=main_language).values("translation_key")
        others = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True)
        translations = _topmost(list(others.exclude(locale_id=main_language).values_list("path", "pk")))
    below = Q(alias_of__path__startswith=page.path)
    for path, _pk in translations:
        below |= Q(alias_of__path__startswith=path)
    aliases = Page.objects.filter(below).values_list("path", "pk")
    for _path, pk in _topmost([*translations, *aliases]):
        yield pk


@transaction.atomic
def mirror_restrictions() -> int:
    """Give every alias and translation the restrictions that hold for its source. Out: how many changed.

    What somebody has set there by hand stays: only what this function itself has made
    (`DerivedRestriction`) is taken back when it no longer follows from a source.
    """
    restrictions = list(
        PageViewRestriction.objects.select_related("page", "derived").prefetch_related("groups").order_by("pk")
    )
    if not restrictions:
        return 0
    main_language = Locale.get_default().pk
    wanted: set[Rule] = set()
    existing: dict[Rule, PageViewRestriction] = {}
    surplus = []
    # Derived ones first, so that of two equal ones the copy that Wagtail made is the one too many.
    for restriction in sorted(restrictions, key=lambda r: not _is_derived(r)):
        derived = _is_derived(restriction)
        if not derived and restriction.page.alias_of_id is None:
            wanted.update(_rule(pk, restriction) for pk in _followers(restriction.page, main_language))
        rule = _rule(restriction.page_id, restriction)
        if rule in existing and (derived or _is_derived(existing[rule])):
            surplus.append(restriction)
        else:
            existing[rule] = restriction
    outdated = [r for rule, r in existing.items() if rule not in wanted and _is_derived(r)]
    surplus += [r for r in outdated if not _is_orphan(r.page, main_language)]
    missing = [rule for rule in wanted if rule not in existing]
    for restriction in surplus:
        restriction._is_mirrored = True
        restriction.delete()
    for page_id, restriction_type, password, groups in missing:
        copy = PageViewRestriction(page_id=page_id, restriction_type=restriction_type, password=password)
        copy._is_mirrored = True
        copy.save()
        DerivedRestriction.objects.create(restriction=copy)
        copy.groups.set(groups)
    return len(surplus) + len(missing)


def _is_derived(restriction: PageViewRestriction) -> bool:
    return hasattr(restriction, "derived")


def _is_orphan(page: Page, main_language: int) -> bool:
    """Whether the source of a translation is gone. Deleting it must not bring what was protected before the public."""
    if page.alias_of_id or page.locale_id == main_language:
        return False
    return not Page.objects.filter(translation_key=page.translation_key, locale_id=main_language).exists()


def _restriction_changed(instance, raw: bool = False, origin=None, **_kwargs) -> None:
    # What this module itself writes changes nothing else, and a page that is being deleted is only half there.
    deleted_with = getattr(origin, "model", type(origin)) if origin is not None else PageViewRestriction
    if not raw and not getattr(instance, "_is_mirrored", False) and deleted_with is PageViewRestriction:
        mirror_restrictions()


def _groups_changed(instance, action: str, **_kwargs) -> None:
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        _restriction_changed(instance)


def _page_saved(instance, created: bool, **kwargs) -> None:
    if created and isinstance(instance, Page) and not kwargs.get("raw"):
        mirror_restrictions()


def _page_moved(**_kwargs) -> None:
    mirror_restrictions()


def connect() -> None:
    """Keep the restrictions of aliases and translations up to date from now on."""
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="alias_restrictions")
    m2m_changed.connect(_groups_changed, sender=PageViewRestriction.groups.through, dispatch_uid="alias_restrictions")
    post_save.connect(_page_saved, dispatch_uid="alias_restrictions_page")
    post_page_move.connect(_page_moved, dispatch_uid="alias_restrictions")
