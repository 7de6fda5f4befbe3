"""Panels of the settings form that say where on the site something stands, and what is still empty."""

from __future__ import annotations

import json

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

#: The hidden field with what the form showed when it was opened.
SHOWN = "shown-values"


class ShownPanel(Panel):
    """That field. It always holds what is stored now: a form shown again has been put together with it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "office/shown_panel.html"

        @property
        def name(self) -> str:
            return SHOWN

        @property
        def value(self) -> str:
            from .together import stored_state

            return json.dumps(stored_state(self.instance.pk)) if self.instance.pk else ""


class PlacePanel(Panel):
    """One sentence on where the fields below are printed, with a link that shows the place."""

    def __init__(self, place: str = "", text="", **kwargs):
        super().__init__(**kwargs)
        self.place, self.text = place, text

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "place": self.place, "text": self.text}

    class BoundPanel(Panel.BoundPanel):
        template_name = "office/place_panel.html"

        @cached_property
        def address(self) -> str:
            from .places import address_of

            return address_of(self.request, self.panel.place)

        @property
        def text(self):
            return self.panel.text


class EmptyPanel(Panel):
    """Names the fields that the law or the work asks for and that are empty, each with a way to it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "office/empty_panel.html"

        @cached_property
        def missing(self):
            from .facts import missing

            return missing(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            return bool(self.missing)
