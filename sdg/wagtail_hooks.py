"""How goals are listed in the admin; the layer above puts them into its menu."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import LocaleColumn

from cms.desk.guards.snippets import LanguageSnippetViewSet

from .models import Goal


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    return [*icons, "sdg/icons/sdg.svg"]


class GoalViewSet(LanguageSnippetViewSet):
    model = Goal
    icon = "sdg"
    menu_label = _("Goals")
    list_display = ["number", "title", LocaleColumn(label=_("Language"))]
    list_per_page = 20
    ordering = ["number"]
    search_fields = ["title"]
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "translation_key"]
