"""What the office hooks into Wagtail: addresses, menu items, the list of notices, the handling of redirects."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import PasswordResetView
from wagtail.snippets.models import register_snippet

from . import urls
from .mail import sender
from .menu.views import sees_menu
from .notices import BannerViewSet
from .together import CarefulOfficeView
from .words.views import languages_of

register_snippet(BannerViewSet)
# Mails with a link for a new password come from where all others come from; asked when one is written.
PasswordResetView.from_email = lazy(sender, str)()


@hooks.register("register_admin_urls", order=-1)  # before those of the redirects and the settings
def register_urls():
    names = {"app_name": "office", "model_name": "office"}
    return [
        path("office/", include(urls)),
        path("redirects/", include(urls.redirect_patterns)),
        # The same address as Wagtail's form of the settings, which is asked for by its own name.
        path("settings/office/office/<int:pk>/", CarefulOfficeView.as_view(), names, name="office_settings"),
    ]


class PagesMenuItem(MenuItem):
    """The screen “Menu”, for those who publish."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sees_menu(request.user)


class WordsMenuItem(MenuItem):
    """The site's own texts, for those who translate. It leads to the first language that they write."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(languages_of(request.user))

    def render_component(self, request: HttpRequest):
        if codes := languages_of(request.user):
            self.url = reverse("office:words", args=[codes[0]])
        return super().render_component(request)


@hooks.register("register_settings_menu_item")
def register_menu_screen():
    return PagesMenuItem(
        _("Menu and footer"), reverse("office:menu"), name="office-menu", icon_name="list-ul", order=110
    )


@hooks.register("register_settings_menu_item")
def register_words_screen():
    return WordsMenuItem(
        _("Site texts in translation"),
        reverse("office:words", args=["fr"]),
        name="office-words",
        icon_name="wagtail-localize-language",
        order=130,
    )


@hooks.register("insert_global_admin_css")
def insert_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))
