"""Addresses below ``/admin/desk/``."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("memory/", views.search, name="memory"),
    path("memory/<int:entry_id>/delete/", views.delete, name="memory_delete"),
    path("memory/import/", views.import_file, name="memory_import"),
    path("memory/export/", views.export, name="memory_export"),
]
