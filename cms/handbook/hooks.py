"""Addresses below ``/admin/handbook/`` and the help menu. Guides outside, in English, are left out of it."""

from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.guide, name="guide"),
    re_path(r"^pictures/(?P<name>[\w-]+\.png)$", views.picture, name="picture"),
]


@hooks.register("register_admin_urls")
def register_handbook_urls():
    return [path("handbook/", include((urlpatterns, "handbook"), namespace="handbook"))]


@hooks.register("register_help_menu_item")
def register_handbook_menu_item() -> MenuItem:
    return MenuItem(_("Handbook"), reverse("handbook:index"), name="handbook", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def leave_out_guides_outside(request, items: list) -> None:
    """What is new in Wagtail is for developers, and Wagtail's own guide knows nothing of this site."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new-", "editor-guide"))]
