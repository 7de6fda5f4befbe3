"""Home page, content pages, contact, accessibility statement, barrier report."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin

from cms.fields import TextLineField
from cms.office.facts import Facts
from cms.pages import BasePage, LeadImageMixin
from cms.translation import synchronised
from projects.blocks import PageBodyBlock

from .package.records import ContentPackageItem  # noqa: F401  (Django finds models here)


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
        from .presentation import home_context

        return super().page_context(request, frame, needs) | home_context(self, request, frame, needs)


class Purpose(models.TextChoices):
    """What a content page is for, where the site needs to know it (footer duties of duties.md)."""

    STANDARD = "", _("ordinary page")
    IMPRINT = "imprint", _("imprint")
    PRIVACY = "privacy", _("privacy notice")
    EASY_LANGUAGE = "easy_language", _("easy language")
    SIGN_LANGUAGE = "sign_language", _("sign language")


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
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("checked_on"), FieldPanel("checked_by")])], heading=_("Easy language")
        ),
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

    def missing_values(self) -> dict[str, str]:
        missing = super().missing_values()
        if bool(self.checked_on) != bool(self.checked_by):
            name = "checked_by" if self.checked_on else "checked_on"
            missing[name] = _("A check needs both its date and who made it.")
        return missing

    def page_context(self, request, frame, needs):
        context = super().page_context(request, frame, needs)
        if self.purpose in (Purpose.IMPRINT, Purpose.PRIVACY):
            facts = Facts(frame.content_language)
            context["facts"] = facts.imprint() if self.purpose == Purpose.IMPRINT else facts.privacy()
            context["facts_end"] = facts.privacy_end() if self.purpose == Purpose.PRIVACY else []
        return context


class ContactPageContact(TranslatableMixin, Orderable):
    """A contact shown on the contact page."""

    page = ParentalKey("home.ContactPage", on_delete=models.CASCADE, related_name="contacts")
    contact = models.ForeignKey(
        "projects.Contact", verbose_name=_("contact"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("contact")]
    api_fields = [APIField("contact")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")


class ContactPage(BasePage):
    """Whom to ask, and how."""

    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    template = "home/contact_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        InlinePanel("contacts", heading=_("Contacts"), label=_("Contact")),
        FieldPanel("body"),
    ]
    api_fields = [*BasePage.api_fields, APIField("contacts"), APIField("body")]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def page_context(self, request, frame, needs):
        rows = self.contacts.select_related("contact") if self.pk else self.contacts.all()
        return super().page_context(request, frame, needs) | {"contacts": [row.contact for row in rows]}


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
