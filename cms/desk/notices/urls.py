"""Addresses for people who are not logged in; `cms.urls` has them at ``/admin/notices/``, before Wagtail's."""

from django.urls import path

from . import views

app_name = "desk_notices"
urlpatterns = [path("unsubscribe/<str:value>/", views.unsubscribe, name="unsubscribe")]
