"""Projects and their updates in the search."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.search_kinds import Kind, register_kind
from sdg.listing import GoalTile

from .countries import COUNTRY_NAMES


def goals_of(pages: list, frame) -> dict[int, list[GoalTile]]:
    """Confirmed goals of the projects of one result page: one query."""
    from .models import ProjectGoal

    base = frame.place_urls.get("goals", "")
    found: dict[int, dict[int, GoalTile]] = {}
    rows = ProjectGoal.objects.filter(page_id__in=[page.pk for page in pages], is_confirmed=True)
    for row in rows.select_related("goal").order_by("-is_main", "sort_order"):
        url = f"{base}{row.goal.number}/" if base else ""
        tile = GoalTile(row.goal.number, row.goal.title, url, is_main=row.is_main)
        found.setdefault(row.page_id, {}).setdefault(row.goal.number, tile)
    return {pk: list(tiles.values()) for pk, tiles in found.items()}


register_kind(
    Kind(
        "project",
        _("Project"),
        _("Projects"),
        {"de": "projekt", "fr": "projet"},
        models=("projects.projectpage",),
        order=10,
        goals=goals_of,
    )
)
register_kind(
    Kind(
        "update",
        pgettext_lazy("kind of page", "Update"),
        pgettext_lazy("kind of page", "Updates"),
        {"de": "meldung", "fr": "actualite"},
        models=("projects.updatepage",),
        order=20,
        date_of=lambda page: page.date,
    )
)


def search_extras(page) -> str:
    """Place, country, years, goals and partners of a project, in its own language: words people search for."""
    years = [day.year for day in (page.starts, page.ends) if day]
    with translation.override(page.language):
        country = str(COUNTRY_NAMES.get(page.country, ""))
    parts = [page.place, page.region, country]
    parts += [str(year) for year in range(min(years), max(years) + 1)] if years else []
    parts += [row.goal.title for row in page.goals.all() if row.is_confirmed]
    parts += [row.partner.name for row in page.partners.all()]
    return " ".join(part for part in parts if part)
