"""What the goal pages show of projects."""

from django.db.models import Count

from cms.visibility import listed

from .cards import build_cards
from .models import ProjectPage

CARDS_ON_GOAL_PAGE = 12


class ProjectGoalContent:
    """Counts and lists projects for goals (see `sdg.listing.GoalContent`)."""

    def counts(self, language: str, request) -> dict[int, int]:
        rows = (
            listed(ProjectPage.objects.filter(locale__language_code=language, goals__is_confirmed=True), request)
            .values_list("goals__goal__number")
            .annotate(total=Count("pk", distinct=True))
            .order_by()
        )
        return dict(rows)

    def context(self, number: int, request, frame) -> dict:
        projects = ProjectPage.objects.filter(locale__language_code=frame.language).for_goal(number)
        projects = listed(projects, request).latest_first()
        index_url = frame.place_urls.get("projects", "")
        cards = build_cards(projects[: CARDS_ON_GOAL_PAGE + 1], request, frame)
        more = len(cards) > CARDS_ON_GOAL_PAGE
        return {
            "cards": cards[:CARDS_ON_GOAL_PAGE],
            "more_projects_url": f"{index_url}?ziel={number}" if more and index_url else "",
        }
