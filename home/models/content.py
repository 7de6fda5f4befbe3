"""Ordinary pages, and those with a purpose: imprint, privacy notice, easy language, sign language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.editing.panels import Foldable
from cms.office.facts import Facts
from cms.pages import BasePage, LeadImageMixin
from cms.translation import synchronised
from projects.blocks import PageBodyBlock


class Purpose(models.TextChoices):
    """What a content page is for, where the site needs to know it (footer duties of duties.md)."""

    STANDARD = "", _("ordinary page")
    IMPRINT = "imprint", _("imprint")
    PRIVACY = "privacy", _("privacy notice")
    EASY_LANGUAGE = "easy_language", _("easy language")
    SIGN_LANGUAGE = "sign_language", _("sign language")
    PICTURE_CREDITS = "picture_credits", _("picture credits (the list is added by itself)")


class ContentPage(LeadImageMixin, BasePage):
    """An ordinary page, the imprint, the privacy notice, easy language."""

    menu_title = models.CharField(
        _("title in the menu"), max_length=40, blank=True, help_text=_("Short. Left empty: the title.")
    )
    purpose = models.CharField(
        _("purpose"),
        max_length=20,
        choices=Purpose,
        blank=True,
        default="",
        help_text=_("The footer links to pages with a purpose. There is one page for each."),
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("Easy language: when a test group has checked the text.")
    )
    checked_by = models.CharField(_("checked by"), max_length=200, blank=True)

    template = "home/content_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]
    content_panels = [
        *BasePage.content_panels,
        LeadImageMixin.lead_image_panel,
        FieldPanel("body"),
        Foldable([FieldRowPanel([FieldPanel("checked_on"), FieldPanel("checked_by")])], heading=_("Easy language")),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("menu_title")]
    settings_panels = [FieldPanel("purpose"), *Page.settings_panels]
    api_fields = [*BasePage.api_fields, *LeadImageMixin.lead_image_api_fields, APIField("purpose"), APIField("body")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *LeadImageMixin.lead_image_policy,
        *synchronised("purpose", "checked_on"),
    ]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def clean(self):
        super().clean()
        if self.purpose and self.locale_id:
            same = ContentPage.objects.filter(purpose=self.purpose, locale_id=self.locale_id).exclude(pk=self.pk)
            if same.exists():
                raise ValidationError({"purpose": _("Another page in this language has this purpose already.")})

    def page_context(self, request, frame, needs):
        from ..credits import credits_context

        context = super().page_context(request, frame, needs)
        if self.purpose == Purpose.PICTURE_CREDITS:
            context |= credits_context(self, request, frame, needs)
        if self.purpose in (Purpose.IMPRINT, Purpose.PRIVACY):
            facts = Facts(frame.content_language)
            context["facts"] = facts.imprint() if self.purpose == Purpose.IMPRINT else facts.privacy()
            context["is_draft"] = self.purpose == Purpose.PRIVACY and not facts.office.privacy_checked_on
            context["facts_end"] = facts.privacy_end() if self.purpose == Purpose.PRIVACY else []
        return context

    def missing_values(self) -> dict[str, str]:
        missing = super().missing_values()
        if bool(self.checked_on) != bool(self.checked_by):
            name = "checked_by" if self.checked_on else "checked_on"
            missing[name] = _("A check needs both its date and who made it.")
        return missing
