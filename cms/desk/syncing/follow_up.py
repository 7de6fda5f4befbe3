"""What follows when a source is published: aliases, sentences, facts."""

from __future__ import annotations

import logging

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from .aliases import ensure_aliases
from .facts import carry_facts
from .sync import SyncResult, sync_source

logger = logging.getLogger(__name__)


def source_for(instance: Model) -> TranslationSource | None:
    """The source record of what is translated *from*; None for translations, and for what nobody translates."""
    return TranslationSource.objects.filter(
        object_id=instance.translation_key,
        locale_id=instance.locale_id,
        translations__enabled=True,
    ).first()


def follow_up(instance: Model, user) -> SyncResult | None:
    """Bring everything up to date with a source that was just published. Out: None if nobody translates it."""
    if isinstance(instance, Page) and instance.live:
        ensure_aliases(instance)
    source = source_for(instance)
    if source is None:
        _facts_of_translation(instance)
        return None
    result = sync_source(source, published_by=user, only_if_changed=True)
    for translation in source.translations.filter(enabled=True).select_related("source", "target_locale"):
        carry_facts(translation)
    return result


def _facts_of_translation(instance: Model) -> None:
    """A translation that was long in moderation comes with facts as old as its draft."""
    if not isinstance(instance, Page):
        return
    translation = (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )
    if translation is not None:
        carry_facts(translation)


def mark_failed(model: type[Model], pk) -> None:
    """Let the desk say that the translations are behind, as long as nobody knows better."""
    instance = model._default_manager.filter(pk=pk).first()
    source = source_for(instance) if instance is not None else None
    if source is not None:
        TranslationSource.objects.filter(pk=source.pk).update(last_updated_at=timezone.now())
