"""The list of all projects, with filters in the address."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField

from cms.pages import BasePage

from ..blocks import PageBodyBlock


class ProjectIndexPage(BasePage):
    """``projekte/?ziel=3&stand=laufend&jahr=2025&land=CI&q=…``"""

    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    template = "projects/project_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["projects.ProjectPage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]

    class Meta:
        verbose_name = _("project list")
        verbose_name_plural = _("project lists")

    def page_context(self, request, frame, needs):
        from ..listing import index_context

        return super().page_context(request, frame, needs) | index_context(self, request, frame)
