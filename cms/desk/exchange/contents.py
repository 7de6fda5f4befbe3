"""What of a translation goes into a file, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from cms.language import SOURCE_LANGUAGE
from cms.office.mail import site_name

from ..editor.places import Places
from ..glossary.finding import finder_for
from ..memory.lookup import Previous, previous_of
from ..models import Term
from ..proofing.limits import limit_at
from ..segments import Segment, Status, segments_of
from .keys import Links


@dataclass(frozen=True)
class Sentence:
    """A sentence with what helps to translate it. ``url`` leads to it in the editor."""

    segment: Segment
    place: str
    url: str
    limit: int | None
    terms: list[Term]
    previous: Previous | None


@dataclass(frozen=True)
class Former:
    """A sentence that was translated and is on the page no more."""

    path: str
    source: str
    target: str


@dataclass(frozen=True)
class Content:
    """All of one page or snippet that goes into a file."""

    translation: Translation
    title: str
    sentences: list[Sentence]
    former: list[Former] = field(default_factory=list)

    @property
    def object_key(self) -> str:
        return str(self.translation.source.object_id)


@dataclass(frozen=True)
class Export:
    """What the head of a file says. ``moment`` is taken before the first sentence is read."""

    source_locale: Locale
    target_locale: Locale
    only_open: bool
    moment: datetime = field(default_factory=timezone.now)
    #: What the site is called, in the language that everybody translates from.
    site: str = field(default_factory=lambda: site_name(SOURCE_LANGUAGE))


class Reader:
    """Reads translations for one person's file."""

    def __init__(self, user, *, only_open: bool):
        self.links = Links(user)
        self.only_open = only_open

    def read(self, translation: Translation, target: Model) -> Content:
        """In: a translation that the person may write, and its target. About ten queries."""
        source = translation.source
        segments = segments_of(translation)
        wanted = [segment for segment in segments if not (self.only_open and segment.status == Status.DONE)]
        finder = finder_for(source.locale, translation.target_locale)
        waiting = [segment for segment in wanted if segment.status == Status.OPEN]
        changed = previous_of(translation, waiting)
        places = Places(source)
        model = source.specific_content_type.model_class()
        address = self.links.absolute(target) if wanted else ""
        sentences = []
        for segment in wanted:
            place = places.place(segment.path, segment.field_path)
            sentences.append(
                Sentence(
                    segment=segment,
                    place=in_words(place),
                    url=f"{address}#segment-{segment.id}" if address else "",
                    limit=limit_at(model, segment.path, segment.field_path),
                    terms=finder.terms_in(segment.source),
                    previous=changed.get(segment.id),
                )
            )
        former = [] if self.only_open else self._former(translation, segments)
        return Content(translation, source.object_repr, sentences, former)

    def _former(self, translation: Translation, segments: list[Segment]) -> list[Former]:
        standing = {(segment.context_id, segment.string_id) for segment in segments}
        rows = (
            StringTranslation.objects.filter(
                locale_id=translation.target_locale_id,
                context__object_id=translation.source.object_id,
                translation_of__locale_id=translation.source.locale_id,
                has_error=False,
            )
            .exclude(data="")
            .select_related("translation_of", "context")
            .order_by("pk")
        )
        return [
            Former(row.context.path, row.translation_of.data, row.data)
            for row in rows
            if (row.context_id, row.translation_of_id) not in standing
        ]


def in_words(place) -> str:
    """A place of the editor as one line: ``Text 2 › Caption``."""
    return place.title if place.label == place.title else f"{place.title} › {place.label}"
