"""Goals as translatable snippets, and the page that shows them all and each one."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.fields import TextLineField
from cms.frame import Link
from cms.pages import BasePage
from cms.translation import synchronised

from .listing import goal_content, goal_links, goal_tiles

hexadecimal = RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("A colour has the form #19486A."))


class Goal(TranslatableMixin, index.Indexed, models.Model):
    """One of the 17 goals, in one language. Number and colours are the United Nations'."""

    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1), MaxValueValidator(17)])
    title = models.CharField(_("title"), max_length=150)
    description = TextLineField(
        _("description"), max_length=600, blank=True, help_text=_("What the goal is about, in your own words.")
    )
    colour = models.CharField(_("colour"), max_length=7, validators=[hexadecimal])
    text_colour = models.CharField(_("colour of text on it"), max_length=7, default="#FFFFFF", validators=[hexadecimal])

    panels = [FieldPanel("number"), FieldPanel("title"), FieldPanel("description")]
    override_translatable_fields = synchronised("number", "colour", "text_colour")
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("number"),
        index.FilterField("locale"),
    ]
    api_fields = ["number", "title", "colour"]

    class Meta(TranslatableMixin.Meta):
        ordering = ["number"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [models.UniqueConstraint(fields=["number", "locale"], name="goal_number_once_per_language")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def clean(self):
        super().clean()
        same = Goal.objects.filter(number=self.number, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.number and self.locale_id and same.exists():
            raise ValidationError({"number": _("This goal exists already in this language.")})


class GoalIndexPage(RoutablePageMixin, BasePage):
    """``ziele/``: all 17 goals; ``ziele/3/``: one goal with its projects."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    template = "sdg/goal_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("goals overview")
        verbose_name_plural = _("goals overviews")

    def page_context(self, request, frame, needs):
        context = super().page_context(request, frame, needs)
        context["tiles"] = goal_tiles(Goal, frame.content_language, request, frame.place_urls.get("goals", ""))
        return context

    def get_route_paths(self) -> list[str]:
        """The addresses that redirects keep alive when this page moves: its own, and that of each goal."""
        return ["/", *(f"/{number}/" for number in range(1, 18))]

    @path("<int:number>/")
    def goal(self, request, number: int):
        """One goal. Raises Http404 for a number that is not a goal."""
        goals = {goal.number: goal for goal in Goal.objects.filter(locale__language_code=self.language)}
        if number not in goals:
            raise Http404(f"There is no goal {number}.")
        chosen = goals[number]
        with translation.override(self.language):  # that of the goals, where the page is an untranslated one
            label = str(_("Goal %(number)s: %(title)s") % {"number": number, "title": chosen.title})
        base = self.get_url(request)
        frame_options = {
            "title": label,
            "suffix": f"{number}/",
            "crumbs": (Link(label, f"{base}{number}/"),),
        }
        context = self.get_context(request, frame_options=frame_options)
        context |= goal_links(goals, number, base)
        context |= goal_content(number, request, context["frame"])
        context["total"] = next((tile.count for tile in context["tiles"] if tile.number == number), 0)
        context["goal"] = chosen
        return self.render(request, template="sdg/goal_page.html", context_overrides=context)
