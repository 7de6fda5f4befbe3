"""Every sentence that is translated anywhere goes into the memory: the editor, files, carrying over."""

from __future__ import annotations

from django.db.models.signals import post_save, pre_save
from wagtail_localize.models import StringTranslation

from .batch import gather
from .store import Pair, forget, remember, worth_remembering


def connect() -> None:
    """Listen from now on."""
    pre_save.connect(note_what_was_there, sender=StringTranslation, dispatch_uid="desk_memory_note")
    post_save.connect(keep, sender=StringTranslation, dispatch_uid="desk_memory_keep")


def note_what_was_there(instance: StringTranslation, raw: bool = False, **_kwargs) -> None:
    """Keep the earlier wording at hand: once it has been corrected nobody wants it offered."""
    if raw or instance.pk is None:
        return
    instance._desk_earlier = StringTranslation.objects.filter(pk=instance.pk).values_list("data", flat=True).first()


def keep(instance: StringTranslation, raw: bool = False, **_kwargs) -> None:
    """Remember a good translation, and forget what it has replaced unless that stands elsewhere too.

    A deleted translation is not forgotten: it was right when it was made.
    """
    if raw:
        return
    earlier = instance.__dict__.pop("_desk_earlier", None)
    string = instance.translation_of
    if worth_remembering(instance):
        pair = Pair(string.data, instance.data, instance.updated_at, instance.last_translated_by_id)
        if not gather(string.locale_id, instance.locale_id, pair):
            remember(string.locale_id, instance.locale_id, pair)
        replaced = earlier if earlier != instance.data else None
    else:
        replaced = instance.data
    if replaced and not _stands_elsewhere(instance, replaced):
        forget(string.locale_id, instance.locale_id, string.data, replaced)


def _stands_elsewhere(instance: StringTranslation, text: str) -> bool:
    return (
        StringTranslation.objects.filter(
            translation_of_id=instance.translation_of_id,
            locale_id=instance.locale_id,
            data=text,
            has_error=False,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        .exclude(pk=instance.pk)
        .exists()
    )
