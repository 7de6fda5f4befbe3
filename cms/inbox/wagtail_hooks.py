"""What the inbox hooks into Wagtail: its addresses, the menu item with the number of new messages, the style."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from . import urls
from .models import Message, Status
from .rights import may_see


@hooks.register("register_admin_urls")
def register_urls() -> list:
    return [path("inbox/", include((urls.urlpatterns, "inbox"), namespace="inbox"))]


class InboxMenuItem(MenuItem):
    """For those who may read messages; says how many are new."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        number = Message.objects.filter(status=Status.NEW).count()
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> InboxMenuItem:
    return InboxMenuItem(_("Inbox"), reverse_lazy("inbox:index"), name="inbox", icon_name="mail", order=120)


@hooks.register("insert_global_admin_css")
def insert_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("inbox/inbox.css"))
