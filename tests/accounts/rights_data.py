"""Who may do what, asked of Wagtail itself and written as the tables of docs/rights.md."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import APIToken, Collection, Locale, Page, Site, Task, Workflow
from wagtail.permissions import policy_registry

from cms.accounts.roles import Role, ensure_roles
from cms.desk.models import Term
from cms.inbox import rights as inbox
from cms.office.menu.reading import may_change as may_change_menu
from cms.office.menu.views import sees_menu
from cms.office.models import Banner, Office
from cms.office.words.views import may_write
from cms.teamwork.assignments import assign
from cms.teamwork.views import may_assign
from projects.models import Contact, Partner, UpdatePage
from sdg.models import Goal
from tests.factories import make_project

#: The letters of the tables.
LETTERS = {"A": None, "M": Role.MODERATOR, "E": Role.EDITOR, "T": Role.TRANSLATOR, "R": Role.REVIEWER, "P": Role.AUTHOR}
ACTIONS = {
    "add below": "add_subpage",
    "edit": "edit",
    "publish": "publish",
    "unpublish": "unpublish",
    "move": "move",
    "delete": "delete",
    "lock": "lock",
}
VERBS = ("add", "change", "delete", "choose")
OTHERS = {
    "picture": get_image_model(),
    "document": get_document_model(),
    "goal": Goal,
    "partner": Partner,
    "contact": Contact,
    "term of the glossary": Term,
    "redirect": Redirect,
    "site details": Office,
    "notice": Banner,
    "account": get_user_model(),
    "group": Group,
    "API token": APIToken,
    "workflow": Workflow,
    "step of a workflow": Task,
    "collection": Collection,
    "site": Site,
    "language": Locale,
}


#: Screens that no model stands behind: who sees them, and who changes something there. In: the person and a page.
SCREENS = {
    "inbox": (lambda user, page: inbox.may_see(user), lambda user, page: inbox.may_change(user)),
    "inbox, deleting": (lambda user, page: inbox.may_see(user), lambda user, page: inbox.may_delete(user)),
    "menu and footer": (lambda user, page: sees_menu(user), may_change_menu),
    "site texts and notices in French": (lambda user, page: may_write(user, "fr"),) * 2,
    "authors of projects": (lambda user, page: may_assign(user),) * 2,
}


def people() -> dict[str, object]:
    """One person for each letter."""
    groups = ensure_roles()
    model = get_user_model()
    found = {}
    for letter, role in LETTERS.items():
        if role is None:
            found[letter] = model.objects.create_superuser(f"person-{letter}")
        else:
            found[letter] = model.objects.create_user(f"person-{letter}")
            found[letter].groups.add(groups[role])
    return found


def add_update(parent: Page, title: str, owner=None, live: bool = True) -> Page:
    page = UpdatePage(title=title, locale=parent.locale, owner=owner, live=live)
    parent.add_child(instance=page)
    return page


def make_world(site, persons) -> SimpleNamespace:
    """Every page type in both languages, with the author assigned to one project in both."""
    german = make_project(site.de, "Zugewiesen")
    french = make_project(site.fr, "Attribué", translation_key=german.translation_key)
    assign(german, [persons["P"]])
    world = SimpleNamespace(rows={}, german=german)
    for name, part, project in (("German", site.de, german), ("French", site.fr, french)):
        other = make_project(part, "Anderes", slug="anderes")
        rows = {
            "home page": part.home,
            "project list": part.projects,
            "project, assigned": project,
            "project, other": other,
            "report of the author, draft": add_update(project, "Eigener Entwurf", persons["P"], live=False),
            "report of the author, published": add_update(project, "Eigener Bericht", persons["P"]),
            "report of somebody else, draft": add_update(project, "Fremder Entwurf", live=False),
            "report of somebody else, published": add_update(project, "Fremder Bericht"),
            "goals overview": part.goals,
            "content page": part.content,
            "contact page": part.contact,
            "accessibility statement": part.accessibility,
            "barrier report": part.barrier_report,
        }
        world.rows[name] = {label: Page.objects.get(pk=page.pk).specific for label, page in rows.items()}
    return world


def _cell(allowed: list[str]) -> str:
    return " ".join(allowed) or "–"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def fresh(persons) -> dict[str, object]:
    """The same people without what Wagtail remembers of their rights."""
    return {letter: get_user_model().objects.get(pk=person.pk) for letter, person in persons.items()}


def page_table(rows: dict[str, Page], persons) -> str:
    """One line for each page type, one column for each action."""
    persons = fresh(persons)
    lines = []
    for label, page in rows.items():
        cells = [
            _cell([letter for letter, user in persons.items() if _may(page, user, check)]) for check in ACTIONS.values()
        ]
        lines.append([label, *cells])
    return _table(["page", *ACTIONS], lines)


def _may(page: Page, user, check: str) -> bool:
    return getattr(page.permissions_for_user(user), f"can_{check}")()


def screen_table(world, persons) -> str:
    """The screens of the office that are neither pages nor rows of one model."""
    persons, page = fresh(persons), world.rows["German"]["content page"]
    lines = [
        [label, *(_cell([letter for letter, user in persons.items() if may(user, page)]) for may in checks)]
        for label, checks in SCREENS.items()
    ]
    return _table(["screen", "see", "change"], lines)


def other_table(persons) -> str:
    """Everything that is no page: who may add, change, delete and choose at all, and one's own files."""
    persons = fresh(persons)
    lines = []
    for label, model in OTHERS.items():
        policy = policy_registry.get_by_type(model)
        verbs = [
            [letter for letter, user in persons.items() if policy.user_has_permission(user, verb)] for verb in VERBS
        ]
        lines.append([label, *map(_cell, verbs)])
    owner = persons["P"]
    files = {
        "picture of the author": get_image_model().objects.create(
            title="Eigenes", file=get_test_image_file(), uploaded_by_user=owner
        ),
        "picture of somebody else": get_image_model().objects.create(title="Fremdes", file=get_test_image_file()),
    }
    for label, row in files.items():
        policy = policy_registry.get_by_type(type(row))
        cells = [
            _cell([x for x, user in persons.items() if policy.user_has_permission_for_instance(user, verb, row)])
            for verb in ("change", "delete", "choose")
        ]
        lines.append([label, "", *cells])
    return _table(["", *VERBS], lines)
