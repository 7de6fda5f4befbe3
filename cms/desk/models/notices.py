"""Who wants to hear what, and what there is to tell."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    """How often a translator hears of changed sentences."""

    DAILY = "daily", _("once a day, if something has changed")
    IMMEDIATE = "immediate", _("at once, whenever a page is published")
    NEVER = "never", _("no mails: I look at the list myself")


class NoticeSettings(models.Model):
    """What a person has chosen in the profile. Who has chosen nothing gets the daily digest."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_notices", primary_key=True
    )
    changes = models.CharField(_("changed sentences to translate"), max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    questions = models.BooleanField(_("questions and answers"), default=True)
    published = models.BooleanField(_("a translation has been published"), default=True)
    #: When the day's digest was last seen to, whether there was anything to send or not.
    last_digest_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: What was published before is no news: set when a person asks for notices again.
    since = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.changes}"


class SourceChange(models.Model):
    """Sentences that were new in the source when it was published, for the digests."""

    source = models.ForeignKey(
        "wagtail_localize.TranslationSource", on_delete=models.CASCADE, related_name="desk_changes"
    )
    #: A list of sentences as text with markup.
    added = models.JSONField(default=list)
    #: The user who published, by id; a digest does not tell people of their own changes.
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    #: Who has been told. Kept for each person, so that an interrupted run neither forgets nor repeats.
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    def __str__(self) -> str:
        return f"{self.source_id}: {len(self.added)}"
