"""Tiles and links of the goals, and the door through which layers above add their content.

The goals know nothing of projects. A layer above registers a `GoalContent`, and the goal
pages show what it counts and lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class GoalContent(Protocol):
    """What a layer above offers about goals."""

    def counts(self, language: str, request) -> dict[int, int]:
        """How many public entries each goal has in a language: number → count."""

    def context(self, number: int, request, frame) -> dict:
        """Template variables for the page of one goal; how many entries there are comes from ``counts``."""


_provider: GoalContent | None = None


def register_goal_content(provider: GoalContent) -> None:
    """Let a layer above say what belongs to a goal."""
    global _provider
    _provider = provider


def goal_counts(language: str, request) -> dict[int, int]:
    return _provider.counts(language, request) if _provider else {}


def goal_content(number: int, request, frame) -> dict:
    return _provider.context(number, request, frame) if _provider else {}


@dataclass
class GoalTile:
    number: int
    title: str
    url: str
    count: int | None = None  # None: not counted, so nothing is said of it
    is_current: bool = False
    is_main: bool = False
    target: str = ""
    reason: str = ""


def goal_tiles(model, language: str, request, base_url: str, current: int | None = None) -> list[GoalTile]:
    """All goals of a language with the number of their entries: two queries."""
    counts = goal_counts(language, request)
    return [
        GoalTile(
            goal.number,
            goal.title,
            f"{base_url}{goal.number}/" if base_url else "",
            counts.get(goal.number, 0),
            goal.number == current,
        )
        for goal in model.objects.filter(locale__language_code=language)
    ]


def goal_links(goals: dict, number: int, base_url: str) -> dict:
    """The goals before and after one, round the corner: ``{"previous": GoalTile, "next": GoalTile}``."""
    numbers = sorted(goals)
    position = numbers.index(number)

    def tile(other: int) -> GoalTile:
        return GoalTile(other, goals[other].title, f"{base_url}{other}/")

    return {"previous": tile(numbers[position - 1]), "next": tile(numbers[(position + 1) % len(numbers)])}


def goal_suffixes() -> dict[str, list[str]]:
    """The addresses of single goals below the overview, by language: one query, for the sitemap."""
    from .models import Goal

    found: dict[str, list[str]] = {}
    for language, number in Goal.objects.values_list("locale__language_code", "number").order_by("number"):
        found.setdefault(language, []).append(f"{number}/")
    return found
