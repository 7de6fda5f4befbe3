"""Addresses below ``/admin/desk/``."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("questions/", views.questions, name="questions"),
    path("questions/ask/<int:translation_id>/<int:segment_id>/", views.ask, name="ask"),
    path("questions/<int:question_id>/", views.answer, name="answer"),
]
