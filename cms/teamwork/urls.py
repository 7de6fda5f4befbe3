"""Addresses below ``/admin/authors/``."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="authors"),
    path("<int:user_id>/", views.person, name="person"),
    path("page/<int:page_id>/", views.page, name="page"),
]
