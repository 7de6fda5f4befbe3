"""The context of the project list: filter, order, page, group."""

from django.utils.translation import gettext as _

from cms.pagination import PARAMETER, paginate, pagination
from cms.search import match_words
from cms.visibility import listed

from .cards import build_cards
from .filters import Filters, filter_form
from .models import ProjectPage
from .status import Status

PER_PAGE = 20


def index_context(page, request, frame) -> dict:
    """Template variables of the project list (see the page's template)."""
    language = frame.language
    base = page.get_url(request)
    filters = Filters.from_query(request.GET)
    everything = listed(ProjectPage.objects.filter(locale__language_code=language), request)
    chosen = filters.apply(everything)
    if filters.q:
        chosen = chosen.filter(pk__in=match_words(filters.q, ProjectPage))
    current_page = paginate(chosen.running_first(), request.GET, PER_PAGE)
    if current_page.number > 1 and not filters.is_active and not frame.is_fallback:
        # Page 2 holds other projects than page 1, so it stands for itself. A filtered list only
        # repeats projects: its canonical address is the whole list.
        frame.canonical_url += f"?{PARAMETER}={current_page.number}"
        frame.alternates = []  # the second pages of two languages show different projects
    cards = build_cards(current_page.object_list, request, frame, pictures=True)
    headings = {
        Status.CURRENT: _("Current projects"),
        Status.PLANNED: _("Planned projects"),
        Status.PAST: _("Past projects"),
    }
    groups = [
        {"key": status.value, "heading": heading, "cards": [card for card in cards if card.status == status]}
        for status, heading in headings.items()
    ]
    return {
        "filters": filter_form(filters, everything, language, base),
        "total": current_page.paginator.count,
        "groups": [group for group in groups if group["cards"]],
        "pagination": pagination(current_page, base, filters.parameters(language)),
    }
