"""What the checks have to say about the sentences of a translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale

from ..glossary.finding import TermFinder, finder_for
from .limits import Place, place_of, plain_text


class Severity(StrEnum):
    """Errors stop publishing, warnings ask."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing about one sentence. ``message`` is a whole sentence in the reader's language;
    ``fix`` is the whole corrected target text where a fix can be offered."""

    code: str
    severity: Severity
    message: str
    segment_id: int
    fix: str = ""


@dataclass(frozen=True)
class Sentence:
    """What a check gets to see of a segment: its two texts, with and without markup, and its place."""

    segment_id: int
    source_data: str
    target_data: str
    source: str
    target: str
    place: Place
    source_language: str
    target_language: str
    terms: TermFinder
    stored_error: str = ""


def sentences_of(translation, segments: Iterable) -> Iterator[Sentence]:
    """The segments as checks want them. At most four queries, however many there are."""
    source = translation.source
    # Content types and languages are read from what the process or the object has already.
    model = ContentType.objects.get_for_id(source.specific_content_type_id).model_class()
    locales = Locale.objects.in_bulk([source.locale_id, translation.target_locale_id])
    source_locale, target_locale = locales[source.locale_id], locales[translation.target_locale_id]
    terms = finder_for(source_locale, target_locale)
    for segment in segments:
        yield Sentence(
            segment_id=segment.id,
            source_data=segment.source,
            target_data=segment.target,
            source=plain_text(segment.source),
            target=plain_text(segment.target),
            place=place_of(model, segment.field_path),
            source_language=source_locale.language_code,
            target_language=target_locale.language_code,
            terms=terms,
            stored_error=segment.error,
        )


def proof(translation, segments) -> list[Finding]:
    """Findings for the given segments of a translation, in their order: for each, errors first."""
    from .checks import check

    found = []
    for sentence in sentences_of(translation, segments):
        found += sorted(check(sentence), key=lambda finding: finding.severity != Severity.ERROR)
    return found
