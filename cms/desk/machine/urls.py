"""Addresses below ``/admin/desk/``."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("machine/start/<int:translation_id>/", views.start, name="machine_start"),
    path("machine/<uuid:job_id>/", views.page, name="machine_page"),
    path("machine/<uuid:job_id>/progress/", views.job, name="machine_job"),
    path("machine/<uuid:job_id>/continue/", views.move_on, name="machine_continue"),
    path("machine/<uuid:job_id>/cancel/", views.cancel, name="machine_cancel"),
]
