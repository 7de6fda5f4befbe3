"""What this part hooks into Wagtail: the menu item, the panel on the home page, the column of the listing."""

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..permissions import WRITING, grants_of, language_codes
from .panels import HomePanel, ListingViewSet
from .rights import Viewer


def works_with_pages(user) -> bool:
    """Whether this person may change pages in any language. No query: the menu needs those rights anyway."""
    viewer = Viewer(user)
    return user.is_superuser or any(viewer.writes(locale) for _name, _path, locale, _depth in viewer._grants)


def works_with_source(user) -> bool:
    """Whether this person may change pages of the main language. One query for each user object."""
    if user.is_superuser or not user.is_active:
        return user.is_active
    if not hasattr(user, "_works_with_source"):
        grants = [grant for grant in grants_of(user) if grant.permission.codename in (*WRITING, "add_page")]
        codes = language_codes(user) if grants else {}
        user._works_with_source = any(
            grant.page.depth == 1 or codes.get(grant.page.locale_id) == settings.LANGUAGE_CODE for grant in grants
        )
    return user._works_with_source


class DeskMenuItem(MenuItem):
    """For everybody who translates or edits."""

    def is_shown(self, request: HttpRequest) -> bool:
        return works_with_pages(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> DeskMenuItem:
    return DeskMenuItem(
        _("Translations"), reverse_lazy("desk:index"), name="desk", icon_name="wagtail-localize-language", order=110
    )


@hooks.register("construct_homepage_panels")
def add_home_panel(request: HttpRequest, panels: list) -> None:
    """For those who translate only: all others have a line of it under what is to be done."""
    if works_with_pages(request.user) and not works_with_source(request.user):
        panels.append(HomePanel())


@hooks.register("register_admin_viewset", order=10)  # after Wagtail's own, whose place it takes
def register_listing() -> ListingViewSet:
    return ListingViewSet()


@hooks.register("insert_global_admin_css")
def insert_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))
