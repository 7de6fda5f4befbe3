"""What pictures and their rights add to the admin."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from . import alt_view, listing


@hooks.register("register_admin_urls", order=-1)
def register_picture_urls() -> list:
    """The list goes before Wagtail's, at the same address."""
    return [*listing.urls(), *alt_view.urls()]


@hooks.register("insert_global_admin_css")
def picture_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("media/pictures.css"))


@hooks.register("insert_editor_js")
def alt_script() -> str:
    """Help at alternative texts, on every form that has any."""
    return format_html(
        '<script src="{}" data-alt-help="{}" data-suggestion="{}" data-take="{}"></script>',
        static("media/alt-help.js"),
        reverse("picture_alt_help"),
        _("Suggestion from the picture library:"),
        _("Take over"),
    )
