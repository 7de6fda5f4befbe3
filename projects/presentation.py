"""The context of a project page: facts, goals, partners, money, documents, neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.blocks.links import document_entry
from cms.visibility import listed

from .cards import build_cards, card_of, goal_tiles_of, period_text
from .countries import COUNTRY_NAMES
from .models import ProjectPage, UpdatePage
from .models.relations import PartnerRole

RELATED = 3
UPDATES = 10


@dataclass
class Value:
    text: str
    url: str = ""
    language: str = ""
    datetime: str = ""


@dataclass
class Fact:
    term: str
    values: list[Value] = field(default_factory=list)


def facts_of(page: ProjectPage, status_label: str) -> list[Fact]:
    """When, where, how far: only what is known. The period comes first, it is set large."""
    facts = []
    if period := period_text(page):
        facts.append(Fact(_("Period"), [Value(period)]))
    if page.place or page.region:
        facts.append(Fact(_("Place"), [Value(page.place_name)]))
    if page.country:
        facts.append(Fact(_("Country"), [Value(str(COUNTRY_NAMES.get(page.country, page.country)))]))
    facts.append(Fact(pgettext("of a project", "Status"), [Value(status_label)]))
    return facts


def money_of(page: ProjectPage) -> list[dict]:
    """Amounts with their currency, empty unless an editor has made them public."""
    if not page.money_is_public:
        return []
    rows = [(_("Grant"), page.grant), (_("Own share"), page.own_share)]
    money = [
        {"term": term, "text": f"{number_format(amount, decimal_pos=2, force_grouping=True)} {page.currency}"}
        for term, amount in rows
        if amount is not None
    ]
    if page.instrument:
        money.append({"term": _("Funding programme"), "text": page.instrument})
    return money


def partner_groups(page: ProjectPage) -> list[dict]:
    """Partners by role, in IATI's order of roles."""
    rows = list(page.partners.select_related("partner") if page.pk else page.partners.all())
    groups = []
    for role in PartnerRole:
        partners = [
            {
                "name": row.partner.name,
                "url": row.partner.url,
                "kind_label": row.partner.get_kind_display(),
                "language": "",
            }
            for row in rows
            if row.role == role
        ]
        if partners:
            groups.append({"role_label": str(role.label), "partners": partners})
    return groups


def updates_of(page: ProjectPage, request) -> list[UpdatePage]:
    """The latest reports below the project."""
    if not page.path:
        return []
    children = UpdatePage.objects.filter(path__startswith=page.path, depth=page.depth + 1).defer("body")
    return list(listed(children, request).order_by("-date", "-pk")[:UPDATES])


def related(page: ProjectPage, request, frame, numbers: list[int]) -> list:
    """Other projects that share a goal, the latest first."""
    if not numbers:
        return []
    from .models import ProjectGoal

    rows = ProjectGoal.objects.filter(goal__number__in=numbers, is_confirmed=True)
    others = ProjectPage.objects.filter(pk__in=rows.values("page_id"), locale__language_code=frame.content_language)
    others = listed(others.exclude(translation_key=page.translation_key), request).latest_first()
    return build_cards(others[:RELATED], request, frame)


def project_context(page: ProjectPage, request, frame, needs) -> dict:
    """Template variables of a project page."""
    goals_url = frame.place_urls.get("goals", "")
    card = card_of(page, request, frame)
    confirmed = card.goals
    preview = getattr(request, "is_preview", False)
    updates = updates_of(page, request)
    return {
        "card": card,
        "facts": facts_of(page, card.status_label),
        "goals": confirmed,
        "suggestions": goal_tiles_of(page, goals_url, confirmed=False) if preview else [],
        "partner_groups": partner_groups(page),
        "money": money_of(page),
        "documents": [
            document_entry(row.document, row.title, frame.content_language)
            for row in page.documents.select_related("document")
        ],
        "contact": page.contact,
        "updates": updates,
        "next_projects": related(page, request, frame, [tile.number for tile in confirmed]),
    }
