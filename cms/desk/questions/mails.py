"""Tells editors of a question, and those who took part of an answer."""

from __future__ import annotations

from django.urls import reverse
from django_tasks import task

from ..models import Question, Reply
from ..notices.mailing import absolute, send_to
from ..notices.people import chosen_by, editors_of, may_enter, reachable
from ..permissions import source_of
from .reading import place_of, plain


@task()
def question_asked(question_id: int) -> int:
    """Tell the editors of the source. Out: mails taken."""
    question = _question(question_id)
    source = source_of(question.translation) if question is not None else None
    if source is None:
        return 0
    people = [user for user in editors_of(source, anybody=True) if user.pk != question.asked_by_id]
    return _send(people, question, "question", question.text, question.asked_by)


@task()
def reply_given(reply_id: int) -> int:
    """Tell who asked and who answered before; the editors, if it is the asker who writes. Out: mails taken."""
    reply = Reply.objects.select_related("author").filter(pk=reply_id).first()
    question = _question(reply.question_id) if reply is not None else None
    if question is None:
        return 0
    ids = {question.asked_by_id, *question.replies.values_list("author_id", flat=True)}
    people = {user.pk: user for user in reachable().filter(pk__in=ids - {None}) if may_enter(user)}
    source = source_of(question.translation)
    if reply.author_id == question.asked_by_id and source is not None:
        people |= {user.pk: user for user in editors_of(source, anybody=True)}
    people.pop(reply.author_id, None)
    allowed = []
    for user in people.values():
        place = place_of(question.translation, user)
        if place.may_translate or place.may_edit_source:
            allowed.append(user)
    return _send(allowed, question, "reply", reply.text, reply.author)


def _question(question_id: int) -> Question | None:
    rows = Question.objects.select_related(
        "asked_by",
        "translation__source__locale",
        "translation__source__specific_content_type",
        "translation__target_locale",
    )
    return rows.filter(pk=question_id).first()


def _send(people, question: Question, template: str, text: str, author) -> int:
    source = source_of(question.translation)
    address = reverse("desk:questions")
    context = {
        "title": str(getattr(source, "title", "") or source or question.translation.source.object_repr),
        "source_language": question.translation.source.locale.language_code,
        "sentence": plain(question.sentence),
        "question": question.text,
        "text": text,
        "author": (author.get_full_name() or author.get_username()) if author else "",
        "url": absolute(f"{address}?state=all&source={question.translation.source_id}#question-{question.pk}"),
    }
    wanted = [user for user in people if chosen_by(user).questions]
    return send_to(wanted, "questions", template, lambda user: context)
