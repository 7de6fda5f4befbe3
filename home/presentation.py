"""The context of the home page: figures, timeline, projects, goals."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from cms.visibility import listed
from projects.cards import ProjectCard, build_cards
from projects.models import ProjectPage
from projects.status import Status, status_q, today
from sdg.listing import goal_tiles
from sdg.models import Goal

#: How many projects of each status the home page shows; the list has all of them.
PROJECTS_SHOWN = {Status.CURRENT: 4, Status.PLANNED: 2, Status.PAST: 6}
YEARS_SHOWN = 12
YEARS_AHEAD = 5


@dataclass
class Row:
    card: ProjectCard
    short_title: str
    x: float
    width: float


@dataclass
class Timeline:
    """Projects as threads over the years; lengths are in years from the first year shown."""

    years: list[int]
    rows: list[Row]
    this_year: int | None = None


def timeline_of(cards: list[ProjectCard]) -> Timeline | None:
    """Threads for cards with a first year, oldest first; an open end runs to the last year shown."""
    dated = [card for card in cards if card.years_start]
    if not dated:
        return None
    now = today().year
    last = max(max(card.years_end or now, card.years_start) for card in dated)
    # An end far ahead must not push the present out of sight.
    last = min(last, now + YEARS_AHEAD)
    first = max(min(card.years_start for card in dated), last - YEARS_SHOWN + 1)
    rows = []
    for card in sorted(dated, key=lambda card: (card.years_start, card.years_end or last, card.title)):
        start = max(card.years_start, first)
        end = min(max(card.years_end or last, card.years_start), last)
        if end < start:
            continue
        x, width = start - first, end - start + 1
        rows.append(Row(card, card.short_title, x, width))
    years = list(range(first, last + 1))
    return Timeline(years, rows, years.index(now) if now in years else None)


def home_context(page, request, frame, needs) -> dict:
    """Template variables of the home page: six queries, whatever the number of projects."""
    language = frame.content_language
    everything = listed(ProjectPage.objects.filter(locale__language_code=language), request)
    numbers = everything.aggregate(
        total=Count("pk"), current=Count("pk", filter=status_q(Status.CURRENT)), first=Min("start_year")
    )
    cards = build_cards(everything.some_of_each(PROJECTS_SHOWN), request, frame, pictures=True)
    tiles = goal_tiles(Goal, language, request, frame.place_urls.get("goals", ""))
    figures = [
        {"value": numbers["first"], "label": _("Beginning")},
        {"value": numbers["total"], "label": _("Projects")},
        {"value": numbers["current"], "label": _("running now")},
        {"value": sum(1 for tile in tiles if tile.count), "label": _("Goals")},
    ]

    def with_status(status: Status) -> list[ProjectCard]:
        return [card for card in cards if card.status == status]

    return {
        "figures": [figure for figure in figures if figure["value"]],
        "timeline": timeline_of(cards),
        "current_projects": with_status(Status.CURRENT),
        "planned_projects": with_status(Status.PLANNED),
        "past_projects": with_status(Status.PAST),
        "more_projects_url": frame.place_urls.get("projects", "") if numbers["total"] > len(cards) else "",
        "list_heading": page.list_heading,
        "list_intro": page.list_intro,
        "goals": tiles,
    }
