"""The page for reporting a barrier (§ 10b BGG NRW)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField

from cms.inbox.pages import FormPageMixin
from cms.pages import BasePage
from projects.blocks import PageBodyBlock


class BarrierReportPage(FormPageMixin, BasePage):
    """The form for reporting a barrier, and who is responsible."""

    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)
    contact = models.ForeignKey(
        "projects.Contact",
        verbose_name=_("office responsible"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Reports are mailed to the e-mail address of this contact."),
    )

    form_kind = "barrier"
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
