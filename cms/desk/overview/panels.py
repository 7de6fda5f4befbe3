"""What the desk shows outside its own page: on the admin's home page, beside a page, in the page listing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import TranslatableMixin

from cms.teamwork.editing import CarefulEditView, NamingCreateView

from . import words
from .filters import Filters, counts
from .query import languages, standings
from .rights import Viewer
from .rows import ICONS, next_of
from .states import Standing, State
from .views import tiles


class HomePanel(Component):
    """The numbers of each language for this person, and the button that goes on with the work. Two queries."""

    name = "desk"
    order = 50
    template_name = "desk/overview/home_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        viewer = Viewer(parent_context["request"].user)
        seen = [language for language in languages() if viewer.sees(language)]
        found = [row for row in standings([language.pair for language in seen]) if viewer.may_see(row)]
        parts = []
        for language in seen:
            rows = [row for row in found if row.target_locale_id == language.locale_id]
            address = reverse("desk:index", args=[language.code])
            shown = [tile for tile in tiles(counts(rows), Filters()) if tile.number]
            parts.append(
                {
                    "name": words.language_name(language.code),
                    "address": address,
                    "tiles": shown,
                    "next": next_of(rows, language, viewer) if viewer.writes(language.locale_id) else None,
                    "current": sum(1 for row in rows if row.state == State.CURRENT),
                    "total": len(rows),
                }
            )
        return {"parts": [part for part in parts if part["total"]]}


class Tag:
    """A state in a few words with a link, for one page or snippet in one language."""

    def __init__(self, standing: Standing, code: str, viewer: Viewer):
        self.standing = standing
        self.code = code.upper()
        self.language = words.language_name(code)
        self.text = words.brief(standing)
        self.state = standing.state
        self.icon = ICONS[standing.state]
        self.hints = words.hints(standing)
        self.explanation = words.EXPLANATIONS[standing.state]
        self.translates = viewer.translates(standing)
        self.desk_address = desk_address(standing, code)
        opens = standing.is_followed and self.translates
        self.address = reverse("desk:open", args=[standing.translation_id]) if opens else self.desk_address


def desk_address(standing: Standing, code: str) -> str:
    """The line of the list in which this stands."""
    token = f"page-{standing.pk}" if standing.is_page else f"{standing.app_label}-{standing.model}-{standing.pk}"
    return f"{reverse('desk:index', args=[code])}?{urlencode({'q': standing.title[:200]})}#row-{token}"


def tags_for(instances: Iterable[Model], request: HttpRequest) -> dict[Any, list[Tag]]:
    """Tags for pages or snippets, by their primary keys. Two queries, however many there are.

    A source gets one for each language, a translation the one of its own language.
    """
    viewer = Viewer(request.user)
    wanted = [one for one in instances if isinstance(one, TranslatableMixin) and one.pk]
    every = {language.pair: language for language in languages()} if wanted else {}
    seen = [pair for pair, language in every.items() if viewer.sees(language)]
    found: dict[Any, list[Standing]] = {}
    for row in standings(seen, {one.translation_key for one in wanted}) if seen else []:
        if viewer.may_see(row):
            found.setdefault(row.key, []).append(row)
    return {
        one.pk: [
            Tag(row, every[row.source_locale_id, row.target_locale_id].code, viewer)
            for row in found.get(one.translation_key, [])
            if one.locale_id in (row.source_locale_id, row.target_locale_id)
        ]
        for one in wanted
    }


class TranslationColumn(BaseColumn):
    """How the pages of a listing stand in the other languages. Its numbers come from `ListingView`."""

    cell_template_name = "desk/overview/listing_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        table = parent_context["table"]
        if not hasattr(table, "desk_tags"):
            table.desk_tags = tags_for(list(table.data), context["request"])
        context["tags"] = table.desk_tags.get(instance.pk, [])
        return context


def _columns() -> list[BaseColumn]:
    own = TranslationColumn("desk", label=_("Translation"), width="14%")
    columns = []
    for column in ExplorableIndexView.base_columns:
        if isinstance(column, PageStatusColumn):
            columns.append(own)
        columns.append(column)
    return columns


class ListingView(ExplorableIndexView):
    """Wagtail's listing of pages with one column more."""

    base_columns = _columns()


class ListingViewSet(PageViewSet):
    """Takes the place of Wagtail's own for all pages that have none of their own."""

    index_view_class = ListingView
    add_view_class = NamingCreateView
    edit_view_class = CarefulEditView
