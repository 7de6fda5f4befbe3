"""The accessibility statement and the barrier report (§§ 10b and 10d BGG NRW)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField

from cms.pages import BasePage
from projects.blocks import PageBodyBlock


class AccessibilityPage(BasePage):
    """The accessibility statement (§ 10b BGG NRW)."""

    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    template = "home/accessibility_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.BarrierReportPage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def page_context(self, request, frame, needs):
        return super().page_context(request, frame, needs) | {"report_url": frame.place_urls.get("barrier_report", "")}


class BarrierReportPage(BasePage):
    """How to report a barrier."""

    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)
    contact = models.ForeignKey(
        "projects.Contact",
        verbose_name=_("office responsible"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    template = "home/barrier_report_page.html"
    parent_page_types = ["home.AccessibilityPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("contact"), FieldPanel("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]

    class Meta:
        verbose_name = _("barrier report")
        verbose_name_plural = _("barrier reports")

    def page_context(self, request, frame, needs):
        return super().page_context(request, frame, needs) | {"contact": self.contact}
