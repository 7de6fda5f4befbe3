"""Addresses below ``/admin/bin/``."""

from django.urls import path

from .views.bringing_back import restore_view, undo_view
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
