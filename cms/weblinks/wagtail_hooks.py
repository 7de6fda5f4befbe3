"""The addresses below ``/admin/links/``."""

from django.urls import include, path
from wagtail import hooks

from . import views

urlpatterns = [
    path("<int:link_id>/check/", views.check, name="check"),
    path("<int:link_id>/ignore/", views.ignore, name="ignore"),
]


@hooks.register("register_admin_urls")
def register_urls():
    return [path("links/", include((urlpatterns, "weblinks"), namespace="weblinks"))]
