"""Names and legal facts of the office, with their texts in other languages."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from ...fields import WEB, TextLineField
from ...telephones import TELEPHONE
from ..panels import EmptyPanel, PlacePanel, ShownPanel


class OpenLicence(models.TextChoices):
    """Licences for open data, with the codes that Germany's data portals use."""

    DL_DE_BY = "dl-de/by-2-0", _("Data licence Germany, attribution 2.0 (dl-de/by-2-0)")
    DL_DE_ZERO = "dl-de/zero-2-0", _("Data licence Germany, zero 2.0 (dl-de/zero-2-0)")
    CC_BY = "cc-by-4.0", _("Creative Commons, attribution 4.0 (CC BY 4.0)")
    CC_ZERO = "cc0-1.0", _("Creative Commons Zero 1.0 (CC0)")


OPEN_LICENCES: dict[str, tuple[str, str]] = {  # code → short name, address of the text
    OpenLicence.DL_DE_BY: ("dl-de/by-2-0", "https://www.govdata.de/dl-de/by-2-0"),
    OpenLicence.DL_DE_ZERO: ("dl-de/zero-2-0", "https://www.govdata.de/dl-de/zero-2-0"),
    OpenLicence.CC_BY: ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    OpenLicence.CC_ZERO: ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


class Words(models.Model):
    """Texts of the office that each language has its own of; an empty one is taken from German."""

    site_name = models.CharField(
        _("name of the site"),
        max_length=60,
        blank=True,
        help_text=_("Stands at the top of every page, and in the window's title after the title of the page."),
    )
    tagline = TextLineField(
        _("one sentence about the site"),
        max_length=300,
        blank=True,
        help_text=_("Stands in the footer of every page, under the name."),
    )
    publisher = models.CharField(
        _("publisher"), max_length=200, blank=True, help_text=_("Stands in the imprint and in the footer.")
    )
    legal_form = models.CharField(_("legal form"), max_length=200, blank=True)
    representative_title = models.CharField(
        _("office of the representative"), max_length=200, blank=True, help_text=_("For example: Landrätin")
    )
    other_channel = TextLineField(
        _("another quick way to reach you"),
        max_length=300,
        blank=True,
        help_text=_("If there is no telephone number: the law asks for a second quick way beside e-mail."),
    )

    #: The texts, in the order of the forms.
    NAMES = ("site_name", "tagline", "publisher", "legal_form", "representative_title", "other_channel")

    class Meta:
        abstract = True


@register_setting(icon="home", order=100)
class Office(Words, ClusterableModel, BaseGenericSetting):
    """Everything about the office that pages print. There is one row; its texts are German."""

    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    representative = models.CharField(
        _("authorised representative"), max_length=200, blank=True, help_text=_("First name and surname.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[TELEPHONE])
    vat_id = models.CharField(
        _("VAT identification number"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2} ?[0-9A-Z ]{2,14}$", _("Two capital letters, then digits: DE123456789"))],
    )
    has_no_vat_id = models.BooleanField(_("There is no VAT identification number."), default=False)
    responsible = models.CharField(
        _("responsible for the content"),
        max_length=200,
        blank=True,
        help_text=_("First name and surname of one person (§ 18 (2) MStV)."),
    )
    responsible_address = TextLineField(_("address of this person"), max_length=300, blank=True)

    officer = models.CharField(
        _("data protection officer"), max_length=200, blank=True, help_text=_("A name is not required.")
    )
    officer_address = TextLineField(_("address of the officer"), max_length=300, blank=True)
    officer_email = models.EmailField(_("e-mail of the officer"), blank=True)
    officer_phone = models.CharField(_("telephone of the officer"), max_length=40, blank=True, validators=[TELEPHONE])
    hosting = TextLineField(
        _("who runs the server"), max_length=300, blank=True, help_text=_("Data centre or company, with its town.")
    )
    complaint_address = TextLineField(_("address of the complaint body (LDI NRW)"), max_length=300, blank=True)
    complaint_email = models.EmailField(_("e-mail of the complaint body"), blank=True)
    complaint_phone = models.CharField(
        _("telephone of the complaint body"), max_length=40, blank=True, validators=[TELEPHONE]
    )
    complaint_url = models.URLField(_("website of the complaint body"), blank=True, validators=[WEB])
    privacy_checked_on = models.DateField(
        _("privacy notice checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which the district has confirmed the text. It is printed as the version."),
    )

    licence = models.CharField(
        _("licence of open data"), max_length=30, choices=OpenLicence, default=OpenLicence.DL_DE_BY
    )

    mail_sender = models.EmailField(
        _("sender of mails"),
        blank=True,
        help_text=_("The address that mails of the site come from. Left empty: the one the server is set up with."),
    )
    mail_recipient = models.EmailField(
        _("recipient of messages"),
        blank=True,
        help_text=_("Receives what visitors send where a form names no address of its own."),
    )

    public = models.JSONField(default=dict, editable=False)  # what every page prints, see cms.office.snapshot

    panels = [
        ShownPanel(),
        EmptyPanel(),
        MultiFieldPanel(
            [
                PlacePanel("home", _("At the top and at the bottom of every page.")),
                FieldPanel("site_name"),
                FieldPanel("tagline"),
            ],
            heading=_("Names"),
        ),
        MultiFieldPanel(
            [
                PlacePanel("imprint", _("In the imprint, above its own text. What is empty is left out there.")),
                FieldPanel("publisher"),
                FieldPanel("legal_form"),
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
                FieldRowPanel([FieldPanel("representative"), FieldPanel("representative_title")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("other_channel"),
                FieldRowPanel([FieldPanel("vat_id"), FieldPanel("has_no_vat_id")]),
                FieldRowPanel([FieldPanel("responsible"), FieldPanel("responsible_address")]),
            ],
            heading=_("Publisher and imprint"),
        ),
        MultiFieldPanel(
            [
                PlacePanel("privacy", _("In the privacy notice, above and below its own text.")),
                FieldRowPanel([FieldPanel("officer"), FieldPanel("officer_address")]),
                FieldRowPanel([FieldPanel("officer_email"), FieldPanel("officer_phone")]),
                FieldPanel("hosting"),
                FieldPanel("complaint_address"),
                FieldRowPanel([FieldPanel("complaint_email"), FieldPanel("complaint_phone")]),
                FieldPanel("complaint_url"),
                FieldPanel("privacy_checked_on"),
            ],
            heading=_("Privacy"),
        ),
        MultiFieldPanel(
            [
                PlacePanel("home", _("In the footer of every page.")),
                FieldPanel("licence"),
                InlinePanel("social_links", heading=_("Social media"), label=_("Link"), max_num=6),
            ],
            heading=_("Open data and social media"),
        ),
        MultiFieldPanel(
            [
                PlacePanel("", _("Nowhere on the site: these addresses are for mails only.")),
                FieldPanel("mail_sender"),
                FieldPanel("mail_recipient"),
            ],
            heading=_("Mail"),
        ),
    ]

    class Meta:
        verbose_name = _("site details")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self):
        super().clean()
        if self.vat_id and self.has_no_vat_id:
            raise ValidationError({"has_no_vat_id": _("There is a number above. Delete it, or take away this tick.")})


class OfficeWords(Words):
    """The texts of the office in another language than German."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=10, unique=True)

    class Meta:
        verbose_name = _("site details in another language")
        default_permissions = ()

    def __str__(self) -> str:
        return self.language


class SocialLink(Orderable):
    """An account of the publisher on a social network."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="social_links")
    name = models.CharField(_("name"), max_length=40, help_text=_("For example: Mastodon"))
    url = models.URLField(_("address"), validators=[WEB])

    panels = [FieldPanel("name"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
