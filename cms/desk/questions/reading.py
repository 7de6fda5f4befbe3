"""Reads questions: those of one translation for the editor, and those that a person may see."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Model, Prefetch, Q
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource, get_edit_url
from wagtail_localize.strings import StringValue

from ..models import Question, Reply
from ..models.questions import QuestionQuerySet, QuestionState
from ..permissions import locales_of, may_change, source_of, target_of

BLOCK_ID = re.compile(r"\.([0-9a-f]{8}-[0-9a-f-]{27})(?:\.|$)")


@dataclass
class Place:
    """Where a translation stands: its two objects, and what this person may do with them."""

    translation: Translation
    source: Model | None
    target: Model | None
    may_translate: bool
    may_edit_source: bool
    source_url: str = ""

    @property
    def title(self) -> str:
        title = getattr(self.source, "title", "") if self.source else ""
        return str(title or self.source or self.translation.source.object_repr)


@dataclass
class Entry:
    """One question as the list shows it. ``sentence_url`` is empty once the sentence is gone."""

    question: Question
    place: Place
    sentence_url: str = ""
    source_url: str = ""
    sentence_is_gone: bool = False
    sentence: str = field(default="")


def threads() -> QuestionQuerySet:
    """Questions with everything a thread prints: two queries."""
    replies = Reply.objects.select_related("author")
    return Question.objects.select_related("asked_by", "closed_by").prefetch_related(
        Prefetch("replies", queryset=replies)
    )


def questions_for(translation: Translation) -> dict[tuple[int, int], list[Question]]:
    """All questions of a translation by (context id, string id), the oldest first. Two queries.

    Questions about sentences that are gone are left out; the list (`desk:questions`) has them.
    """
    found: dict[tuple[int, int], list[Question]] = defaultdict(list)
    for question in threads().filter(translation=translation).order_by("asked_at", "pk"):
        if question.context_id and question.string_id:
            found[question.context_id, question.string_id].append(question)
    return dict(found)


def place_of(translation: Translation, user) -> Place:
    """One translation with its objects and this person's rights."""
    return _place(translation, source_of(translation), target_of(translation), user)


def places_for(
    user, source: TranslationSource | None = None, questions: QuestionQuerySet | None = None
) -> dict[int, Place]:
    """The translations with (these) questions that this person may translate or whose source they may edit, by id.

    A few queries however many pages there are; one or two for each snippet.
    """
    locales = locales_of(user)
    questions = Question.objects.all() if questions is None else questions
    rows = Translation.objects.filter(pk__in=questions.order_by().values("translation"))
    rows = rows.filter(Q(target_locale__in=locales) | Q(source__locale__in=locales))
    if source is not None:
        rows = rows.filter(source=source)
    rows = list(rows.select_related("source__locale", "source__specific_content_type", "target_locale"))
    keys = {row.source.object_id for row in rows}
    # Whether a page may be edited can depend on its workflow.
    found_pages = Page.objects.filter(translation_key__in=keys).prefetch_workflow_states()
    pages = {(page.translation_key, page.locale_id): page for page in found_pages}
    found = {}
    for row in rows:
        model = row.source.specific_content_type.model_class()
        if model is not None and issubclass(model, Page):
            key = row.source.object_id
            ends = pages.get((key, row.source.locale_id)), pages.get((key, row.target_locale_id))
        else:
            ends = source_of(row), target_of(row)
        place = _place(row, *ends, user)
        if place.may_translate or place.may_edit_source:
            found[row.pk] = place
    return found


def entries(questions: Iterable[Question], places: dict[int, Place], user) -> list[Entry]:
    """The questions ready to print, with links to the sentence and to the source. One query."""
    questions = [question for question in questions if question.translation_id in places]
    segments = {
        (row.source_id, row.context_id, row.string_id): row
        for row in StringSegment.objects.filter(
            string_id__in={question.string_id for question in questions if question.string_id},
            source_id__in={places[question.translation_id].translation.source_id for question in questions},
        ).select_related("context")
    }
    finder = AdminURLFinder(user)
    urls: dict[int, str] = {}
    found = []
    for question in questions:
        place = places[question.translation_id]
        if place.translation.source_id not in urls:
            urls[place.translation.source_id] = _edit_url(finder, place)
        segment = segments.get((place.translation.source_id, question.context_id, question.string_id))
        entry = Entry(question, place, sentence=plain(question.sentence), sentence_is_gone=segment is None)
        entry.source_url = urls[place.translation.source_id]
        if segment is not None:
            if place.may_translate:
                entry.sentence_url = sentence_url(place.target, segment.pk)
            if entry.source_url and (block := BLOCK_ID.search(segment.context.path)):
                entry.source_url += f"#block-{block[1]}-section"
        found.append(entry)
    return found


def waiting_for(user) -> int:
    """How many open questions are about pages and snippets whose source this person edits."""
    waiting = Question.objects.in_state(QuestionState.OPEN)
    ids = [key for key, place in places_for(user, questions=waiting).items() if place.may_edit_source]
    return waiting.filter(translation__in=ids).count() if ids else 0


def answers_for(user) -> int:
    """How many of this person's own questions have been answered and not yet been closed."""
    return Question.objects.filter(asked_by=user).in_state(QuestionState.ANSWERED).count()


def sentence_url(target: Model, segment_id: int) -> str:
    """The address of a sentence in the editor of the translation."""
    return f"{get_edit_url(target)}#segment-{segment_id}"


def plain(sentence: str) -> str:
    """A stored sentence without its markup."""
    return StringValue(sentence).render_text()


def _place(translation: Translation, source: Model | None, target: Model | None, user) -> Place:
    return Place(
        translation,
        source,
        target,
        may_translate=target is not None and may_change(user, target),
        may_edit_source=source is not None and may_change(user, source),
    )


def _edit_url(finder: AdminURLFinder, place: Place) -> str:
    return (finder.get_edit_url(place.source) or "") if place.may_edit_source else ""
