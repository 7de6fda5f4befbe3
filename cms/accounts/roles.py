"""The roles of the site as groups with rights, set up again whenever something is missing.

Administrators are superusers and need no group. Rights on snippets are named by the apps that
own them (`register_rights`), so that this module knows none of them.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site, Task, Workflow


class Role(StrEnum):
    """The roles, named as the groups are in the admin."""

    MODERATOR = "Moderation"
    EDITOR = "Redaktion"
    TRANSLATOR = "Übersetzung (Französisch)"


#: The groups that Wagtail's first migration makes are taken over under our names.
STOCK_NAMES = {"Moderators": Role.MODERATOR, "Editors": Role.EDITOR}
#: The workflow and its step from the same migration; their names stand on a button.
STOCK_WORKFLOW = {
    ("Moderators approval", Workflow): "Freigabe durch die Moderation",
    ("Moderators approval", Task): "Prüfung durch die Moderation",
}

EDITING = ("add_page", "change_page", "publish_page")
#: role → (language of the tree, rights on its pages).
PAGE_RIGHTS: dict[Role, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Role.EDITOR: (("de", EDITING),),
    Role.MODERATOR: tuple((code, (*EDITING, "bulk_delete_page", "lock_page", "unlock_page")) for code in ("de", "fr")),
    Role.TRANSLATOR: (("fr", ("change_page", "publish_page")),),
}
MEDIA = tuple(
    f"{app}.{action}_{model}"
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
)
#: role → rights on the root collection, that is on all images and documents.
COLLECTION_RIGHTS: dict[Role, tuple[str, ...]] = {
    Role.EDITOR: MEDIA,
    Role.MODERATOR: MEDIA,
    Role.TRANSLATOR: ("wagtailimages.choose_image", "wagtaildocs.choose_document"),
}
ADMIN = "wagtailadmin.access_admin"
_model_rights: dict[Role, set[str]] = defaultdict(set)


def register_rights(roles: tuple[Role, ...], *rights: str) -> None:
    """Apps give roles rights on their models. In: roles, and rights such as ``projects.change_partner``."""
    for role in roles:
        _model_rights[role].update(rights)


def homes() -> dict[str, Page]:
    """The home page of each language of the default site."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return {}
    pages = site.root_page.get_translations(inclusive=True).select_related("locale")
    return {page.locale.language_code: page for page in pages}


def roles_are_missing() -> bool:
    """Whether a group is not there, so that the roles have to be set up."""
    return Group.objects.filter(name__in=list(Role)).count() < len(Role)


@transaction.atomic
def ensure_roles() -> dict[Role, Group]:
    """All groups with at least their rights. What an administrator has added stays, but for rights on the root page:
    those cover all languages, and Wagtail's first migration gives them.

    Rights on pages need the home pages; without them the groups are made and the rest follows
    with the content.
    """
    for name, role in STOCK_NAMES.items():
        if not Group.objects.filter(name=role).exists():
            Group.objects.filter(name=name).update(name=role)
    for (name, model), own in STOCK_WORKFLOW.items():
        model.objects.filter(name=name).update(name=own)
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in Role}
    pages = homes()
    for role, group in groups.items():
        _ensure_model_rights(group, {ADMIN, *_model_rights[role]})
        _ensure_page_rights(group, role, pages)
        _ensure_collection_rights(group, role)
    return groups


def permissions(names: set[str] | tuple[str, ...]) -> list[Permission]:
    """Permission rows for names such as ``projects.change_partner``. Raises LookupError for an unknown one."""
    rows = Permission.objects.filter(codename__in={name.partition(".")[2] for name in names}).select_related(
        "content_type"
    )
    found = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    if missing := set(names) - set(found):
        raise LookupError(f"There are no such permissions: {', '.join(sorted(missing))}")
    return [found[name] for name in names]


def _ensure_model_rights(group: Group, names: set[str]) -> None:
    group.permissions.add(*permissions(names))


def _ensure_page_rights(group: Group, role: Role, pages: dict[str, Page]) -> None:
    """Rights on the home pages. What Wagtail's migration gave on the root is taken back: it covers all languages."""
    for language, codenames in PAGE_RIGHTS[role]:
        page = pages.get(language)
        if page is None:
            continue
        for permission in permissions(tuple(f"wagtailcore.{name}" for name in codenames)):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    if pages:
        GroupPagePermission.objects.filter(group=group, page__depth=1).delete()


def _ensure_collection_rights(group: Group, role: Role) -> None:
    root = Collection.get_first_root_node()
    for permission in permissions(COLLECTION_RIGHTS[role]):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
