"""The translation memory: one row for each pair of sentences, and the words by which it is found."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where a pair of sentences comes from."""

    DESK = "desk", _("translated here")
    TMX = "tmx", _("imported from a file")


class MemoryEntry(models.Model):
    """A sentence and its translation, found by its words also when it is only similar."""

    # Wagtail would write an index of references for every sentence that is saved.
    wagtail_reference_index_ignore = True

    source_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", db_index=False)
    target_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", db_index=False)
    source_text = models.TextField()
    source_hash = models.CharField(max_length=64, help_text="SHA-256 of the normalised source text.")
    target_text = models.TextField()
    target_hash = models.CharField(max_length=64)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.DESK)
    created_at = models.DateTimeField(auto_now_add=True)
    #: When it was last translated this way. Not ``auto_now``: what is read in keeps its date.
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_locale", "target_locale", "source_hash", "target_hash"], name="desk_memory_pair_once"
            )
        ]
        indexes = [models.Index(fields=["target_locale", "-updated_at"], name="desk_memory_newest")]

    def __str__(self) -> str:
        return f"{self.source_text[:60]} → {self.target_text[:60]}"


class MemoryWord(models.Model):
    """A word of a remembered sentence, as a number, so that similar sentences are found by an index.

    There are two dozen of them for a sentence, so the row is kept small: the key is all there is.
    """

    wagtail_reference_index_ignore = True

    pk = models.CompositePrimaryKey("word", "entry_id")
    entry = models.ForeignKey(MemoryEntry, on_delete=models.CASCADE, related_name="words", db_index=True)
    word = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.word}"
