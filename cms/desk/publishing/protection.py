"""A translation is protected at least as well as what it translates."""

from __future__ import annotations

from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation

from cms.models import DerivedRestriction

from ..permissions import source_of


def _rule(restriction: PageViewRestriction) -> tuple:
    groups = frozenset(group.pk for group in restriction.groups.all())
    return restriction.restriction_type, restriction.password, groups


def protect_like_source(translation: Translation, page: Page) -> None:
    """Give the page each restriction that holds for its source, wherever in the tree that one hangs.

    wagtail-localize looks only at restrictions of the page itself, and takes away those that its source
    lacks: a page below a protected one would become public. Here nothing is taken away but what was derived
    from the source before (`DerivedRestriction`) and no longer holds there.
    """
    original = source_of(translation)
    wanted = {_rule(row): row for row in original.get_view_restrictions().prefetch_related("groups")}
    for row in PageViewRestriction.objects.filter(page=page, derived__isnull=False).prefetch_related("groups"):
        if _rule(row) not in wanted:
            row.delete()
    held = {_rule(row) for row in Page.objects.get(pk=page.pk).get_view_restrictions().prefetch_related("groups")}
    for rule, row in wanted.items():
        if rule in held:
            continue
        copy = PageViewRestriction.objects.create(
            page_id=page.pk, restriction_type=row.restriction_type, password=row.password
        )
        DerivedRestriction.objects.create(restriction=copy)
        copy.groups.set(row.groups.all())
