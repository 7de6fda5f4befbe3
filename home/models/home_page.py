"""The home page of one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField

from cms.fields import TextLineField
from cms.pages import BasePage, LeadImageMixin
from projects.blocks import PageBodyBlock


class HomePage(LeadImageMixin, BasePage):
    """The home page of one language."""

    list_heading = models.CharField(_("heading of the project list"), max_length=150, blank=True)
    list_intro = TextLineField(_("introduction to the project list"), max_length=300, blank=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    lead_image_preset = "hero"
    lead_image_presets = ("hero", "share")
    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "projects.ProjectIndexPage",
        "sdg.GoalIndexPage",
        "home.ContentPage",
        "home.ContactPage",
        "home.AccessibilityPage",
    ]
    content_panels = [
        *BasePage.content_panels,
        LeadImageMixin.lead_image_panel,
        MultiFieldPanel([FieldPanel("list_heading"), FieldPanel("list_intro")], heading=_("Project list")),
        FieldPanel("body"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *LeadImageMixin.lead_image_api_fields,
        APIField("list_heading"),
        APIField("list_intro"),
        APIField("body"),
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, *LeadImageMixin.lead_image_policy]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def can_create_at(cls, parent) -> bool:
        """Only at the root of the tree, and one for each language: translation makes the others."""
        return super().can_create_at(parent) and parent.depth == 1 and not cls.objects.exists()

    def page_context(self, request, frame, needs):
        from ..presentation import home_context

        return super().page_context(request, frame, needs) | home_context(self, request, frame, needs)
