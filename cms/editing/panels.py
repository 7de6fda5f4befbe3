"""Panels that any page type can use."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TabbedInterface

from ..publishing.pictures import picture_places, problems_of_pictures
from ..publishing.rules import asking_of
from .facts import is_known, state_of


class EditorTabs(TabbedInterface):
    """Tabs under a list of what is still missing. In: the tabs, and ``facts`` (see `cms.editing.facts`)."""

    def __init__(self, *args, facts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.facts = tuple(facts)

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "facts": self.facts}

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "editing/tabs.html"

        def get_context_data(self, parent_context=None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            facts = [state_of(fact, self.form) for fact in self.panel.facts if is_known(fact, self.form)]
            context["needed"] = [entry for entry in facts if entry["fact"].needed]
            context["advised"] = [entry for entry in facts if not entry["fact"].needed]
            context["pictures"] = self._pictures()
            context["open_needed"] = len(context["pictures"]) + sum(entry["is_open"] for entry in context["needed"])
            context["open_advised"] = sum(1 for entry in context["advised"] if entry["is_open"])
            return context

        def _pictures(self) -> list[dict[str, str]]:
            """The pictures of the page that may not be published yet; ``pictures.js`` goes on from there."""
            asking = asking_of(self.instance.go_live_at, self.form.for_user)
            problems = problems_of_pictures(picture_places(self.instance), asking)
            return [
                {"id": str(identifier), "message": problem.message, "target": problem.place}
                for identifier, problem in problems.items()
            ]

        @property
        def media(self) -> Media:
            scripts = ["editing/editing.js", "editing/pictures.js"]
            return super().media + Media(js=scripts, css={"all": ["editing/editing.css"]})


class MarkedPanel(FieldPanel):
    """A field whose star says whether publishing needs it, whatever saving a draft asks for."""

    def __init__(self, *args, needed: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.needed = needed

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "needed": self.needed}

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field is not None and self.panel.needed:
                self.bound_field.field.widget.attrs["aria-required"] = "true"

        def is_required(self) -> bool:
            return self.panel.needed


class Foldable(MultiFieldPanel):
    """A group that is folded away while nothing in it is filled in, and open as soon as something is or is wrong.

    Wagtail's script folds it, so without script it stays open. ``always_folded`` is for what is rarely looked at
    though it is filled.
    """

    def __init__(self, *args, always_folded: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.always_folded = always_folded

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "always_folded": self.always_folded}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def classes(self) -> list[str]:
            folded = self.panel.always_folded or not any(map(is_filled, fields_in(self)))
            return [*super().classes(), "editing-fold", *(["collapsed"] if folded else [])]


def fields_in(panel):
    """The bound fields in a bound panel and all panels in it."""
    if (field := getattr(panel, "bound_field", None)) is not None:
        yield field
    for child in getattr(panel, "children", ()):
        yield from fields_in(child)


def is_filled(field) -> bool:
    """Whether something stands in a bound field that a new form would not have by itself, or something is wrong."""
    return bool(field.errors) or field.value() not in (None, "", False, field.field.initial)


class TranslationPanel(Panel):
    """How the page stands in the other language, with the way to the translators' desk."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editing/translation.html"

        def get_context_data(self, parent_context=None) -> dict[str, Any]:
            from ..desk.overview.panels import tags_for

            context = super().get_context_data(parent_context)
            saved = bool(self.instance.pk)
            context["is_saved"] = saved
            context["tags"] = tags_for([self.instance], self.request).get(self.instance.pk, []) if saved else []
            return context
