"""The panel on the admin's home page, and the addresses below ``/admin/todo/``."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.desk.overview.hooks import works_with_source

from . import views
from .reading import waiting_for

urlpatterns = [
    path("looked/<int:page_id>/", views.looked, name="looked"),
    path("<slug:key>/", views.show, name="list"),
    path("<slug:key>/later/", views.later, name="later"),
    path("<slug:key>/now/", views.now, name="now"),
    path("<slug:key>/<int:entry>/later/", views.entry_later, name="entry_later"),
    path("<slug:key>/<int:entry>/now/", views.entry_now, name="entry_now"),
]


class TodoPanel(Component):
    """What waits for this person. Who only translates sees it when there is something, below the desk's own."""

    name = "todo"
    order = 40
    template_name = "todo/panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        waiting = waiting_for(request.user)
        return {
            "waiting": waiting,
            "shown": bool(waiting.kinds or waiting.later) or works_with_source(request.user),
            "csrf_token": get_token(request),  # a component is printed without the request's own context
        }


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list) -> None:
    panel = TodoPanel()
    if not works_with_source(request.user):
        panel.order = 60  # below the desk's own, which is their work
    panels.append(panel)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("todo/", include((urlpatterns, "todo"), namespace="todo"))]


@hooks.register("insert_global_admin_css")
def insert_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("todo/todo.css"))
