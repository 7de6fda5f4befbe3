"""The accessibility statement (§ 10b BGG NRW, BITVNRW), written from fields (duties.md, "Accessibility")."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin

from cms.fields import WEB, TextLineField
from cms.pages import BasePage
from cms.telephones import TELEPHONE
from cms.translation import synchronised
from projects.blocks import PageBodyBlock

from ..statement_panel import EmptyFieldsPanel


class Conformity(models.TextChoices):
    """How far the site meets the standard, in the words of the law."""

    FULL = "full", _("fully accessible")
    PARTIAL = "partial", _("partially accessible")
    NONE = "none", _("not accessible")


class Reason(models.TextChoices):
    """Why a content is not accessible."""

    NOT_MET = "not_met", _("The requirement is not met yet.")
    BURDEN = "burden", _("Meeting the requirement would be a disproportionate burden.")
    OUTSIDE = "outside", _("The law does not cover this content.")


class Method(models.TextChoices):
    """Who has assessed the site."""

    SELF = "self", _("self-assessment")
    THIRD_PARTY = "third_party", _("assessment by a third party")


class AccessibilityException(TranslatableMixin, Orderable):
    """A content that is not accessible."""

    page = ParentalKey("home.AccessibilityPage", on_delete=models.CASCADE, related_name="exceptions")
    content = TextLineField(
        _("content"), max_length=300, help_text=_("What it is about. For example: “Maps in the annual report 2019”.")
    )
    criterion = models.CharField(
        _("requirement"),
        max_length=200,
        blank=True,
        help_text=_("Number and name, for example “1.2.2 Captions (Prerecorded)”."),
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, default=Reason.NOT_MET)
    explanation = TextLineField(_("explanation"), max_length=500, blank=True)
    alternative = TextLineField(
        _("alternative"), max_length=500, blank=True, help_text=_("How one gets at the content until then.")
    )
    planned_on = models.DateField(_("accessible by"), null=True, blank=True)

    panels = [
        FieldPanel("content"),
        FieldRowPanel([FieldPanel("criterion"), FieldPanel("planned_on")]),
        FieldPanel("reason"),
        FieldPanel("explanation"),
        FieldPanel("alternative"),
    ]
    override_translatable_fields = synchronised("reason", "planned_on")
    api_fields = [
        APIField(name) for name in ("content", "criterion", "reason", "explanation", "alternative", "planned_on")
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")

    def __str__(self) -> str:
        return self.content


class AccessibilityPage(BasePage):
    """The statement. Words around the fields come from the template; an empty field leaves no gap there."""

    body_covered = models.CharField(
        _("public body"), max_length=200, blank=True, help_text=_("The official name, for example “Kreis Düren”.")
    )
    addresses = TextLineField(
        _("addresses covered"),
        max_length=500,
        blank=True,
        help_text=_("Web addresses that the statement is for, one in each line."),
    )
    law = TextLineField(_("law"), max_length=300, blank=True, help_text=_("What the duty to be accessible rests on."))
    status = models.CharField(
        _("result"), max_length=10, choices=Conformity, blank=True, help_text=_("Empty until there is an assessment.")
    )
    standard = models.CharField(_("standard"), max_length=100, blank=True, help_text=_("For example “EN 301 549”."))
    version = models.CharField(_("version of the standard"), max_length=150, blank=True)
    made_on = models.DateField(_("made on"), null=True, blank=True)
    reviewed_on = models.DateField(
        _("last reviewed on"), null=True, blank=True, help_text=_("The statement is to be reviewed every year.")
    )
    assessment = models.CharField(_("method"), max_length=20, choices=Method, blank=True)
    assessor = models.CharField(
        _("assessed by"), max_length=200, blank=True, help_text=_("Who the third party is. Not needed otherwise.")
    )
    report_document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("report of the assessment"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    report_url = models.URLField(
        _("address of the report"), blank=True, validators=[WEB], help_text=_("If it stands elsewhere.")
    )
    contact = models.ForeignKey(
        "projects.Contact",
        verbose_name=_("office responsible"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ombuds_name = models.CharField(_("name of the Ombudsstelle"), max_length=200, blank=True)
    ombuds_address = TextLineField(_("postal address"), max_length=300, blank=True)
    ombuds_email = models.EmailField(_("e-mail"), blank=True)
    ombuds_phone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[TELEPHONE])
    ombuds_url = models.URLField(_("website"), blank=True, validators=[WEB])
    body = StreamField(PageBodyBlock(), verbose_name=_("more text"), blank=True)

    template = "home/accessibility_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.BarrierReportPage"]
    max_count_per_parent = 1
    content_panels = [
        EmptyFieldsPanel(),
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("body_covered"), FieldPanel("addresses"), FieldPanel("law")], heading=_("What it is for")
        ),
        MultiFieldPanel(
            [FieldPanel("status"), FieldRowPanel([FieldPanel("standard"), FieldPanel("version")])],
            heading=_("Result and standard"),
        ),
        InlinePanel("exceptions", heading=_("What is not accessible yet"), label=_("Exception")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("made_on"), FieldPanel("reviewed_on")]),
                FieldRowPanel([FieldPanel("assessment"), FieldPanel("assessor")]),
                FieldPanel("report_document"),
                FieldPanel("report_url"),
            ],
            heading=_("How the statement came about"),
        ),
        FieldPanel("contact"),
        MultiFieldPanel(
            [
                FieldPanel("ombuds_name"),
                FieldPanel("ombuds_address"),
                FieldRowPanel([FieldPanel("ombuds_email"), FieldPanel("ombuds_phone")]),
                FieldPanel("ombuds_url"),
            ],
            heading=_("Ombudsstelle (§ 10d BGG NRW)"),
        ),
        FieldPanel("body"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *(
            APIField(name)
            for name in ("body_covered", "addresses", "law", "status", "standard", "version", "exceptions")
        ),
        *(APIField(name) for name in ("made_on", "reviewed_on", "assessment", "assessor", "report_url", "body")),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *synchronised("addresses", "status", "standard", "made_on", "reviewed_on", "assessment", "report_document"),
        *synchronised("report_url", "ombuds_address", "ombuds_email", "ombuds_phone", "ombuds_url"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def clean(self):
        super().clean()
        if self.made_on and self.reviewed_on and self.reviewed_on < self.made_on:
            raise ValidationError({"reviewed_on": _("The statement cannot have been reviewed before it was made.")})
        # A date to come would keep the reminder after a year silent (`home.statement.old_statements`).
        last = max(timezone.localdate(), timezone.localdate(self.go_live_at) if self.go_live_at else date.min)
        late = [name for name in ("made_on", "reviewed_on") if (day := getattr(self, name)) and day > last]
        if late:
            raise ValidationError(dict.fromkeys(late, _("This day is still to come. Please check the year.")))

    @classmethod
    def related_to_serve(cls) -> list[str]:
        return [*super().related_to_serve(), "report_document"]

    def plain_text(self) -> str:
        """The fields are found by search too."""
        parts = [super().plain_text(), self.body_covered, self.law, self.standard]
        return " ".join(part for part in [*parts, *(row.content for row in self.exceptions.all())] if part)

    def page_context(self, request, frame, needs):
        from ..statement import statement_context

        return super().page_context(request, frame, needs) | statement_context(self, frame)
