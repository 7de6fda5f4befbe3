"""The roles of the site as groups with rights, set up again whenever something is missing.

Administrators are superusers and need no group. Rights on snippets are named by the apps that
own them (`register_rights`), so that this module knows none of them. Translating and reviewing
are roles for each language with a home page of its own: a language that is added gets its groups
by the same way as French (`cms.accounts.languages`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language_info
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site, Task, Workflow


class Role(StrEnum):
    """The roles, named as the groups are in the admin."""

    MODERATOR = "Moderation"
    EDITOR = "Redaktion"
    TRANSLATOR = "Übersetzung (Französisch)"
    REVIEWER = "Prüfung (Französisch)"
    #: Somebody of a partner organisation, who reports from projects (cms.teamwork.assignments).
    AUTHOR = "Autorenschaft (Partner)"


#: Those who work for the site as a whole. Authors are guests: they get nothing but what is named for them.
INSIDERS = (Role.MODERATOR, Role.EDITOR, Role.TRANSLATOR, Role.REVIEWER)


#: The groups that Wagtail's first migration makes are taken over under our names.
STOCK_NAMES = {"Moderators": Role.MODERATOR, "Editors": Role.EDITOR}
#: The workflow and its step from the same migration; their names stand on a button.
STOCK_WORKFLOW = {
    ("Moderators approval", Workflow): "Freigabe durch die Moderation",
    ("Moderators approval", Task): "Prüfung durch die Moderation",
}
#: The two roles that there are once for each language, as their groups are named.
LANGUAGE_ROLES = {Role.TRANSLATOR: "Übersetzung ({language})", Role.REVIEWER: "Prüfung ({language})"}
#: The language that the two members of `Role` stand for.
ROLE_LANGUAGE = "fr"

EDITING = ("add_page", "change_page", "publish_page")
LOCKING = ("lock_page", "unlock_page")
MEDIA = tuple(
    f"{app}.{action}_{model}"
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
)
CHOOSING = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
#: Who may add may change and delete what he or she has added, in Wagtail.
OWN_MEDIA = (*CHOOSING, "wagtailimages.add_image", "wagtaildocs.add_document")
#: role → rights on the root collection, that is on all images and documents.
COLLECTION_RIGHTS: dict[Role, tuple[str, ...]] = {
    Role.EDITOR: MEDIA,
    Role.MODERATOR: MEDIA,
    Role.TRANSLATOR: CHOOSING,
    Role.REVIEWER: CHOOSING,
    Role.AUTHOR: OWN_MEDIA,
}
ADMIN = "wagtailadmin.access_admin"
_model_rights: dict[Role, set[str]] = defaultdict(set)
_steps: dict[str, Callable[[dict[Role, Group], dict[str, Page]], None]] = {}


def register_rights(roles: tuple[Role, ...], *rights: str) -> None:
    """Apps give roles rights on their models. In: roles, and rights such as ``projects.change_partner``.

    What translators and reviewers of French get, those of every other language get as well.
    """
    for role in roles:
        _model_rights[role].update(rights)


def register_step(name: str, step: Callable[[dict[Role, Group], dict[str, Page]], None]) -> None:
    """Apps take part in setting the roles up. In: a function of the groups and the home pages, done each time."""
    _steps[name] = step


def homes() -> dict[str, Page]:
    """The home page of each language of the default site, that of its main language first."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page__locale").first()
    if site is None:
        return {}
    root = site.root_page
    pages = root.get_translations().select_related("locale").order_by("locale_id")
    return {page.locale.language_code: page for page in (root, *pages)}


def group_name(role: Role, language: str) -> str:
    """How the group of a role for one language is called: with the language's name in German."""
    if language == ROLE_LANGUAGE:
        return str(role)
    return LANGUAGE_ROLES[role].format(language=language_name(language))


def language_name(language: str) -> str:
    """The German name of a language; its code if there is no name for it."""
    try:
        with translation.override("de"):
            return str(get_language_info(language)["name_translated"])
    except KeyError:
        return language


def page_rights(role: Role, is_source: bool) -> tuple[str, ...]:
    """The rights of a role on a home page. In: whether it is the one that is translated from."""
    if role is Role.MODERATOR:
        return (*EDITING, "bulk_delete_page", *LOCKING)
    if role is Role.EDITOR:
        editing = EDITING[:-1] if settings.EDITORS_NEED_REVIEW else EDITING
        return editing if is_source else ()
    if is_source or role is Role.AUTHOR:
        return ()
    if role is Role.REVIEWER:
        return ("change_page", "publish_page", *LOCKING)
    return ("change_page",) if settings.TRANSLATIONS_NEED_REVIEW else ("change_page", "publish_page")


def roles_are_missing() -> bool:
    """Whether a group is not there, so that the roles have to be set up."""
    return Group.objects.filter(name__in=list(Role)).count() < len(Role)


@transaction.atomic
def ensure_roles() -> dict[Role, Group]:
    """All groups with at least their rights, and the groups and workflow of every language.

    What an administrator has added stays, but for rights on the root page: those cover all
    languages, and Wagtail's first migration gives them. Where translations need review, the
    translators' right to publish is taken back; where editors do, theirs on the home page.
    Rights on pages need the home pages; without them the groups are made and the rest follows
    with the content. Apps then do what they have registered. Out: the groups of `Role`.
    """
    from .languages import ensure_language

    for name, role in STOCK_NAMES.items():
        if not Group.objects.filter(name=role).exists():
            Group.objects.filter(name=name).update(name=role)
    for (name, model), own in STOCK_WORKFLOW.items():
        model.objects.filter(name=name).update(name=own)
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in Role}
    for role, group in groups.items():
        give_general_rights(group, role)
    pages = homes()
    for position, (language, page) in enumerate(pages.items()):
        is_source = position == 0
        for role in (Role.EDITOR, Role.MODERATOR):
            give_page_rights(groups[role], page, page_rights(role, is_source))
        if not is_source:
            ensure_language(language, page)
        elif settings.EDITORS_NEED_REVIEW:
            # On the home page only: what an administrator has given them on a part of the site stays.
            GroupPagePermission.objects.filter(
                group=groups[Role.EDITOR], page=page, permission__codename="publish_page"
            ).delete()
    if pages:
        GroupPagePermission.objects.filter(group__in=groups.values(), page__depth=1).delete()
    for step in _steps.values():
        step(groups, pages)
    return groups


def give_general_rights(group: Group, role: Role) -> None:
    """Entry to the admin, rights on snippets, and on images and documents."""
    names = {ADMIN, *_model_rights[role]}
    group.permissions.add(*permissions(names))
    root = Collection.get_first_root_node()
    for permission in permissions(COLLECTION_RIGHTS[role]):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def give_page_rights(group: Group, page: Page, codenames: tuple[str, ...]) -> None:
    """Rights on a page and all below it."""
    for permission in permissions(tuple(f"wagtailcore.{name}" for name in codenames)):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def permissions(names: set[str] | tuple[str, ...]) -> list[Permission]:
    """Permission rows for names such as ``projects.change_partner``. Raises LookupError for an unknown one."""
    rows = Permission.objects.filter(codename__in={name.partition(".")[2] for name in names}).select_related(
        "content_type"
    )
    found = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    if missing := set(names) - set(found):
        raise LookupError(f"There are no such permissions: {', '.join(sorted(missing))}")
    return [found[name] for name in names]
