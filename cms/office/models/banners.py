"""Notices that stand at the top of public pages for a time, with their texts in other languages."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin

from ...fields import WEB, TextLineField


class Level(models.TextChoices):
    """How pressing a notice is."""

    INFO = "info", _("Information")
    WARNING = "warning", _("Warning")


class BannerWords(models.Model):
    """What a notice says in another language than German."""

    banner = models.ForeignKey("Banner", on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=10)
    text = TextLineField(_("text"), max_length=300, blank=True)
    link_text = models.CharField(_("text of the link"), max_length=60, blank=True)
    link_url = models.URLField(
        _("address outside"),
        blank=True,
        validators=[WEB],
        help_text=_("Only if the address differs in this language. Pages of the site are found by themselves."),
    )

    NAMES = ("text", "link_text", "link_url")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["banner", "language"], name="office_one_text_a_language")]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


class Banner(PreviewableMixin, models.Model):
    """A notice that stands at the top of public pages for a time."""

    text = TextLineField(
        _("text"), max_length=300, help_text=_("One or two short sentences in German, without formatting.")
    )
    link_text = models.CharField(
        _("text of the link"), max_length=60, blank=True, help_text=_("Says where the link leads: “Opening hours”.")
    )
    link_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page of the site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("In French the notice links to the French page."),
    )
    link_url = models.URLField(_("or address outside"), blank=True, validators=[WEB])
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.INFO)
    starts_at = models.DateTimeField(
        _("shown from"), default=timezone.now, help_text=_("Time in Germany (Europe/Berlin).")
    )
    ends_at = models.DateTimeField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("Then it goes by itself. Left empty: until you delete it or set a date."),
    )
    home_only = models.BooleanField(_("only on the home page"), default=False)

    panels = [
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("link_text"), FieldPanel("link_page"), FieldPanel("link_url")], heading=_("One link")
        ),
        FieldPanel("level"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("home_only"),
    ]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def clean(self):
        super().clean()
        errors = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("The end must come after the beginning.")
        if self.link_page_id and self.link_url:
            errors["link_url"] = _("A notice has one link: choose a page or give an address, not both.")
        has_target = bool(self.link_page_id or self.link_url)
        if has_target and not self.link_text:
            errors["link_text"] = _("Say where the link leads.")
        elif self.link_text and not has_target:
            errors["link_text"] = _("Choose the page that the link leads to, or give an address.")
        if errors:
            raise ValidationError(errors)

    @property
    def preview_modes(self):
        return [("de", _("German")), ("fr", _("French"))]

    def serve_preview(self, request, mode_name):
        from ..previewing import preview

        return preview(self, request, mode_name)
