"""Addresses of the site. Everything under ``/de/`` and ``/fr/`` is for readers, the rest for machines and staff."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .bin import urls as bin_urls
from .delivery import urls as delivery_urls
from .views import choose_language, media, nothing_here, search, serve_page

handler400 = "cms.refusals.bad_request"
handler403 = "cms.refusals.forbidden"
handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"

urlpatterns = [
    path("", choose_language, name="choose_language"),
    path("admin/notices/", include("cms.desk.notices.urls")),
    path("admin/", include(bin_urls.before_wagtail)),
    path("admin/failwhale/", nothing_here),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(delivery_urls)),
    re_path(r"^media/(?P<path>.+)$", media, name="media"),
]

if settings.DEBUG and "debug_toolbar" in settings.INSTALLED_APPS:
    from debug_toolbar.toolbar import debug_toolbar_urls

    urlpatterns += debug_toolbar_urls()

urlpatterns += i18n_patterns(
    # Translators: the address of the search page, without accents or blanks.
    path(_("search/"), search, name="search"),
    # Wagtail's own addresses below _util/ (passwords of protected pages) are none of pages.
    re_path(r"^((?!_util/)(?:[\w\-]+/)*)$", serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
