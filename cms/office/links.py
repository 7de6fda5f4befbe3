"""Links in the site details and in notices, for `cms.weblinks`."""

from __future__ import annotations

from django.db.models.signals import post_save
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.weblinks.holders import Holder, register_holder, snippet_address
from cms.weblinks.scanning import scan_holder_safely

from .models import Banner, BannerWords, Office, SocialLink
from .work import settings_address


def connect() -> None:
    """Have them looked after. A notice that is over is seen by nobody: its links need no mending."""
    details = {"label": Office._meta.verbose_name, "permission": "office.change_office"}
    register_holder(
        Holder(Office, mended_at=lambda row: f"{settings_address()}#id_complaint_url", title=lambda row: "", **details)
    )
    register_holder(
        Holder(
            SocialLink,
            mended_at=lambda row: f"{settings_address()}#id_licence",  # just above the rows, which have no fixed place
            title=lambda row: row.name,
            **details,
        )
    )
    register_holder(
        Holder(
            Banner,
            Banner._meta.verbose_name,
            mended_at=lambda row: f"{snippet_address(row)}#id_link_{'page' if row.link_page_id else 'url'}",
            permission="office.change_banner",
            ends=lambda row: row.ends_at,
        )
    )
    words = Holder(
        BannerWords,
        _("Notice in translation"),
        mended_at=lambda row: reverse("office:words_notice", args=[row.language, row.banner_id]),
        language=lambda row: row.language,
        ends=lambda row: row.banner.ends_at,
    )
    register_holder(words)

    def end_with_it(sender, instance, raw: bool = False, **kwargs) -> None:
        """Translations end when their notice does."""
        for row in () if raw else instance.words.all():
            scan_holder_safely(words, row)

    post_save.connect(end_with_it, sender=Banner, weak=False, dispatch_uid="office.links.words")
