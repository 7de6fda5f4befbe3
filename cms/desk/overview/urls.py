"""Addresses below ``/admin/desk/``."""

from django.urls import URLPattern, path, re_path

from . import beginning, views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="index"),
    path("report/", views.report, name="report"),
    path("start/page/<int:page_id>/<str:language>/", beginning.start_page, name="start_page"),
    path(
        "start/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/<str:language>/",
        beginning.start_snippet,
        name="start_snippet",
    ),
    path("start/many/<str:language>/", beginning.start_many, name="start_many"),
    # A language code ("fr", "pt-br") and no other word, because other addresses of the desk come after this one.
    re_path(r"^(?P<language>[a-z]{2,3}(?:-[a-zA-Z0-9]{2,8})*)/$", views.index, name="index"),
]
