"""The address below ``/admin/checking/``, and the script and style of the side panel."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from . import views


@hooks.register("register_admin_urls")
def register_urls():
    return [path("checking/<int:page_id>/", views.show, name="checking")]


@hooks.register("insert_editor_js")
def insert_script() -> str:
    return format_html('<script src="{}" defer></script>', static("checking/checking.js"))


@hooks.register("insert_global_admin_css")
def insert_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("checking/checking.css"))
