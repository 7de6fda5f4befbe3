"""What to hear of, in the profile."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import NoticeSettings
from ..models.notices import Rhythm


class NoticeForm(forms.ModelForm):
    """The choice of one person."""

    class Meta:
        model = NoticeSettings
        fields = ("changes", "questions", "published")
        widgets = {"changes": forms.RadioSelect}
        labels = {
            "changes": _("Mails about sentences to translate"),
            "questions": _("Mails about questions and answers"),
            "published": _("Mails when a translation of a page that you edit has been published"),
        }
        help_texts = {
            "changes": _("The mail names the sentences that are new or have changed, with a link to each."),
        }

    def save(self, commit: bool = True) -> NoticeSettings:
        """Who asks for notices again is not told what was published in the meantime."""
        was_silent = self.initial.get("changes") == Rhythm.NEVER
        if was_silent and self.instance.changes != Rhythm.NEVER:
            self.instance.since = timezone.now()
        return super().save(commit)
