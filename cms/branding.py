"""The admin in the site's own dress: colours, name and thread (templates/wagtailadmin, static/brand)."""

from functools import partial, wraps

from django import forms
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.choosers import LocaleFilterMixin
from wagtail.admin.menu import SubmenuMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .typography import labelled


class LoginForm(WagtailLoginForm):
    """Wagtail's own leaves the label of the password to be made from its English name."""

    password = forms.CharField(label=_("Password"), widget=WagtailLoginForm.base_fields["password"].widget, strip=False)


def _name_the_language(start):
    """Wagtail names this filter of its choosers after the variable: "Locale", in every language."""

    @wraps(start)
    def started(self, *args, **kwargs):
        start(self, *args, **kwargs)
        if "locale" in self.fields:
            self.fields["locale"].label = _("Language")

    return started


LocaleFilterMixin.__init__ = _name_the_language(LocaleFilterMixin.__init__)


def _header_title(self) -> str:
    """As Wagtail's, with the colon of the language."""
    title, subtitle = self.get_page_title(), self.get_page_subtitle()
    return labelled(title, subtitle) if subtitle else title


WagtailAdminTemplateMixin.get_header_title = _header_title


@hooks.register("insert_global_admin_js")
def focus_script() -> str:
    return format_html('<script src="{}"></script>', static("brand/focus.js"))


@hooks.register("insert_global_admin_css")
def brand_style_sheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("brand/admin.css"))


@hooks.register("construct_main_menu")
def hide_version(request, menu_items) -> None:
    """Which Wagtail runs here is nothing to the office; who runs the server knows it from ``requirements/``."""
    for item in menu_items:
        if item.name == "settings":  # its own way to show itself adds the version
            item.render_component = partial(SubmenuMenuItem.render_component, item)
