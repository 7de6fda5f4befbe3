"""Addresses of the office's screens below ``/admin/``."""

from django.urls import path

from .menu import views as menu
from .redirects import views as redirects
from .words import views as words

app_name = "office"
urlpatterns = [
    path("menu/", menu.index, name="menu"),
    path("menu/<int:pk>/", menu.change, name="menu_change"),
    path("words/<str:language>/", words.index, name="words"),
    path("words/<str:language>/site/", words.SiteWords.as_view(), name="words_site"),
    path("words/<str:language>/notices/<int:pk>/", words.NoticeWords.as_view(), name="words_notice"),
    path("redirects/import/", redirects.import_list, name="redirects_import"),
    path("redirects/check/", redirects.check, name="redirects_check"),
]
#: Take the place of Wagtail's own screens, whose names and addresses they keep.
redirect_patterns = [
    path("", redirects.RedirectList.as_view()),
    path("results/", redirects.RedirectList.as_view(results_only=True)),
    path("add/", redirects.RedirectAdd.as_view()),
    path("<int:redirect_id>/", redirects.RedirectEdit.as_view()),
    path("import/", redirects.import_list),
    path("import/process/", redirects.import_list),
]
