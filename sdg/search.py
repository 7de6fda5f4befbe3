"""Goals as results of the search: they are addresses of the goals overview, no pages of their own."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.search_kinds import Kind, Result, register_kind, register_source
from cms.searching import words
from cms.visibility import listed

from .listing import GoalTile

GOAL = register_kind(
    Kind("goal", gettext_lazy("Goal"), gettext_lazy("Goals"), {"de": "ziel", "fr": "objectif"}, order=30)
)


def fits(terms: list[str], text: str) -> bool:
    """Whether every term begins a word of a text. Numbers must be the whole word: goal 1 is not goal 17."""
    have = words(text)
    return all(any(word == term or (word.startswith(term) and not term.isdecimal()) for word in have) for term in terms)


def find_goals(terms: list[str], request, frame) -> list[Result]:
    """Goals whose number, title or description holds all terms: two queries."""
    from .models import Goal, GoalIndexPage

    overview = listed(GoalIndexPage.objects.filter(locale__language_code=frame.language), request).first()
    if overview is None:  # the goals are not translated, and German ones do not belong here
        return []
    base = overview.get_url(request)
    results = []
    for goal in Goal.objects.filter(locale__language_code=frame.language):
        title = _("Goal %(number)s: %(title)s") % {"number": goal.number, "title": goal.title}
        if fits(terms, f"{title} SDG ODD {goal.description}"):
            url = f"{base}{goal.number}/"
            tile = GoalTile(goal.number, goal.title, url)
            results.append(Result(GOAL, title, url, text=goal.description, goals=[tile]))
    return results


register_source(find_goals)
