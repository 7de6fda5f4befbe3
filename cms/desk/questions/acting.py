"""What can happen to a question. Whether a person may is asked by the views; those concerned are told afterwards."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import Translation

from ..models import Question, Reply
from ..segments import Segment
from . import mails


@transaction.atomic
def ask(translation: Translation, segment: Segment, user, text: str) -> Question:
    """Store a question about a sentence. The editors of the source are told. Out: the question.

    The same words about the same sentence by the same person are one question (a second click).
    """
    place = {"context_id": segment.context_id, "string_id": segment.string_id}
    known = Question.objects.filter(
        translation=translation, asked_by=user, text=text, closed_at__isnull=True, **place
    ).first()
    if known is not None:
        return known
    question = Question.objects.create(
        translation=translation, sentence=segment.source, text=text, asked_by=user, **place
    )
    transaction.on_commit(partial(mails.question_asked.enqueue, question.pk), robust=True)
    return question


@transaction.atomic
def reply(question: Question, user, text: str) -> Reply:
    """Store an answer; a closed question is open again. Those who took part before are told. Out: the answer."""
    newest = question.replies.order_by("-created_at", "-pk").first()
    if newest is not None and newest.author_id == user.pk and newest.text == text:
        return newest
    made = Reply.objects.create(question=question, author=user, text=text)
    reopen(question)
    transaction.on_commit(partial(mails.reply_given.enqueue, made.pk), robust=True)
    return made


def close(question: Question, user) -> None:
    """Nothing more is to be said. A question that is closed already keeps who closed it and when."""
    Question.objects.filter(pk=question.pk, closed_at__isnull=True).update(closed_at=timezone.now(), closed_by=user)


def reopen(question: Question) -> None:
    """Open for answers again."""
    Question.objects.filter(pk=question.pk).update(closed_at=None, closed_by=None)
