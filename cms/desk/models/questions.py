"""Questions about a sentence."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionState(models.TextChoices):
    """Whose turn it is."""

    OPEN = "open", pgettext_lazy("question", "waiting for an answer")
    ANSWERED = "answered", pgettext_lazy("question", "answered")
    CLOSED = "closed", pgettext_lazy("question", "closed")


class QuestionQuerySet(models.QuerySet):
    """Questions by whose turn it is: the same rule as `Question.state`, for the database."""

    def in_state(self, state: str) -> QuestionQuerySet:
        """The questions in this state; all of them if it is none."""
        if state not in QuestionState.values:
            return self
        if state == QuestionState.CLOSED:
            return self.filter(closed_at__isnull=False)
        newest = Reply.objects.filter(question=OuterRef("pk")).order_by("-created_at", "-pk")
        no_reply = Q(newest_reply__isnull=True)
        asker_spoke_last = Q(asked_by__isnull=False, newest_author=F("asked_by_id"))
        return (
            self.filter(closed_at__isnull=True)
            .annotate(newest_reply=Subquery(newest.values("pk")[:1]))
            .annotate(newest_author=Subquery(newest.values("author_id")[:1]))
            .annotate(waits=Case(When(no_reply | asker_spoke_last, then=True), default=False))
            .filter(waits=state == QuestionState.OPEN)
        )


class Question(models.Model):
    """What a translator wants to know about a sentence of the source. It outlives the sentence."""

    translation = models.ForeignKey(
        "wagtail_localize.Translation", on_delete=models.CASCADE, related_name="desk_questions"
    )
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    string = models.ForeignKey("wagtail_localize.String", null=True, on_delete=models.SET_NULL, related_name="+")
    sentence = models.TextField(_("sentence"), help_text=_("The sentence as it stood when the question was asked."))
    text = models.TextField(_("question"), max_length=2000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="desk_questions"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def state(self) -> QuestionState:
        """Answered means: the last word is somebody else's than the asker's. Reads the prefetched replies."""
        if self.closed_at is not None:
            return QuestionState.CLOSED
        replies = list(self.replies.all())
        if not replies or (self.asked_by_id is not None and replies[-1].author_id == self.asked_by_id):
            return QuestionState.OPEN
        return QuestionState.ANSWERED


class Reply(models.Model):
    """An answer, or what is said to it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(_("answer"), max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
