"""Projects as plain data for lists: one query for projects, one for their goals, one for pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.frame import Frame, text_language
from cms.media.pictures import Picture, PictureSet
from sdg.listing import GoalTile

from .countries import COUNTRY_NAMES
from .models import ProjectGoal, ProjectPage
from .status import Status, today

EN_DASH = "\N{EN DASH}"
#: A list shows pictures with its first projects only: each costs as much as a card's text, and a page
#: has a weight to keep (house.md, "Budgets").
MOST_PICTURES = 10


@dataclass
class ProjectCard:
    pk: int
    url: str
    title: str
    teaser: str
    years: str
    years_start: int | None
    years_end: int | None
    date_start: str
    date_end: str
    place: str
    country: str
    status: str
    status_label: str
    goals: list[GoalTile] = field(default_factory=list)
    picture: Picture | None = None
    language: str = ""
    short_title: str = ""
    progress: float | None = None


def years_text(start: int | None, end: int | None) -> str:
    """A period in words: ``2018``, ``2025–2027``, ``since 2026`` or ``from 2030`` (open end), or nothing."""
    if start is None:
        return ""
    if end is None:
        return (_("from %(year)s") if start > today().year else _("since %(year)s")) % {"year": start}
    return str(start) if start == end else f"{start}{EN_DASH}{end}"


def period_text(page: ProjectPage) -> str:
    """The period as exactly as it is known, in the active language."""
    if not (page.start_date or page.end_date):
        return years_text(page.start_year, page.end_year)
    start = date_format(page.start_date, "DATE_FORMAT") if page.start_date else str(page.start_year or "")
    if not page.ends:
        return (_("from %(date)s") if page.starts and page.starts > today() else _("since %(date)s")) % {"date": start}
    end = date_format(page.end_date, "DATE_FORMAT") if page.end_date else str(page.end_year)
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def status_label(status: Status) -> str:
    """The status as a reader sees it."""
    return str(Status(status).label)


def progress_of(page: ProjectPage, on: date | None = None) -> float | None:
    """How far a current project with an end has come in time, between 0 and 1."""
    if page.status != Status.CURRENT or not (page.starts and page.ends):
        return None
    whole = (page.ends - page.starts).days + 1
    return round(((on or today()) - page.starts).days / whole, 3)


def goal_tiles_of(page: ProjectPage, goals_url: str, confirmed: bool = True) -> list[GoalTile]:
    """The goals of a project, main ones first in their order, each goal once."""
    tiles: dict[int, GoalTile] = {}
    # Lists have read the goals of all their projects together; a preview's are in memory.
    is_read = "goals" in getattr(page, "_prefetched_objects_cache", {})
    found = page.goals.all() if is_read else page.goals.select_related("goal")
    rows = [row for row in found if row.is_confirmed == confirmed]
    for row in sorted(rows, key=lambda row: not row.is_main):
        number = row.goal.number
        if number not in tiles:
            tiles[number] = GoalTile(
                number,
                row.goal.title,
                f"{goals_url}{number}/" if goals_url else "",
                is_main=row.is_main,
                target=row.target,
                reason=row.reason,
            )
    return list(tiles.values())


def with_goals(projects: QuerySet) -> QuerySet:
    """Projects with what a card shows: goals in one query, heavy text left in the database."""
    return (
        projects.select_related("locale", "alias_of__locale", "lead_image")
        .defer("body", "results")
        .prefetch_related(Prefetch("goals", ProjectGoal.objects.select_related("goal").order_by("sort_order")))
    )


def card_of(page: ProjectPage, request, frame: Frame, pictures: PictureSet | None = None) -> ProjectCard:
    """One card. The page's goals must be loaded, otherwise they cost a query."""
    written_in = text_language(page)
    return ProjectCard(
        pk=page.pk,
        url=page.get_url(request) or "",
        title=page.title,
        teaser=page.teaser,
        years=years_text(page.start_year, page.end_year),
        years_start=page.start_year,
        years_end=page.end_year,
        date_start=page.starts.isoformat() if page.starts else "",
        date_end=page.ends.isoformat() if page.ends else "",
        place=page.place_name,
        country=str(COUNTRY_NAMES.get(page.country, "")),
        status=page.status.value,
        status_label=status_label(page.status),
        goals=goal_tiles_of(page, frame.place_urls.get("goals", "")),
        picture=pictures.picture(page.lead_image, "card", alt="" if page.lead_image_decorative else page.lead_image_alt)
        if pictures
        else None,
        language="" if written_in == frame.content_language else written_in,
        short_title=page.short_title or page.title,
        progress=progress_of(page),
    )


def build_cards(projects: QuerySet | Iterable[ProjectPage], request, frame: Frame, pictures: bool = False) -> list:
    """Cards for a queryset of projects: two queries, three with pictures (of the first current projects only)."""
    pages = list(with_goals(projects) if isinstance(projects, QuerySet) else projects)
    chosen = PictureSet()
    pictured = [page for page in pages if pictures and page.status == Status.CURRENT][:MOST_PICTURES]
    for page in pictured:
        chosen.want(page.lead_image, "card")
    chosen.load()
    return [card_of(page, request, frame, chosen if page in pictured else None) for page in pages]
