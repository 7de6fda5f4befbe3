"""Addresses below ``/admin/desk/``."""

from django.urls import path

from .actions import act, open_next, stop
from .helping import help_for
from .preview import preview
from .saving import save_segment, save_value

urlpatterns = [
    path("open/<int:translation_id>/", open_next, name="open"),
    path("segment/<int:translation_id>/<int:segment_id>/", save_segment, name="segment"),
    path("value/<int:translation_id>/<int:value_id>/", save_value, name="value"),
    path("help/<int:translation_id>/<int:segment_id>/", help_for, name="help"),
    path("preview/<int:translation_id>/", preview, name="preview"),
    path("act/<int:translation_id>/<str:action>/", act, name="act"),
    path("stop/<int:translation_id>/", stop, name="stop"),
]
