"""Changes of the menu: in it or not, order, short title. Other languages follow, as facts do (decisions/0010)."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import Q
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.desk.syncing.signals import after_publishing

MAXIMUM_TITLE = 40


@transaction.atomic
def set_listed(page: Page, is_listed: bool, user) -> None:
    """Take a page, and its versions in other languages, into the menu or out of it."""
    for one in (page, *page.get_translations()):
        _patch(one.specific, {"show_in_menus": is_listed}, user)
    _follow(page, user)


@transaction.atomic
def set_short_title(page: Page, title: str, user) -> None:
    """Give a page a short title for the menu. Raises ValueError if pages of its type have none, or it is too long."""
    specific = page.specific
    if not hasattr(specific, "menu_title") or len(title) > MAXIMUM_TITLE:
        raise ValueError("There is no room for this title.")
    _patch(specific, {"menu_title": title}, user)
    for alias in page.aliases.all():
        _patch(alias.specific, {"menu_title": title}, user)
    _follow(page, user)


@transaction.atomic
def move(page: Page, step: int, user) -> bool:
    """Move a page before the menu entry above it (-1) or behind the one below it (1), in every language.

    Out: whether there was anywhere to go.
    """
    listed = list(page.get_siblings().filter(show_in_menus=True))
    place = next((index for index, one in enumerate(listed) if one.pk == page.pk), None)
    if place is None or not 0 <= place + step < len(listed):
        return False
    neighbour, position = listed[place + step], "left" if step < 0 else "right"
    others = {one.locale_id: one for one in neighbour.get_translations()}
    pairs = [(page, neighbour)]
    pairs += [(one, others[one.locale_id]) for one in page.get_translations() if one.locale_id in others]
    for one, beside in pairs:
        one, beside = Page.objects.get(pk=one.pk), Page.objects.get(pk=beside.pk)
        if one.get_parent() == beside.get_parent():
            # Who may order the German pages has been asked for; the others follow, as facts do.
            MovePageAction(one, beside, pos=position, user=user).execute(skip_permission_checks=True)
    return True


def _patch(page: Page, values: dict, user) -> None:
    """Write values to the page and to every draft that could still be published.

    A draft of somebody else stays a draft: nothing is published here but these values. Without the second part
    the next publication would undo them.
    """
    changed = {name: value for name, value in values.items() if getattr(page, name) != value}
    for name, value in changed.items():
        setattr(page, name, value)
    if changed:
        page.save(update_fields=list(changed), clean=False)
        log(instance=page, action="wagtail.edit", user=user, data={"fields": sorted(changed)}, content_changed=True)
    wanted = Q(pk__in=[page.latest_revision_id, page.live_revision_id]) | Q(approved_go_live_at__isnull=False)
    wanted |= Q(task_states__status="in_progress")
    rows = Revision.page_revisions.filter(wanted, object_id=str(page.pk)).distinct()
    for revision in rows:
        if any(revision.content.get(name) != value for name, value in values.items()):
            revision.content |= values
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _follow(page: Page, user) -> None:
    """What follows from a publication follows from this too: the translators' source, facts of translations."""
    if page.live and page.alias_of_id is None:
        transaction.on_commit(partial(after_publishing, type(page.specific), page.pk, getattr(user, "pk", None)))
