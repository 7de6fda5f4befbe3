"""Begins a translation: records only, nothing that a visitor would see."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from wagtail.models import DraftStateMixin, Locale, Page, RevisionMixin
from wagtail_localize.models import Translation, TranslationSource

from . import permissions


def start(source_instance: Model, locale: Locale, user) -> Translation:
    """Have this page or snippet translated into this language. Out: the translation.

    What it shows (goals, partners) is started too, one level deep. Started twice it stays as it is; one that
    had been stopped goes on. Raises PermissionDenied.
    """
    if source_instance.locale_id == locale.pk or not permissions.may_start(user, source_instance, locale):
        raise PermissionDenied
    try:
        return begin(source_instance, locale)
    except IntegrityError:
        # Somebody else has begun the same just now, and what is missing is found now.
        return begin(source_instance, locale)


@transaction.atomic
def begin(source_instance: Model, locale: Locale) -> Translation:
    """As `start`, without asking for rights: for programs, and for what belongs to something else."""
    source, translation = _record(source_instance, locale)
    start_related(source, locale)
    return translation


def start_related(source: TranslationSource, locale: Locale) -> list[Translation]:
    """Begin the translations of the snippets that a source shows and that are missing in this language."""
    begun = []
    for key, instance in _related(source).items():
        model = type(instance)
        if model._default_manager.filter(translation_key=key, locale_id=locale.pk).exists():
            continue
        try:
            with transaction.atomic():
                begun.append(_record(instance, locale)[1])
        except (ValidationError, IntegrityError):
            # For example a goal that somebody has made in this language by hand, or begins just now: publishing
            # names what is still missing then.
            continue
    return begun


def _related(source: TranslationSource) -> dict:
    found = {}
    for segment in source.relatedobjectsegment_set.select_related("object__content_type"):
        if segment.object_id not in found and (instance := segment.get_source_instance()) is not None:
            found[segment.object_id] = instance
    return found


def _record(instance: Model, locale: Locale) -> tuple[TranslationSource, Translation]:
    if isinstance(instance, Page):
        instance = Page.objects.get(pk=instance.pk).specific  # what is in memory may be half saved
    source, _created = TranslationSource.get_or_create_from_instance(instance)
    _ensure_target(instance, locale)
    translation, created = Translation.objects.get_or_create(source=source, target_locale=locale)
    if not created and not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    return source, translation


def _ensure_target(instance: Model, locale: Locale) -> None:
    """Something to translate into: for a page an alias, which shows the source honestly as what it is."""
    if type(instance)._default_manager.filter(translation_key=instance.translation_key, locale_id=locale.pk).exists():
        return
    if isinstance(instance, Page):
        instance.copy_for_translation(locale, copy_parents=True, alias=True)
        return
    copy = instance.copy_for_translation(locale)
    if isinstance(copy, DraftStateMixin):
        copy.live = False
    copy.full_clean()
    copy.save()
    if isinstance(copy, RevisionMixin):
        copy.save_revision(clean=False)
