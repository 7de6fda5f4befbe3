"""The body of pages that may show projects and goals besides the shared blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.body import BodyBlock
from cms.blocks.choosers import PageChooser
from cms.blocks.needs import needs_of
from sdg.blocks import GoalsStripBlock

PARTNERSHIP = _("Partnership")


class ProjectTeaserBlock(blocks.StructBlock):
    """One project as a card, always with its current facts."""

    project = PageChooser(label=_("Project"), page_type="projects.ProjectPage")

    def get_preview_value(self):
        from .models import ProjectPage

        latest = ProjectPage.objects.filter(live=True, alias_of__isnull=True, locale__language_code="de").latest_first()
        return self._to_struct_value({"project": latest.first()})

    def gather(self, value, needs):
        if value["project"] is not None:
            needs.ask("projects", value["project"].pk)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        found = needs_of(parent_context, self, value).objects.get("projects", {})
        context["card"] = found.get(value["project"].pk) if value["project"] else None
        return context

    class Meta:
        icon = "doc-full-inverse"
        label = _("Project")
        description = _("A project as a card with years, place and goals, kept up to date by itself.")
        template = "blocks/project_teaser.html"


class PageBodyBlock(BodyBlock):
    """The shared blocks, goals and projects."""

    project_teaser = ProjectTeaserBlock(group=PARTNERSHIP)
    goals_strip = GoalsStripBlock(group=PARTNERSHIP)
