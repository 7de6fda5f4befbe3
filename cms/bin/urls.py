"""Addresses below ``/admin/bin/``."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from .views.bringing_back import restore_view, undo_view
from .views.deleting import BinView
from .views.showing import index
from .views.taking_back import moving, unpublishing
from .views.throwing_out import delete_view, empty_view

urlpatterns = [
    path("", index, name="index"),
    path("empty/", empty_view, name="empty"),
    path("undo/", undo_view, name="undo"),
    path("undo/unpublishing/", unpublishing, name="undo_unpublishing"),
    path("undo/moving/", moving, name="undo_moving"),
    path("<int:entry_id>/restore/", restore_view, name="restore"),
    path("<int:entry_id>/delete/", delete_view, name="delete"),
]

#: Addresses of Wagtail's own pages come before those of all hooks, so this one stands before Wagtail's.
before_wagtail = [path("pages/<int:page_id>/delete/", never_cache(require_admin_access(BinView.as_view())))]
