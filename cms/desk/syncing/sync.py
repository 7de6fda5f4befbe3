"""Brings the sentences of a source up to date with what is published of it. No text that is public changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from ..holding import hold
from ..models import SourceChange
from ..starting import start_related
from .carrying import carry_over
from .contents import content_of, is_same, kept_content, must_be_published_again


@dataclass
class SyncResult:
    """Sentences that are new, sentences that are gone, and how many translations moved with their block.

    ``started``: snippets whose translation was begun because the source shows them now.
    """

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    carried: int = 0
    started: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.carried or self.started)


@transaction.atomic
def sync_source(source: TranslationSource, *, published_by=None, only_if_changed: bool = False) -> SyncResult:
    """Take over the source as it is published now. Raises ObjectDoesNotExist if it has been deleted.

    In: who published it, for the notices; and whether to leave out the reading of its sentences if none
    of its fields has changed (not after a deployment: then the code may read the same fields differently).

    ``last_updated_at`` afterwards says when the source last changed so that a translation must be published
    again to follow it, not when somebody last looked.
    """
    hold(source)
    instance = source.get_source_instance()
    before, after = kept_content(source), content_of(instance)
    result = SyncResult()
    if not (only_if_changed and is_same(type(instance), before, after)):
        result = _take_over(source)
        if must_be_published_again(type(instance), before, after):
            source.last_updated_at = timezone.now()
        source.save(update_fields=["last_updated_at"])
    translations = list(source.translations.filter(enabled=True).select_related("target_locale"))
    for translation in translations:
        result.carried += carry_over(source, translation.target_locale)
        result.started += len(start_related(source, translation.target_locale))
    _record(source, translations, result.added, published_by)
    return result


def _take_over(source: TranslationSource) -> SyncResult:
    before, changed_at = _sentences(source), source.last_updated_at
    source.update_from_db()
    source.last_updated_at = changed_at
    after = _sentences(source)
    return SyncResult(
        added=[sentence for sentence in after if sentence not in before],
        removed=[sentence for sentence in before if sentence not in after],
    )


def _sentences(source: TranslationSource) -> dict[str, None]:
    """The sentences in the order of the page, each once. Compared as text: blocks change their ids."""
    rows = StringSegment.objects.filter(source=source).order_by("order", "pk").values_list("string__data", flat=True)
    return dict.fromkeys(rows)


def _record(source: TranslationSource, translations: list[Translation], added: list[str], published_by) -> None:
    """Note the new sentences for the digests: those that wait for a translator in some language."""
    if not added or not translations:
        return
    segments = StringSegment.objects.filter(source=source, string__data__in=added)
    places = set(segments.values_list("context_id", "string_id", "string__data"))
    locales = {translation.target_locale_id for translation in translations}
    written = StringTranslation.objects.filter(context__object_id=source.object_id, locale_id__in=locales)
    done = set(written.exclude(data="").values_list("locale_id", "context_id", "translation_of_id"))
    waiting = {
        text for context, string, text in places if any((locale, context, string) not in done for locale in locales)
    }
    if waiting:
        SourceChange.objects.create(
            source=source,
            added=[sentence for sentence in added if sentence in waiting],
            published_by=published_by,
        )
