"""Which authors write below which pages.

Each page that has authors has a group of its own with the right to add below it, in every language. So all
of Wagtail knows what they may do, and taking somebody out of the group takes the right away everywhere.
With the right to add come reading and changing of one's own pages, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Page

from cms.accounts.roles import Role, give_page_rights, homes

from .models import Assignment

LOG_ACTION = "teamwork.authors"
NAME = "Autorenschaft: {title}"
RIGHTS = ("add_page",)
_types: list[type[Page]] = []


def register_assignable(page_type: type[Page]) -> None:
    """Apps name the page types that authors can be assigned to: they write below those pages."""
    if page_type not in _types:
        _types.append(page_type)


def is_assignable(page: Page) -> bool:
    """Whether authors can be assigned to this page: its type is registered."""
    return issubclass(page.specific_class or Page, tuple(_types))


def assignable_pages() -> QuerySet[Page]:
    """The pages that authors can be assigned to, each once: in the language in which it was first written."""
    pages = Page.objects.type(*_types) if _types else Page.objects.none()
    home = next(iter(homes().values()), None)
    if home is None:
        return pages.none()
    return pages.filter(locale_id=home.locale_id, alias_of__isnull=True).order_by("draft_title")


def candidates() -> QuerySet:
    """The people who can be assigned: all with the role of an author."""
    people = get_user_model().objects.filter(groups__name=Role.AUTHOR, is_active=True)
    return people.order_by("last_name", "first_name", "username")


def authors_of(page: Page) -> QuerySet:
    """The people assigned to a page; the same for each of its languages."""
    return get_user_model().objects.filter(groups__assignment__translation_key=page.translation_key)


def keys_by_author() -> dict[int, set]:
    """For each person with assignments, the translation keys of the pages. One query."""
    members = get_user_model().groups.through.objects.filter(group__assignment__isnull=False)
    found = defaultdict(set)
    for user_id, key in members.values_list("user_id", "group__assignment__translation_key"):
        found[user_id].add(key)
    return found


@transaction.atomic
def assign(page: Page, people: Iterable, by=None) -> None:
    """Make these people, and no others, the authors of a page in all its languages. In: who does it, for the log."""
    people = list(people)
    assignment = Assignment.objects.filter(translation_key=page.translation_key).select_related("group").first()
    if assignment is None:
        if not people:
            return
        assignment = Assignment.objects.create(
            translation_key=page.translation_key, group=Group.objects.create(name=_free_name(page))
        )
    give_rights(assignment)
    if {user.pk for user in people} == set(assignment.group.user_set.values_list("pk", flat=True)):
        return
    assignment.group.user_set.set(people)
    names = ", ".join(sorted(user.get_full_name() or user.get_username() for user in people))
    log(instance=page.specific, action=LOG_ACTION, user=by, data={"authors": names})


def assign_pages(user, pages: Iterable[Page], among: QuerySet[Page], by=None) -> None:
    """Make this person an author of these pages, and of no others among those that were to be chosen from."""
    wanted = {page.pk for page in pages}
    for page in among:
        authors = list(authors_of(page))
        is_author = user in authors
        if is_author and page.pk not in wanted:
            assign(page, [author for author in authors if author != user], by)
        elif not is_author and page.pk in wanted:
            assign(page, [*authors, user], by)


def give_rights(assignment: Assignment) -> None:
    """The rights of a group on its page in every language, the public's stand-ins for translations included."""
    for page in Page.objects.filter(translation_key=assignment.translation_key):
        give_page_rights(assignment.group, page, RIGHTS)


def ensure_assignments(*_args) -> None:
    """After every migration: rights that are missing are given again, to pages of new languages too."""
    missing = Page.objects.filter(translation_key__in=Assignment.objects.values("translation_key"))
    held = GroupPagePermission.objects.filter(group__assignment__isnull=False, permission__codename__in=RIGHTS)
    for page in missing.exclude(pk__in=held.values("page")):
        page_added(page, created=True)


def page_added(instance, created: bool, raw: bool = False, **_kwargs) -> None:
    """A new translation of a page with authors is theirs as well, and so is one that comes back from the bin."""
    if raw or not created or not isinstance(instance, Page):
        return
    if _types and not isinstance(instance, tuple(_types)) and type(instance) is not Page:
        return
    assignment = Assignment.objects.filter(translation_key=instance.translation_key).select_related("group").first()
    if assignment is not None:
        give_page_rights(assignment.group, instance, RIGHTS)


def _free_name(page: Page) -> str:
    """A name for the group that no other group has."""
    limit = Group._meta.get_field("name").max_length - 8
    name = NAME.format(title=page.draft_title)[:limit]
    taken = set(Group.objects.filter(Q(name=name) | Q(name__startswith=f"{name} (")).values_list("name", flat=True))
    if name not in taken:
        return name
    return next(free for number in range(2, len(taken) + 3) if (free := f"{name} ({number})") not in taken)
