"""Whom to ask, and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin

from cms.inbox.pages import FormPageMixin
from cms.lost_targets import DropIfTargetIsGone
from cms.pages import BasePage
from cms.translation import synchronised
from projects.blocks import PageBodyBlock


class ContactPageContact(DropIfTargetIsGone, TranslatableMixin, Orderable):
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


class ContactPage(FormPageMixin, BasePage):
    """Whom to ask, and how; with a form."""

    show_form = models.BooleanField(
        _("Show the contact form"),
        default=True,
        help_text=_("Messages are mailed to the first contact of this page that has an e-mail address."),
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    form_kind = "contact"
    template = "home/contact_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        InlinePanel("contacts", heading=_("Contacts"), label=_("Contact")),
        FieldPanel("show_form"),
        FieldPanel("body"),
    ]
    api_fields = [*BasePage.api_fields, APIField("contacts"), APIField("body")]

    override_translatable_fields = [*BasePage.override_translatable_fields, *synchronised("show_form")]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def has_form(self) -> bool:
        return self.show_form

    def page_context(self, request, frame, needs):
        rows = self.contacts.select_related("contact") if self.pk else self.contacts.all()
        return super().page_context(request, frame, needs) | {"contacts": [row.contact for row in rows]}
