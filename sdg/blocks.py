"""Blocks that show goals."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from cms.blocks.choosers import SnippetChooser
from cms.blocks.lists import ListBlock
from cms.blocks.needs import needs_of, register_loader

from .listing import GoalTile


def load_goals(identifiers: set[int], needs) -> dict[int, GoalTile]:
    """Tiles for chosen goals, in the language of the page: ``{id chosen: GoalTile}``."""
    from .models import Goal

    base = needs.place_urls.get("goals", "")
    versions = needs.versions_of(Goal, identifiers)
    return {
        pk: GoalTile(goal.number, goal.title, f"{base}{goal.number}/" if base else "")
        for pk, by_language in versions.items()
        if (goal := by_language.get(needs.language))
    }


register_loader("goals", load_goals)


class GoalsStripBlock(blocks.StructBlock):
    """Chosen goals with number, title and colour."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200, required=False, default="")
    goals = ListBlock(SnippetChooser("sdg.Goal", label=_("Goal")), label=_("Goals"), min_num=1, max_num=17)

    def get_preview_value(self):
        from .models import Goal

        child = self.child_blocks["goals"]
        goals = list(Goal.objects.filter(number__in=(3, 5, 17), locale__language_code="de"))
        return self._to_struct_value({"heading": "", "goals": ListValue(child, values=goals)})

    def gather(self, value, needs):
        for goal in value["goals"]:
            if goal is not None:
                needs.ask("goals", goal.pk)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        found = needs_of(parent_context, self, value).objects.get("goals", {})
        context["goals"] = [found[goal.pk] for goal in value["goals"] if goal is not None and goal.pk in found]
        return context

    class Meta:
        icon = "sdg"
        label = _("Goals strip")
        description = _("Sustainable Development Goals with number, title and colour.")
        template = "blocks/goals_strip.html"
