"""A project of the partnership: the heart of the site (house.md, "The heart")."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from cms.pages import BasePage, LeadImageMixin
from cms.translation import synchronised

from ..blocks import PageBodyBlock
from ..countries import COUNTRIES, COUNTRY_NAMES
from ..editing.fields import AmountField, CoordinateField
from ..forms import ProjectPageForm
from ..panels import project_tabs
from ..querysets import ProjectQuerySet
from ..status import Status, first_day, last_day, status_of

FIRST_YEAR, LAST_YEAR = 1990, 2100
YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
CURRENCIES = [("EUR", _("Euro (EUR)")), ("XOF", _("CFA franc (XOF)")), ("USD", _("US dollar (USD)"))]


class ProjectPage(LeadImageMixin, BasePage):
    """One project. Its status is computed from its dates, never entered."""

    short_title = models.CharField(
        _("short title"),
        max_length=60,
        blank=True,
        help_text=_("Two or three words for the timeline, for example “Maternity ward”. Left empty: the title."),
    )
    start_year = models.PositiveSmallIntegerField(
        _("first year"),
        null=True,
        blank=True,  # asked for by `missing_values`: an exact start is as good
        validators=YEARS,
        help_text=_("When work begins or began, for example 2024. It is enough to know the year."),
    )
    end_year = models.PositiveSmallIntegerField(
        _("last year"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("For example 2026. Empty: the end is open."),
    )
    start_date = models.DateField(_("exact start"), null=True, blank=True, help_text=_("Wins over the first year."))
    end_date = models.DateField(_("exact end"), null=True, blank=True, help_text=_("Wins over the last year."))

    country = models.CharField(
        _("country"),
        max_length=2,
        choices=COUNTRIES,
        blank=True,
        help_text=_("Where the work takes effect. Visitors can filter by it."),
    )
    region = models.CharField(
        _("region"), max_length=150, blank=True, help_text=_("For example La Mé or the district of Düren.")
    )
    place = models.CharField(
        _("place"), max_length=150, blank=True, help_text=_("The town or village, for example Assikoi.")
    )
    latitude = CoordinateField(
        _("latitude"),
        help_text=_("North is positive. 5,84 and 5.84 N are both fine; “5.84, -3.62” fills both fields."),
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = CoordinateField(
        _("longitude"),
        help_text=_("East is positive, west negative: -3,62 or 3.62 W."),
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    geonames_id = models.PositiveIntegerField(
        _("GeoNames number"),
        null=True,
        blank=True,
        help_text=_("The number of the place at geonames.org, for example 2596952 for Assikoi. It may stay empty."),
    )

    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)
    results = StreamField(PageBodyBlock(), verbose_name=_("results"), blank=True)
    contact = models.ForeignKey(
        "projects.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whom visitors may ask about this project. The office is enough."),
    )

    grant = AmountField(
        _("grant"),
        help_text=_("What the funding body pays, for example 50.000,00 or 50000."),
    )
    own_share = AmountField(
        _("own share"),
        help_text=_("What the partners pay themselves. Written in the same way."),
    )
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, default="EUR")
    instrument = models.CharField(
        _("funding programme"),
        max_length=200,
        blank=True,
        help_text=_("The full name of the programme, as the notice of approval gives it."),
    )
    money_is_public = models.BooleanField(
        _("Show the amounts to the public"),
        default=False,
        help_text=_("As long as this is not ticked, only editors see the amounts."),
    )

    dac_sector = models.CharField(
        _("DAC sector code"),
        max_length=5,
        blank=True,
        help_text=_("Five digits of the OECD list of purposes, for example 13020."),
    )
    in_iati = models.BooleanField(_("Include in the IATI file"), default=True)
    open_facts = models.CharField(
        _("facts still open"),
        max_length=600,
        blank=True,
        help_text=_("For editors only: what has yet to be found out, for example “exact start, ask the town hall”."),
    )

    objects = PageManager.from_queryset(ProjectQuerySet)()
    base_form_class = ProjectPageForm

    lead_image_presets = ("column", "share", "card")
    template = "projects/project_page.html"
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = ["projects.UpdatePage"]

    edit_handler = project_tabs(BasePage.content_panels, LeadImageMixin.lead_image_panel)
    search_fields = [
        *BasePage.search_fields,
        index.FilterField("start_year"),
        index.FilterField("end_year"),
        index.FilterField("country"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *LeadImageMixin.lead_image_api_fields,
        APIField("start_year"),
        APIField("end_year"),
        APIField("start_date"),
        APIField("end_date"),
        APIField("status"),
        APIField("country"),
        APIField("region"),
        APIField("place"),
        APIField("latitude"),
        APIField("longitude"),
        APIField("geonames_id"),
        APIField("confirmed_goals"),
        APIField("public_partners"),
        APIField("dac_sector"),
        APIField("body"),
        APIField("results"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *LeadImageMixin.lead_image_policy,
        *synchronised(
            "start_year",
            "end_year",
            "start_date",
            "end_date",
            "country",
            "latitude",
            "longitude",
            "geonames_id",
            "grant",
            "own_share",
            "currency",
            "money_is_public",
            "dac_sector",
            "in_iati",
            "open_facts",
        ),
    ]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [models.Index(fields=["start_year", "end_year"], name="project_years")]

    # --- What is computed ---------------------------------------------------------------------

    @property
    def starts(self) -> date | None:
        return first_day(self.start_year, self.start_date)

    @property
    def ends(self) -> date | None:
        return last_day(self.end_year, self.end_date)

    @property
    def status(self) -> Status:
        """``planned``, ``current`` or ``past``, today in Europe/Berlin."""
        return status_of(self.starts, self.ends)

    @property
    def place_name(self) -> str:
        """Place and region as far as known, otherwise the country; empty if nothing is known."""
        parts = [part for part in (self.place, self.region) if part]
        return ", ".join(dict.fromkeys(parts)) or str(COUNTRY_NAMES.get(self.country, ""))

    @property
    def confirmed_goals(self) -> list[dict]:
        """For readers of the API: confirmed goals with target and reason."""
        return [
            {
                "number": row.goal.number,
                "title": row.goal.title,
                "target": row.target,
                "reason": row.reason,
                "is_main": row.is_main,
            }
            for row in self.goals.all()
            if row.is_confirmed
        ]

    @property
    def public_partners(self) -> list[dict]:
        """For readers of the API: partners with role."""
        return [
            {"name": row.partner.name, "role": row.role, "country": row.partner.country} for row in self.partners.all()
        ]

    def search_extras(self) -> str:
        from ..search import search_extras

        return search_extras(self)

    def clean(self):
        super().clean()
        # An exact date wins over the year, so the year follows it.
        if self.start_date:
            self.start_year = self.start_date.year
        if self.end_date:
            self.end_year = self.end_date.year
        errors = {}
        years = [year for year in (self.start_year, self.end_year) if year is not None]
        # A year out of range is reported by its field and cannot be made into a date.
        sound = all(FIRST_YEAR <= year <= LAST_YEAR for year in years)
        if sound and self.starts and self.ends and self.ends < self.starts:
            errors["end_date" if self.end_date else "end_year"] = _("The end lies before the start.")
        for date_field in ("start_date", "end_date"):
            value = getattr(self, date_field)
            if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
                errors[date_field] = _("Enter a date between %(first)s and %(last)s.") % {
                    "first": FIRST_YEAR,
                    "last": LAST_YEAR,
                }
        if self.dac_sector and not (
            self.dac_sector.isascii() and self.dac_sector.isdecimal() and len(self.dac_sector) == 5
        ):
            errors["dac_sector"] = _("A DAC sector code has five digits.")
        if errors:
            raise ValidationError(errors)

    def missing_values(self) -> dict[str, str]:
        missing = super().missing_values()
        if not (self.start_year or self.start_date):
            missing["start_year"] = _("Enter the first year of the project.")
        if (self.latitude is None) != (self.longitude is None):
            name = "latitude" if self.latitude is None else "longitude"
            missing[name] = _("A place on the map needs both latitude and longitude.")
        return missing

    # --- Printing -----------------------------------------------------------------------------

    def page_context(self, request, frame, needs):
        from ..presentation import project_context

        context = super().page_context(request, frame, needs)
        return context | project_context(self, request, frame, needs)
