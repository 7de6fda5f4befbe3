"""The list of one language, its export, and the buttons that begin translations."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from . import exports, words
from .filters import MINE, OPEN, Filters, counts, kinds, sections
from .query import Language, languages, standings
from .rights import Viewer
from .rows import ICONS, Row, next_of
from .states import Standing, State

ROWS = 50
#: States that are shown at the top even when nothing is in them; the others appear when they are needed.
ALWAYS_SHOWN = (
    State.NEVER,
    State.CHANGED,
    State.INCOMPLETE,
    State.MACHINE,
    State.READY,
    State.IN_MODERATION,
    State.CURRENT,
)


@dataclass(frozen=True)
class Tile:
    """One number at the top."""

    state: State
    name: str
    explanation: str
    number: int
    address: str
    chosen: bool

    @property
    def icon(self) -> str:
        return ICONS[self.state]


def index(request: HttpRequest, language: str = "") -> HttpResponse:
    """The list of one language. Raises Http404 for a language nobody translates into, PermissionDenied."""
    viewer = Viewer(request.user)
    every = languages()
    chosen = choose(every, viewer, language)
    filters = Filters.of(request.GET)
    visible = [row for row in standings([chosen.pair]) if viewer.may_see(row)]
    fitting = filters.without_state(visible, request.user.pk)
    rows = filters.apply(fitting)
    if request.GET.get("export") in exports.FORMATS:
        base = f"{request.scheme}://{request.get_host()}"
        lines = (Row(row, chosen, viewer) for row in rows)
        return exports.response(lines, chosen, request.GET["export"], base)
    page = Paginator(rows, ROWS).get_page(request.GET.get("p"))
    shown = [Row(row, chosen, viewer) for row in page]
    numbers = counts(fitting)
    context = {
        "language": chosen,
        "language_name": words.language_name(chosen.code),
        "languages": [
            {
                "name": words.language_name(one.code),
                "address": reverse("desk:index", args=[one.code]),
                "is": one == chosen,
            }
            for one in every
            if viewer.sees(one)
        ],
        "shows_translators_parts": any(viewer.writes(one.locale_id) for one in every),
        "filters": filters,
        "rows": shown,
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
        "tiles": tiles(numbers, filters),
        **_head(visible, chosen, viewer),
        "kinds": kinds(visible),
        "sections": sections(visible),
        "works": ((OPEN, _("All with something to do")), (MINE, _("Last translated by me"))),
        "orders": orders(),
        "startable_here": sum(1 for row in rows if row.state == State.NEVER and viewer.may_start(row)),
        "bulk": any(row.startable for row in shown),
        "everything": len(visible),
        "here": request.get_full_path(),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Translations")},
        ],
        "header_title": _("Translations"),
        "header_icon": "wagtail-localize-language",
    }
    return TemplateResponse(request, "desk/overview/index.html", context)


def _head(visible: list[Standing], language: Language, viewer: Viewer) -> dict:
    """What stands above the list, whatever is filtered: how much is current, and what to do next."""
    current = sum(1 for row in visible if row.state == State.CURRENT)
    translates = viewer.writes(language.locale_id)
    return {
        "total": len(visible),
        "current": current,
        "current_percent": current * 100 // len(visible) if visible else 100,
        "translates": translates,
        "others_wait": any(row.state not in (State.CURRENT, State.BY_HAND) for row in visible),
        "next": next_of(visible, language, viewer) if translates else None,
    }


def choose(every: list[Language], viewer: Viewer, code: str = "") -> Language:
    """The language of the list: the one of the address, else the first one this person translates into."""
    if code:
        found = next((one for one in every if one.code == code), None)
        if found is None:
            raise Http404
        if not viewer.sees(found):
            raise PermissionDenied
        return found
    seen = [one for one in every if viewer.sees(one)]
    if not seen:
        raise PermissionDenied
    translated = [one for one in seen if viewer.writes(one.locale_id) and not viewer.writes(one.source_locale_id)]
    return (translated or seen)[0]


def tiles(numbers: dict[State, int], filters: Filters) -> list[Tile]:
    """The numbers at the top as links; a chosen one leads back to all."""
    return [
        Tile(
            state=state,
            name=str(words.NAMES[state]),
            explanation=str(words.EXPLANATIONS[state]),
            number=number,
            address=filters.address(state="" if filters.state == state else state),
            chosen=filters.state == state,
        )
        for state, number in numbers.items()
        if number or state in ALWAYS_SHOWN
    ]


def orders() -> list[tuple[str, str]]:
    """The orders to choose from."""
    return [
        ("work", _("What needs work first")),
        ("title", _("Title, A to Z")),
        ("-done", _("Nearly finished first")),
        ("-written", _("Last translated first")),
        ("-published", _("Last published first")),
        ("published", _("Longest not published first")),
    ]


def report(request: HttpRequest) -> HttpResponse:
    """Where wagtail-localize's report of translations was, the list is now."""
    return redirect("desk:index")
