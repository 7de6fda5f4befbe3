"""The form of a project, in tabs that follow how an editor thinks: what and when, where, what for, with whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from cms.editing.facts import Fact
from cms.editing.panels import Foldable, MarkedPanel
from cms.editing.tabs import ALTERNATIVE, PICTURE, TEASER, TITLE, editor_tabs, folded

from .editing.goals import MOST_ROWS, GoalTilesPanel
from .editing.panels import MoneyPanel, PlacePanel

FACTS = (
    TITLE,
    Fact(_("Enter the first year."), ("start_year", "start_date"), needed=True),
    Fact(
        _("The last year lies before the first one."),
        ("end_year",),
        unless=("start_date", "end_date"),
        not_below="start_year",
        needed=True,
    ),
    Fact(_("Complete the place on the map: latitude."), ("latitude",), when=("longitude",), needed=True),
    Fact(_("Complete the place on the map: longitude."), ("longitude",), when=("latitude",), needed=True),
    ALTERNATIVE,
    TEASER,
    Fact(_("Choose the country."), ("country",)),
    Fact(_("Pick the place on the map."), ("latitude", "longitude")),
    Fact(_("Pick a goal."), rows="goals", target="goals"),
    Fact(_("Add a partner."), rows="partners", target="partners"),
    PICTURE,
)


def project_tabs(first: list[Panel], lead_image: Panel) -> TabbedInterface:
    """The whole form. In: the panels every page begins with, and that of the lead image."""
    what_and_when = [
        *first,
        FieldPanel("short_title"),
        FieldRowPanel([MarkedPanel("start_year"), FieldPanel("end_year")], heading=_("Years")),
        Foldable(
            [FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")])],
            heading=_("More precisely"),
        ),
    ]
    where = [
        FieldPanel("country"),
        FieldRowPanel([FieldPanel("region"), FieldPanel("place")], heading=_("Region and place")),
        PlacePanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Point on the map"),
        ),
    ]
    partners_and_money = [
        MultipleChooserPanel("partners", chooser_field_name="partner", heading=_("Partners"), label=_("Partner")),
        MoneyPanel(
            [
                # The currency stands there from the beginning and cannot be emptied.
                FieldRowPanel([FieldPanel("grant"), FieldPanel("own_share"), MarkedPanel("currency", needed=False)]),
                FieldPanel("instrument"),
                FieldPanel("money_is_public"),
            ],
            heading=_("Money"),
        ),
        FieldPanel("contact"),
    ]
    text_and_pictures = [
        lead_image,
        FieldPanel("body"),
        FieldPanel("results"),
        MultipleChooserPanel("documents", chooser_field_name="document", heading=_("Documents"), label=_("Document")),
    ]
    rarely_used = [
        FieldPanel("open_facts"),
        folded(
            [
                HelpPanel(content=_("These details are for the open data of the site. Visitors do not see them.")),
                FieldPanel("dac_sector"),
                FieldPanel("geonames_id"),
                FieldPanel("in_iati"),
            ],
            _("Open data"),
            always_folded=True,
        ),
    ]
    return editor_tabs(
        [
            ObjectList(what_and_when, heading=_("What and when")),
            ObjectList(where, heading=_("Where")),
            ObjectList(
                [GoalTilesPanel("goals", heading=_("Goals"), label=_("Goal"), max_num=MOST_ROWS)], heading=_("Goals")
            ),
            ObjectList(partners_and_money, heading=_("Partners and money")),
            ObjectList(text_and_pictures, heading=_("Text and pictures")),
        ],
        more=rarely_used,
        facts=FACTS,
    )
