"""What the team's work hooks into Wagtail."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from . import assignments, bulk, guards, home, policy, urls, views

hooks.register("construct_explorer_page_queryset", policy.list_only_what_may_be_seen)
hooks.register("before_publish_page", guards.refuse_to_publish_alone)
hooks.register("before_bulk_action", guards.refuse_to_publish_many_alone, order=-10)
hooks.register("before_copy_page", guards.refuse_to_copy_alone)
hooks.register("after_edit_page", guards.say_who_approves)
hooks.register("construct_page_action_menu", guards.offer_to_submit, order=50)
for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action, order=5)

# Wagtail's screens read through this API and never act through it. Its actions know neither locks nor the second
# person, and Wagtail has no door to put others in their place (wagtail/admin/api/actions): `test_the_admins_own_api`.
PagesAdminAPIViewSet.actions = {}


@hooks.register("register_actions", order=20)
def register_reviewed_actions(registry) -> None:
    """In place of Wagtail's own, which are registered first."""
    for action in guards.ACTIONS:
        registry.register(Page, action)


@hooks.register("insert_editor_js")
def late_edits_script() -> str:
    return format_html('<script src="{}"></script>', static("teamwork/late-edits.js"))


@hooks.register("register_admin_urls")
def register_addresses():
    return [path("authors/", include((urls.urlpatterns, "teamwork"), namespace="teamwork"))]


@hooks.register("construct_homepage_panels")
def add_author_panel(request, panels) -> None:
    panels.append(home.AuthorPanel())


class AuthorsMenuItem(MenuItem):
    """Only for those who may assign authors."""

    def is_shown(self, request) -> bool:
        return views.may_assign(request.user)


@hooks.register("register_settings_menu_item")
def register_authors_menu_item():
    address = reverse("teamwork:authors")
    return AuthorsMenuItem(gettext_lazy("Authors"), address, name="authors", icon_name=views.ICON, order=590)


@hooks.register("register_page_header_buttons")
def authors_button(page, user, view_name, next_url=None):
    """On a project, in either language."""
    if assignments.is_assignable(page) and views.may_assign(user):
        address = reverse("teamwork:page", args=[page.pk])
        yield Button(_("Authors"), address, icon_name=views.ICON, priority=68)


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    @actions.register_action(assignments.LOG_ACTION)
    class AuthorsChanged(LogFormatter):
        label = gettext_lazy("Authors changed")

        def format_message(self, entry) -> str:
            names = (entry.data or {}).get("authors")
            return _("Authors are now: %(names)s") % {"names": names} if names else _("There are no authors any more")
