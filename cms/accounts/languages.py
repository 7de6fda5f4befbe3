"""The groups and the workflow that a language gets once it has a home page."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import DatabaseError, connections, transaction
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from .roles import (
    LANGUAGE_ROLES,
    Role,
    ensure_roles,
    give_general_rights,
    give_page_rights,
    group_name,
    homes,
    language_name,
    page_rights,
)

logger = logging.getLogger(__name__)

WORKFLOW = "Freigabe der Übersetzungen ({language})"
TASK = "Prüfung der Übersetzungen ({language})"
#: Without these there is nothing to give rights on yet.
TABLES = frozenset({"auth_group", "wagtailcore_page", "wagtailcore_site", "wagtailcore_workflow", "accounts_user"})


def ensure_language(language: str, page: Page) -> dict[Role, Group]:
    """Translators and reviewers of a language, with their rights on its pages, and the workflow between them.

    In: the language's code and its home page. Out: both groups.
    """
    groups = {}
    for role in LANGUAGE_ROLES:
        group = groups[role] = Group.objects.get_or_create(name=group_name(role, language))[0]
        give_general_rights(group, role)
        give_page_rights(group, page, page_rights(role, is_source=False))
    if settings.TRANSLATIONS_NEED_REVIEW:
        GroupPagePermission.objects.filter(
            group=groups[Role.TRANSLATOR], page__path__startswith=page.path, permission__codename="publish_page"
        ).delete()
    _ensure_workflow(language, page, [groups[Role.REVIEWER], Group.objects.get(name=Role.MODERATOR)])
    return groups


def _ensure_workflow(language: str, page: Page, approvers: list[Group]) -> None:
    """Reviewers approve what is submitted below the home page, and moderators, who can publish there as well.

    Nobody what he or she has submitted. A workflow that somebody has set there stays.
    """
    from cms.teamwork.models import SecondPersonTask

    name = WORKFLOW.format(language=language_name(language))
    workflow, created = Workflow.objects.get_or_create(name=name)
    if created:
        task = SecondPersonTask.objects.create(name=TASK.format(language=language_name(language)))
        task.groups.add(*approvers)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    if not WorkflowPage.objects.filter(page=page).exists():
        WorkflowPage.objects.create(workflow=workflow, page=page)


def set_up_after_migrate(using: str = "default", **_kwargs) -> None:
    """Give all roles their rights once the tables are there. Leaves a half-migrated database alone."""
    connection = connections[using]
    if using != "default" or not set(connection.introspection.table_names()) >= TABLES:
        return
    try:
        with transaction.atomic(using=using):
            ensure_roles()
    except (DatabaseError, LookupError) as error:
        # A database on its way to an older or newer state: the next complete `migrate` does it.
        logger.warning("The rights of the roles were not set up: %s", error)


def home_page_added(instance, created: bool, raw: bool = False, **_kwargs) -> None:
    """A language gets its groups when its home page is made."""
    if raw or not created or not isinstance(instance, Page) or instance.depth != 2:
        return
    pages = homes()
    if instance.pk in [page.pk for page in list(pages.values())[1:]]:
        ensure_roles()
