"""Aliases of protected pages are protected too.

Wagtail looks at the source when it serves an alias, but its lists (``public()``, both APIs) look
only at where a restriction hangs in the tree, and it copies restrictions to an alias only when
the alias is made (wagtail#10111, #14491; translation.md §4.8). So the restrictions of aliases
are derived here from those of their sources, whenever one of the two changes.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from .models import DerivedRestriction

Rule = tuple[int, str, str, frozenset[int]]


def _rule(page_id: int, restriction: PageViewRestriction) -> Rule:
    groups = frozenset(group.pk for group in restriction.groups.all())
    return page_id, restriction.restriction_type, restriction.password, groups


def _topmost(paths: list[tuple[str, int]]) -> list[int]:
    """The ids of those pages that lie below no other page of the list. In: (path, id)."""
    chosen: list[tuple[str, int]] = []
    for path, pk in sorted(paths):
        if not chosen or not path.startswith(chosen[-1][0]):
            chosen.append((path, pk))
    return [pk for _path, pk in chosen]


@transaction.atomic
def mirror_restrictions() -> int:
    """Give every alias the restrictions that hold for its source. Out: how many changed.

    What somebody has set at an alias by hand stays: only what this function itself has made
    (`DerivedRestriction`) is taken back when it no longer follows from a source.
    """
    wanted: dict[Rule, PageViewRestriction] = {}
    existing: dict[Rule, PageViewRestriction] = {}
    surplus = []
    for restriction in PageViewRestriction.objects.select_related("page").prefetch_related("groups"):
        if restriction.page.alias_of_id is None:
            aliases = Page.objects.filter(alias_of__path__startswith=restriction.page.path)
            for pk in _topmost(list(aliases.values_list("path", "pk"))):
                wanted[_rule(pk, restriction)] = restriction
        elif (rule := _rule(restriction.page_id, restriction)) in existing:
            surplus.append(restriction)
        else:
            existing[rule] = restriction
    surplus += [restriction for rule, restriction in existing.items() if rule not in wanted]
    by_hand = {r.pk for r in surplus} - set(DerivedRestriction.objects.values_list("restriction_id", flat=True))
    surplus = [restriction for restriction in surplus if restriction.pk not in by_hand]
    for restriction in surplus:
        restriction.delete()
    missing = [rule for rule in wanted if rule not in existing]
    for page_id, restriction_type, password, groups in missing:
        copy = PageViewRestriction.objects.create(page_id=page_id, restriction_type=restriction_type, password=password)
        DerivedRestriction.objects.create(restriction=copy)
        copy.groups.set(groups)
    return len(surplus) + len(missing)


def _restriction_changed(instance, **kwargs) -> None:
    # What this module itself writes hangs at an alias and changes nothing else.
    if not kwargs.get("raw") and not Page.objects.filter(pk=instance.page_id, alias_of__isnull=False).exists():
        mirror_restrictions()


def _groups_changed(instance, action: str, **_kwargs) -> None:
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        _restriction_changed(instance)


def _page_saved(instance, created: bool, **kwargs) -> None:
    if created and isinstance(instance, Page) and instance.alias_of_id and not kwargs.get("raw"):
        mirror_restrictions()


def _page_moved(**_kwargs) -> None:
    mirror_restrictions()


def connect() -> None:
    """Keep the restrictions of aliases up to date from now on."""
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="alias_restrictions")
    m2m_changed.connect(_groups_changed, sender=PageViewRestriction.groups.through, dispatch_uid="alias_restrictions")
    post_save.connect(_page_saved, dispatch_uid="alias_restrictions_page")
    post_page_move.connect(_page_moved, dispatch_uid="alias_restrictions")
