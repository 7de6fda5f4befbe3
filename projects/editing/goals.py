"""Goals picked from coloured tiles; each picked goal is a row of Wagtail's inline panel."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Any

from django.db.models import Q
from django.forms import Media, Select
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.models import Locale

from sdg.models import Goal
from sdg.targets import GOAL_NUMBERS, targets_of

#: Goals may come twice, with different targets, so there may be more rows than goals.
MOST_ROWS = 60


class GoalForm(WagtailAdminModelForm):
    """A row: the goal and its target are chosen from lists that all rows share."""

    def __init__(self, *args, goals: dict[int, Goal] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if goals is None:
            return
        field = self.fields["goal"]
        own = self.instance.goal_id
        field.queryset = Goal.objects.filter(Q(pk__in=goals.keys()) | Q(pk=own))
        rows = list(goals.values()) if own is None or own in goals else [*goals.values(), self.instance.goal]
        field.choices = [("", _("Choose a goal")), *((goal.pk, str(goal)) for goal in rows)]
        target = self.fields["target"]
        groups = [(_("Goal %(number)s") % {"number": number}, _codes(number)) for number in GOAL_NUMBERS]
        choices = [("", _("The goal as a whole")), *groups]
        # What stands there already, or was sent, is never swallowed: the model says if it is wrong.
        value = str(self["target"].value() or "")
        if value and value not in set(chain.from_iterable(targets_of(number) for number in GOAL_NUMBERS)):
            choices.append((value, value))
        target.widget = Select(attrs=target.widget.attrs, choices=choices)


def _codes(goal: int) -> list[tuple[str, str]]:
    return [(code, code) for code in targets_of(goal)]


class GoalFormSet(BaseChildFormSet):
    @cached_property
    def goals(self) -> dict[int, Goal]:
        """All goals in the language of the page, by key. One query for all rows."""
        locale = self.instance.locale_id or Locale.get_default().pk
        return {goal.pk: goal for goal in Goal.objects.filter(locale_id=locale).select_related("locale")}

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "goals": self.goals}


class GoalTilesPanel(InlinePanel):
    """Seventeen tiles above the rows. Without script the tiles are hidden and the rows stand alone."""

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        base = formset.get("form", WagtailAdminModelForm)
        formset["form"] = type(base)("ProjectGoalForm", (GoalForm, base), {})
        formset["formset"] = GoalFormSet
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "projects/editing/goals.html"

        def get_context_data(self, parent_context=None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            goals = self.formset.goals
            picked = Counter(str(row.form["goal"].value() or "") for row in self.children)
            first = next(iter(goals.values()), None)
            context["goals_language"] = first.locale.language_code if first else ""
            context["tiles"] = [(goal, picked[str(pk)] > 0) for pk, goal in goals.items()]
            return context

        @property
        def media(self) -> Media:
            style = {"all": ["projects/editing/form.css"]}
            return super().media + self.formset.media + Media(js=["projects/editing/goals.js"], css=style)
