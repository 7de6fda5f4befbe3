"""Addresses below ``/admin/inbox/``."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="index"),
    path("messages.csv", views.export, name="export"),
    path("delete/", views.delete, name="delete"),
    path("<int:pk>/", views.message, name="message"),
]
