"""Terms and how they are translated."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """One term of the source language with its preferred translation into one other language."""

    source_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    target_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    source_text = models.CharField(_("term"), max_length=255)
    preferred = models.CharField(_("preferred translation"), max_length=255)
    variants = models.TextField(
        _("also accepted"), blank=True, help_text=_("Other translations that are right as well, one per line.")
    )
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_(
            "What translators have to know: what the term means, what to avoid. Please write it in the source language."
        ),
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["source_text"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        constraints = [
            models.UniqueConstraint(
                fields=["source_locale", "target_locale", "source_text"], name="desk_term_once_per_language_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_text} → {self.preferred}"

    @property
    def accepted(self) -> list[str]:
        """All right translations, the preferred one first."""
        return [self.preferred, *(line.strip() for line in self.variants.splitlines() if line.strip())]


class DeepLGlossary(models.Model):
    """The glossary that DeepL holds for a pair of languages. It cannot be changed there, only made anew."""

    source_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    target_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    glossary_id = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64, help_text="Hash of the terms it was made from.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_locale", "target_locale"], name="desk_one_deepl_glossary_per_pair")
        ]

    def __str__(self) -> str:
        return self.glossary_id
