"""The list of notices and their forms, in Wagtail's look."""

from __future__ import annotations

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from cms.teamwork.meanwhile import CarefulRowMixin

from ..language import LANGUAGE_NAMES, SOURCE_LANGUAGE
from .models import Banner, BannerWords


def state(banner: Banner) -> str:
    """Whether a notice is to be seen, in words."""
    now = timezone.now()

    def moment(value) -> str:
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")

    if banner.ends_at is not None and banner.ends_at <= now:
        return _("Over since %(moment)s") % {"moment": moment(banner.ends_at)}
    if banner.starts_at > now:
        return _("From %(moment)s") % {"moment": moment(banner.starts_at)}
    if banner.ends_at is not None:
        return _("Shown now, until %(moment)s") % {"moment": moment(banner.ends_at)}
    return _("Shown now, without an end")


def translations(banner: Banner) -> str:
    """Languages that a notice lacks, in words."""
    there = {row.language for row in banner.words.all() if row.text}
    missing = [name for code, name in LANGUAGE_NAMES.items() if code != SOURCE_LANGUAGE and code not in there]
    return _("German text is shown: %(languages)s") % {"languages": ", ".join(missing)} if missing else _("Translated")


class BannerList(IndexView):
    """The list."""

    def get_base_queryset(self):
        words = Prefetch("words", queryset=BannerWords.objects.order_by("language"))
        return super().get_base_queryset().prefetch_related(words)


class BannerEdit(CarefulRowMixin, EditView):
    """A notice is changed."""


class BannerViewSet(SnippetViewSet):
    """All screens of notices; who may, say the rights on the model (cms.office.apps)."""

    model = Banner
    icon = "info-circle"
    menu_label = gettext_lazy("Notices")
    menu_name = "notices"
    menu_order = 120
    add_to_settings_menu = True
    copy_view_enabled = True
    inspect_view_enabled = False
    index_view_class = BannerList
    edit_view_class = BannerEdit
    index_results_template_name = "office/notices_results.html"
    list_display = [
        "__str__",
        Column("state", label=gettext_lazy("On the site"), accessor=state),
        Column("level", label=gettext_lazy("How pressing"), accessor="get_level_display"),
        Column("translations", label=gettext_lazy("In French"), accessor=translations),
    ]
    list_filter = ["level"]
    list_per_page = 20
    search_fields = ["text"]
