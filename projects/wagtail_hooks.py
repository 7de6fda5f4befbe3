"""Partners, contacts and goals in the admin, together in one menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from sdg.wagtail_hooks import GoalViewSet

from .models import Contact, Partner


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    list_display = ["name", "kind", "country"]
    list_filter = ["kind", "country"]
    search_fields = ["name"]


class ContactViewSet(SnippetViewSet):
    model = Contact
    icon = "mail"
    menu_label = _("Contacts")
    list_display = ["unit", "name", "email"]
    search_fields = ["unit", "name"]


class PartnershipGroup(SnippetViewSetGroup):
    """What pages share: written once, used on many of them."""

    items = (GoalViewSet, PartnerViewSet, ContactViewSet)
    menu_icon = "group"
    menu_label = _("Partnership")
    menu_name = "partnership"
    menu_order = 210


register_snippet(PartnershipGroup)
