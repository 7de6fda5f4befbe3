"""Makes a small site, and as many projects as a test wants."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail.search.backends import get_search_backend

from home.models import AccessibilityPage, BarrierReportPage, ContactPage, ContentPage, HomePage, Purpose
from projects.models import ProjectGoal, ProjectIndexPage, ProjectPage
from sdg.models import Goal, GoalIndexPage

from .snapshots import remembered

GOAL_TITLES = {number: f"Ziel {number}" for number in range(1, 18)}


def make_goals(locale: Locale, title: str = "Ziel {number}", like: dict[int, Goal] | None = None) -> dict[int, Goal]:
    """All 17 goals in one language. In: those of another language whose translations they are."""
    goals = [
        Goal(number=number, title=title.format(number=number), colour="#19486A", locale=locale)
        for number in range(1, 18)
    ]
    for goal in goals if like else ():
        goal.translation_key = like[goal.number].translation_key
    return {goal.number: goal for goal in Goal.objects.bulk_create(goals)}


def publish(parent: Page, page: Page) -> Page:
    """Add a page below a parent and publish it the way the admin does."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def add_live(parent: Page, page: Page) -> Page:
    """Add a live page without revision: much faster, for what tests only read."""
    page.last_published_at = page.first_published_at = timezone.now()
    parent.add_child(instance=page)
    return page


@remembered
def make_site(languages: tuple[str, ...] = ("de", "fr")) -> SimpleNamespace:
    """A home page with list, goals and fixed pages for each language; German first, French own pages.

    Out: ``site.de`` and ``site.fr``, each with ``home``, ``projects``, ``goals``, ``content``, ``goal_by_number``.
    """
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for child in root.get_children():
        child.delete()
    root.refresh_from_db()
    site = SimpleNamespace(root=root)
    keys: dict[str, object] = {}
    for language in languages:
        locale, _created = Locale.objects.get_or_create(language_code=language)
        part = SimpleNamespace(locale=locale)

        def page(model, name, title, slug, parent, locale=locale, **values):
            made = model(title=title, slug=slug, locale=locale, **values)
            if name in keys:
                made.translation_key = keys[name]
            add_live(parent, made)
            keys[name] = made.translation_key
            return made

        german = language == "de"
        first = getattr(site, "de", None)
        part.goal_by_number = make_goals(
            locale, "Ziel {number}" if german else "Objectif {number}", like=first and first.goal_by_number
        )
        part.home = page(HomePage, "home", "Zusammenarbeit" if german else "Coopération", f"home-{language}", root)
        part.projects = page(
            ProjectIndexPage,
            "projects",
            "Projekte" if german else "Projets",
            "projekte" if german else "projets",
            part.home,
            show_in_menus=True,
        )
        part.goals = page(
            GoalIndexPage,
            "goals",
            "Ziele" if german else "Objectifs",
            "ziele" if german else "objectifs",
            part.home,
            show_in_menus=True,
        )
        part.content = page(
            ContentPage,
            "content",
            "Relevanz" if german else "Pertinence",
            "relevanz" if german else "pertinence",
            part.home,
            show_in_menus=True,
        )
        part.contact = page(
            ContactPage, "contact", "Kontakt" if german else "Contact", "kontakt" if german else "contact", part.home
        )
        part.imprint = page(
            ContentPage,
            "imprint",
            "Impressum" if german else "Mentions légales",
            "impressum" if german else "mentions-legales",
            part.home,
            purpose=Purpose.IMPRINT,
        )
        part.accessibility = page(
            AccessibilityPage,
            "accessibility",
            "Barrierefreiheit" if german else "Accessibilité",
            "barrierefreiheit" if german else "accessibilite",
            part.home,
        )
        part.barrier_report = page(
            BarrierReportPage,
            "barrier",
            "Barriere melden" if german else "Signaler un obstacle",
            "barriere-melden" if german else "signaler-un-obstacle",
            part.accessibility,
        )
        setattr(site, language, part)
    site.site = Site.objects.create(hostname="testserver", port=80, root_page=site.de.home, is_default_site=True)
    Site.clear_site_root_paths_cache()
    return site


def make_project(part: SimpleNamespace, title: str = "Ein Projekt", goals: tuple[int, ...] = (3,), **values):
    """One published project below the list of a language.

    In: ``site.de`` or ``site.fr``; numbers of goals, the first one is the main one; any field of ProjectPage.
    """
    values = {"start_year": 2025, "end_year": 2027, "country": "CI", "region": "La Mé", "teaser": "Kurz.", **values}
    page = ProjectPage(title=title, locale=part.locale, **values)
    page.goals = [
        ProjectGoal(goal=part.goal_by_number[number], is_main=position == 0, locale=part.locale, sort_order=position)
        for position, number in enumerate(goals)
    ]
    return publish(part.projects, page)


def make_projects(part: SimpleNamespace, number: int) -> None:
    """Many published projects, written in a handful of queries: for query ceilings, lists and benchmarks."""
    parent = part.projects
    parent.refresh_from_db()
    first = parent.numchild
    content_type = ContentType.objects.get_for_model(ProjectPage)
    projects = []
    for position in range(first, first + number):
        slug = f"projekt-{position}"
        project = ProjectPage(
            title=f"Projekt {position}",
            draft_title=f"Projekt {position}",
            slug=slug,
            locale=part.locale,
            teaser=f"Projekt Nummer {position}.",
            start_year=2018 + position % 9,
            end_year=2018 + position % 9 + position % 3,
            country="CI",
            region="La Mé",
            live=True,
            path=Page._get_path(parent.path, parent.depth + 1, position + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{slug}/",
            content_type=content_type,
            first_published_at=timezone.now(),
            last_published_at=timezone.now(),
        )
        projects.append(project)
    # Django writes no rows of an inherited model in bulk, so the two tables are filled one after the other.
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create([Page(**{name: getattr(p, name) for name in shared}) for p in projects], 200)
    for project, row in zip(projects, rows, strict=True):
        project.pk = project.id = row.pk
    own = ProjectPage._meta.local_concrete_fields
    for start in range(0, number, 200):
        ProjectPage._base_manager._insert(projects[start : start + 200], fields=own, using=connection.alias)
    ProjectGoal.objects.bulk_create(
        [
            ProjectGoal(
                page=project, goal=part.goal_by_number[n % 17 + 1], is_main=True, locale=part.locale, sort_order=0
            )
            for n, project in enumerate(projects, first)
        ],
        200,
    )
    Page.objects.filter(pk=parent.pk).update(numchild=first + number)
    parent.refresh_from_db()
    index = get_search_backend().get_index_for_model(ProjectPage)
    for start in range(0, number, 200):
        chosen = ProjectPage.objects.filter(pk__in=[project.pk for project in projects[start : start + 200]])
        index.add_items(ProjectPage, chosen.select_related("locale").prefetch_related("goals__goal", "partners"))
