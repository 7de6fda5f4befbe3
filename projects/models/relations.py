"""Ordered children of a project: goals, partners, documents.

Each is a `TranslatableMixin` row, because only those are translated and kept in order by
wagtail-localize (style.md, "The traps of wagtail-localize").
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.models import Orderable, TranslatableMixin

from cms.fields import TextLineField
from cms.lost_targets import DropIfTargetIsGone
from cms.translation import synchronised
from sdg.targets import goal_of


class ProjectGoal(DropIfTargetIsGone, TranslatableMixin, Orderable):
    """A goal that a project serves, with the target and the reason."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey("sdg.Goal", verbose_name=_("goal"), on_delete=models.PROTECT, related_name="+")
    target = models.CharField(
        _("target"),
        max_length=5,
        blank=True,
        help_text=_("The code of the target, for example 3.1 or 5.a. Leave it open if you are not sure."),
    )
    reason = TextLineField(
        _("reason"),
        max_length=300,
        blank=True,
        help_text=_("One sentence that visitors read, for example: “Mothers give birth with a midwife at hand.”"),
    )
    is_main = models.BooleanField(_("main goal"), default=False, help_text=_("The goal the project serves above all."))
    is_confirmed = models.BooleanField(
        _("confirmed"), default=True, help_text=_("An unconfirmed goal is a suggestion that only editors see.")
    )

    panels = [
        FieldPanel("goal", widget=Select, classname="goal-row__choice"),
        FieldPanel("target"),
        FieldPanel("reason"),
        FieldRowPanel([FieldPanel("is_main"), FieldPanel("is_confirmed")]),
    ]
    override_translatable_fields = synchronised("target", "is_main", "is_confirmed")
    api_fields = [APIField("goal"), APIField("target"), APIField("reason"), APIField("is_main")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("goal of the project")
        verbose_name_plural = _("goals of the project")

    def __str__(self) -> str:
        return f"{self.goal} {self.target}".strip()

    def clean(self):
        super().clean()
        if not (self.target and self.goal_id):
            return
        belongs_to = goal_of(self.target)
        if belongs_to is None:
            raise ValidationError({"target": _("There is no target with this code. Targets look like 3.1 or 5.a.")})
        if belongs_to != self.goal.number:
            raise ValidationError(
                {
                    "target": _("Target %(target)s belongs to goal %(other)s, not to goal %(goal)s.")
                    % {"target": self.target, "other": belongs_to, "goal": self.goal.number}
                }
            )


class PartnerRole(models.TextChoices):
    """What a partner does; the numbers are IATI's (code list OrganisationRole)."""

    FUNDING = "funding", _("Funding")
    ACCOUNTABLE = "accountable", _("Accountable")
    EXTENDING = "extending", _("Extending")
    IMPLEMENTING = "implementing", _("Implementing")


class ProjectPartner(DropIfTargetIsGone, TranslatableMixin, Orderable):
    """A partner in one role."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="partners")
    partner = models.ForeignKey(
        "projects.Partner", verbose_name=_("partner"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=PartnerRole,
        default=PartnerRole.IMPLEMENTING,
        help_text=_(
            "Funding pays, accountable answers for it, extending passes money on, implementing does the work. "
            "With two roles a partner is listed twice."
        ),
    )

    panels = [FieldPanel("partner"), FieldPanel("role")]
    override_translatable_fields = synchronised("role")
    api_fields = [APIField("partner"), APIField("role")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("partner of the project")
        verbose_name_plural = _("partners of the project")

    def __str__(self) -> str:
        return f"{self.partner} ({self.get_role_display()})"


class ProjectDocument(DropIfTargetIsGone, TranslatableMixin, Orderable):
    """A document that belongs to a project."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(
        _("title"), max_length=255, blank=True, help_text=_("Left empty: the title of the document.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]
    api_fields = [APIField("document"), APIField("title")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("document of the project")
        verbose_name_plural = _("documents of the project")

    def __str__(self) -> str:
        return self.title or str(self.document)
