"""Addresses below ``/admin/desk/``."""

from django.urls import URLPattern, path

from . import downloads, views

urlpatterns: list[URLPattern] = [
    path("files/", views.files, name="files"),
    path("files/import/", views.import_file, name="import_file"),
    path("files/reports/<uuid:report_id>/", views.import_report, name="import_report"),
    path("files/export/", downloads.export, name="export"),
    path("files/export/po/<int:translation_id>/", downloads.export_po, name="export_po"),
    path("files/export/xliff/<int:translation_id>/", downloads.export_xliff, name="export_xliff"),
]
