"""One at a time: whoever publishes, submits, syncs or writes a sentence waits for the one who does so just now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail_localize.models import StringTranslation, TranslationSource

from .segments import Segment


def hold(source: TranslationSource) -> None:
    """Hold the record of a source until the transaction ends, and read it again. To be called in a transaction.

    Otherwise German could be published between the look at the sentences and the making of the page, and
    would stand in it; or a second click would publish the same twice.
    """
    rows = TranslationSource.objects.select_for_update().filter(pk=source.pk)
    fresh = rows.values_list("content_json", "last_updated_at").first()
    if fresh is not None:
        source.content_json, source.last_updated_at = fresh


@contextmanager
def held(translation, segment: Segment) -> Iterator[str]:
    """Whoever else wants to write this sentence waits until the end of the block. Gives its text as it is now.

    A sentence without translation has no row to lock, so an empty one holds its place; it is taken away again if
    nothing was written. Made by ``bulk_create``, because an empty row is news to nobody who listens to signals.
    """
    place = {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }
    with transaction.atomic():
        rows = StringTranslation.objects.select_for_update().filter(**place)
        row = rows.first()
        is_missing = row is None
        if is_missing:
            StringTranslation.objects.bulk_create(
                [StringTranslation(**place, data="", translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)],
                ignore_conflicts=True,
            )
            row = rows.get()
        yield row.data
        if is_missing:
            StringTranslation.objects.filter(pk=row.pk, data="").delete()
