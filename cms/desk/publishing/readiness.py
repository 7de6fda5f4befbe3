"""Whether a translation may be shown to the public: all sentences there, reviewed and sound."""

from __future__ import annotations

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import DraftStateMixin
from wagtail_localize.models import Translation

from ..guards import tolerance
from ..permissions import source_of
from ..proofing.findings import Finding, Severity, proof
from ..segments import Segment, Status, segments_of
from .outcome import NotPublishable


def check_ready(translation: Translation, *, accept_warnings: bool) -> list[Segment]:
    """The sentences of a translation that may be published. Raises NotPublishable."""
    check_source(source_of(translation))
    tolerance.recheck(translation)
    segments = segments_of(translation)
    stopping, warnings = findings_for(translation, segments)
    if stopping:
        message = ngettext(
            "%(number)d sentence is not ready. Nothing has been published.",
            "%(number)d sentences are not ready. Nothing has been published.",
            len({finding.segment_id for finding in stopping}),
        ) % {"number": len({finding.segment_id for finding in stopping})}
        raise NotPublishable(message, tuple(stopping))
    if warnings and not accept_warnings:
        message = ngettext(
            "There is %(number)d warning. Read it, then publish all the same or correct the sentence.",
            "There are %(number)d warnings. Read them, then publish all the same or correct the sentences.",
            len(warnings),
        ) % {"number": len(warnings)}
        raise NotPublishable(message, tuple(warnings), needs_acceptance=True)
    return segments


def check_source(source: Model | None) -> None:
    """A translation never stands before the public without what it translates. Raises NotPublishable."""
    if source is None:
        raise NotPublishable(_("The original has been deleted, so its translation cannot be published."))
    if isinstance(source, DraftStateMixin) and not source.live:
        raise NotPublishable(
            _("The original is not public at the moment. Its translation can be published as soon as it is.")
        )


def findings_for(translation: Translation, segments: list[Segment]) -> tuple[list[Finding], list[Finding]]:
    """What stops publishing, in the order of the page, and what only asks."""
    own = {segment.id: finding for segment in segments if (finding := _unfinished(segment))}
    proofed = proof(translation, segments)
    position = {segment.id: number for number, segment in enumerate(segments)}
    stopping = list(own.values())
    # A sentence that is missing or damaged is told of once, in our words.
    stopping += [f for f in proofed if _stops(f) and f.segment_id not in own]
    stopping.sort(key=lambda finding: position.get(finding.segment_id, len(segments)))
    warnings = [finding for finding in proofed if finding.severity != Severity.ERROR]
    return stopping, [*warnings, *_unfinished_snippets(translation)]


def _unfinished_snippets(translation: Translation) -> list[Finding]:
    """Snippets that the page shows and whose translation the desk has begun and not finished."""
    related = translation.source.relatedobjectsegment_set.values("object_id")
    begun = Translation.objects.filter(
        enabled=True, source__object_id__in=related, target_locale_id=translation.target_locale_id
    )
    message = _("“%(name)s”, which the page shows, is not fully translated yet.")
    return [
        Finding("related", Severity.WARNING, message % {"name": row.source.object_repr}, 0)
        for row in begun.select_related("source").order_by("pk")
        if any(segment.status != Status.DONE for segment in segments_of(row))
    ]


def _stops(finding: Finding) -> bool:
    # An address with accents is mended on publishing, as Wagtail mends it (`building.give_address`).
    return finding.severity == Severity.ERROR and not (finding.code == "slug" and finding.fix)


def _unfinished(segment: Segment) -> Finding | None:
    if segment.status == Status.OPEN:
        return Finding("missing", Severity.ERROR, _("This sentence is not translated yet."), segment.id)
    if segment.status == Status.MACHINE:
        message = _("A machine has translated this sentence. Read it and confirm it before it is published.")
        return Finding("machine", Severity.ERROR, message, segment.id)
    if segment.status == Status.ERROR:
        message = segment.error or _("There is a fault in this sentence.")
        return Finding("fault", Severity.ERROR, message, segment.id)
    return None
