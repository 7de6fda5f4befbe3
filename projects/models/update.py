"""News from a project."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.api import APIField
from wagtail.fields import StreamField

from cms.pages import BasePage, LeadImageMixin
from cms.teamwork.panels import OriginalLanguagePanel
from cms.translation import synchronised

from ..blocks import PageBodyBlock


def today():
    """The date in Düren, as the default of a new report."""
    return timezone.localdate()


class UpdatePage(LeadImageMixin, BasePage):
    """A dated report, below its project."""

    date = models.DateField(
        _("date"), default=today, help_text=_("When it happened, not when it was written. Updates stand in this order.")
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    template = "projects/update_page.html"
    parent_page_types = ["projects.ProjectPage"]
    subpage_types: list[str] = []
    content_tabs = [
        ObjectList([OriginalLanguagePanel(), *BasePage.content_panels, FieldPanel("date")], heading=_("What and when")),
        ObjectList([LeadImageMixin.lead_image_panel, FieldPanel("body")], heading=_("Text and pictures")),
    ]
    api_fields = [
        *BasePage.api_fields,
        *LeadImageMixin.lead_image_api_fields,
        APIField("date"),
        APIField("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *LeadImageMixin.lead_image_policy,
        *synchronised("date"),
    ]

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def page_context(self, request, frame, needs):
        from ..cards import build_cards
        from .project import ProjectPage

        context = super().page_context(request, frame, needs)
        parent = ProjectPage.objects.filter(path=self.path[: -self.steplen])
        context["project"] = next(iter(build_cards(parent, request, frame)), None)
        return context
