"""Addresses for machines, outside the language prefix."""

from django.urls import path
from wagtail.api.v3.urls import api as api_v3

from .api import api_v2
from .health import health
from .robots import robots
from .sitemap import sitemap

urlpatterns = [
    path("api/v2/", api_v2.urls),
    path("api/v3/", api_v3.urls),
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
