"""Addresses below ``/admin/desk/``. Those of single terms are the view set's (``desk_terms:edit``)."""

from django.urls import URLPattern, path, re_path

from . import views
from .viewset import viewset

urlpatterns: list[URLPattern] = [
    path("glossary/", viewset.index_view, name="glossary"),
    path("glossary/import/", views.import_file, name="glossary_import"),
    re_path(r"^glossary/export/(?P<kind>csv|tbx)/$", views.export, name="glossary_export"),
]
