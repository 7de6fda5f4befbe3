"""Partners and contacts: written once, used on many pages, translated like pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms.fields import TextLineField
from cms.telephones import TELEPHONE
from cms.translation import synchronised

from ..countries import COUNTRIES


class PartnerKind(models.TextChoices):
    """What sort of organisation a partner is, in words for readers."""

    PUBLIC = "public", _("public body")
    MUNICIPALITY = "municipality", _("municipality or region")
    ASSOCIATION = "association", _("association or civil society")
    SCHOOL = "school", _("school or university")
    COMPANY = "company", _("company")
    INTERNATIONAL = "international", _("international organisation")
    OTHER = "other", _("other")


#: The codes of the IATI code list OrganisationType that partners can have.
IATI_ORGANISATION_TYPES = [
    ("10", _("10 Government")),
    ("11", _("11 Local government")),
    ("15", _("15 Other public sector")),
    ("21", _("21 International NGO")),
    ("22", _("22 National NGO")),
    ("23", _("23 Regional NGO")),
    ("24", _("24 Partner country based NGO")),
    ("30", _("30 Public private partnership")),
    ("40", _("40 Multilateral")),
    ("60", _("60 Foundation")),
    ("70", _("70 Private sector")),
    ("80", _("80 Academic, training and research")),
]


class Partner(TranslatableMixin, index.Indexed, models.Model):
    """An organisation, or a group of people, that takes part."""

    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind, default=PartnerKind.OTHER)
    is_collective = models.BooleanField(
        _("This stands for a group of several partners that are not named one by one."), default=False
    )
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, blank=True)
    description = TextLineField(_("description"), max_length=600, blank=True)
    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "media.MediaImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    iati_organisation_type = models.CharField(
        _("IATI organisation type"), max_length=2, blank=True, choices=IATI_ORGANISATION_TYPES
    )
    iati_identifier = models.CharField(_("IATI organisation identifier"), max_length=100, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("is_collective"),
        FieldPanel("country"),
        FieldPanel("description"),
        FieldPanel("url"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [FieldPanel("iati_organisation_type"), FieldPanel("iati_identifier")], heading=_("Open data (IATI)")
        ),
    ]
    override_translatable_fields = synchronised(
        "kind", "is_collective", "country", "logo", "iati_organisation_type", "iati_identifier"
    )
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale")]
    api_fields = ["name", "kind", "country", "url"]

    class Meta(TranslatableMixin.Meta):
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name


class Contact(TranslatableMixin, index.Indexed, models.Model):
    """Whom to ask. Every field but the unit may stay empty; nothing is invented (duties.md)."""

    unit = models.CharField(_("office"), max_length=255, help_text=_("For example the coordination office."))
    organisation = models.CharField(_("organisation"), max_length=255, blank=True)
    name = models.CharField(_("person"), max_length=150, blank=True)
    role = models.CharField(_("function"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("telephone"),
        max_length=40,
        blank=True,
        validators=[TELEPHONE],
        help_text=_("With country code, for example +49 …"),
    )
    street = models.CharField(_("street and number"), max_length=150, blank=True)
    postal_code = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    opening_hours = TextLineField(_("opening hours"), max_length=300, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("unit"), FieldPanel("organisation"), FieldPanel("name"), FieldPanel("role")], heading=_("Who")
        ),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("opening_hours")], heading=_("How to get in touch")
        ),
        MultiFieldPanel([FieldPanel("street"), FieldPanel("postal_code"), FieldPanel("city")], heading=_("Address")),
    ]
    override_translatable_fields = synchronised("name", "email", "phone", "street", "postal_code", "city")
    search_fields = [index.SearchField("unit"), index.AutocompleteField("unit"), index.FilterField("locale")]
    api_fields = ["unit", "organisation"]

    class Meta(TranslatableMixin.Meta):
        ordering = ["unit"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.name}, {self.unit}" if self.name else self.unit

    @property
    def is_empty(self) -> bool:
        """Whether there is no way to reach this contact yet."""
        return not (self.email or self.phone or self.street)
