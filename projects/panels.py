"""The form of a project, in tabs that follow how an editor thinks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.models import Page


def project_tabs(first: list[Panel], lead_image: Panel) -> TabbedInterface:
    """The whole form. In: the panels every page begins with, and that of the lead image."""
    content_panels = [
        *first,
        FieldPanel("short_title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
            ],
            heading=_("Period"),
        ),
        lead_image,
        FieldPanel("body"),
        FieldPanel("results"),
    ]
    place_panels = [
        FieldPanel("country"),
        FieldRowPanel([FieldPanel("region"), FieldPanel("place")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("geonames_id"),
    ]
    goal_panels = [InlinePanel("goals", heading=_("Goals"), label=_("Goal"), max_num=17)]
    partner_panels = [
        InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("grant"), FieldPanel("own_share"), FieldPanel("currency")]),
                FieldPanel("instrument"),
                FieldPanel("money_is_public"),
            ],
            heading=_("Money"),
        ),
        FieldPanel("contact"),
    ]
    document_panels = [InlinePanel("documents", heading=_("Documents"), label=_("Document"))]
    data_panels = [
        HelpPanel(content=_("These details are for the open data of the site. Visitors do not see them.")),
        FieldPanel("dac_sector"),
        FieldPanel("in_iati"),
        FieldPanel("open_facts"),
    ]
    return TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(place_panels, heading=_("Place")),
            ObjectList(goal_panels, heading=_("Goals")),
            ObjectList(partner_panels, heading=_("Partners and money")),
            ObjectList(document_panels, heading=_("Documents")),
            ObjectList(data_panels, heading=_("Open data")),
            ObjectList(Page.promote_panels, heading=_("Search engines")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
