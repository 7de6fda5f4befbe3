"""Panels of the project form that show more than fields: the map and the money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from .outlines import TOWNS, VIEWS, lies_in, paths, projected

STYLE = {"all": ["projects/editing/form.css"]}


def _number(form, name: str) -> Decimal | None:
    """The number in a field as it is shown now, None if it is empty or cannot be read."""
    if name not in form.fields:
        return None
    try:
        return form.fields[name].to_python(form[name].value())
    except ValidationError:
        return None


class PlacePanel(MultiFieldPanel):
    """The fields of a place with a map on which it can be picked. The fields stay the way that always works."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "projects/editing/place.html"

        def get_context_data(self, parent_context=None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            latitude, longitude = (_number(self.form, name) for name in ("latitude", "longitude"))
            country = self.form["country"].value() if "country" in self.form.fields else ""
            known = latitude is not None and longitude is not None
            context["is_outside"] = known and lies_in(country, float(latitude), float(longitude)) is False
            context["outlines"] = paths()
            context["views"] = VIEWS
            context["towns"] = [(name, x, f"{projected(latitude):.4f}", near) for name, latitude, x, near in TOWNS]
            return context

        @property
        def media(self) -> Media:
            return super().media + Media(js=["projects/editing/place.js"], css=STYLE)


class MoneyPanel(MultiFieldPanel):
    """Amounts, and a sentence that says who sees them."""

    SENTENCES = {
        "hidden": _("Nobody outside sees these amounts."),
        "public": _("These amounts stand on the page as soon as it is published."),
        "empty": _("The amounts are to be shown, but there is none yet."),
    }

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "projects/editing/money.html"

        def get_context_data(self, parent_context=None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            has_amount = any(_number(self.form, name) is not None for name in ("grant", "own_share"))
            shown = "money_is_public" in self.form.fields and bool(self.form["money_is_public"].value())
            context["state"] = "hidden" if not shown else "public" if has_amount else "empty"
            context["sentences"] = self.panel.SENTENCES
            return context

        @property
        def media(self) -> Media:
            return super().media + Media(js=["projects/editing/money.js"], css=STYLE)
