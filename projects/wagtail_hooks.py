"""Partners, contacts and goals in the admin, together in one menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.desk.guards.snippets import LanguageSnippetViewSet
from sdg.wagtail_hooks import GoalViewSet

from .models import Contact, Partner


class PartnerViewSet(LanguageSnippetViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    list_display = ["name", LocaleColumn(label=_("Language")), "kind", "country"]
    list_filter = ["kind", "country"]
    search_fields = ["name"]


class ContactViewSet(LanguageSnippetViewSet):
    model = Contact
    icon = "mail"
    menu_label = _("Contacts")
    list_display = ["unit", "name", LocaleColumn(label=_("Language")), "email"]
    search_fields = ["unit", "name"]


class PartnershipGroup(SnippetViewSetGroup):
    """What pages share: written once, used on many of them."""

    items = (GoalViewSet, PartnerViewSet, ContactViewSet)
    menu_icon = "group"
    menu_label = _("Partnership")
    menu_name = "partnership"
    menu_order = 210


register_snippet(PartnershipGroup)
