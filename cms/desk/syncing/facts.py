"""Carries facts of a published source to its published translation: years, places, amounts, pictures, goals.

Facts are fields that a translation can never word differently (`cms.translation.synchronised`, and other fields
that are no text and have not been exchanged for this language). They would otherwise stay wrong in public until
somebody publishes the translation again. Text is never touched, neither the public one nor a draft
(docs/decisions/0010).
"""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, Translation
from wagtail_localize.strings import StringValue

from .. import permissions
from ..segments import segments_of

LOG_ACTION = "desk.facts"


@transaction.atomic
def carry_facts(translation: Translation) -> list[str]:
    """Bring the facts of a published translation up to date with its published source. Out: names of changed fields.

    Does nothing for what is not public, for aliases (they repeat their source anyway), and where a source is
    not public itself.
    """
    source, target = permissions.source_of(translation), permissions.target_of(translation)
    if source is None or target is None or not _is_public(source) or not _is_public(target):
        return []
    if isinstance(target, Page) and target.alias_of_id:
        return []
    # Read again under a lock: somebody may be publishing just now.
    target = type(target)._default_manager.select_for_update(of=("self",)).get(pk=target.pk)
    waiting = _facts_of_old_texts(source, target, translation)
    facts = [name for name in _own_facts(source, target, translation) if name not in waiting]
    changed = [name for name in facts if _copy(source, target, name)]
    changed += [field.name for field in _own_snippets(type(source)) if _point(source, target, field)]
    relations = [field.name for field in _relations(type(source)) if _copy_rows(source, target, field)]
    if not changed and not relations:
        return []
    names = [*changed, *relations]
    if isinstance(target, Page):
        target.save(update_fields=names, clean=False)
    else:
        target.save(update_fields=names)
    log(instance=target, action=LOG_ACTION, data={"fields": names}, content_changed=True)
    return names


def _is_public(instance: Model) -> bool:
    return instance.live if isinstance(instance, DraftStateMixin) else True


def _own_facts(source: Model, target: Model, translation: Translation) -> list[str]:
    """Names of the fields of its own that hold facts and have not been exchanged for this language."""
    exchanged = set(
        SegmentOverride.objects.filter(
            locale_id=translation.target_locale_id, context__object_id=translation.source.object_id, has_error=False
        ).values_list("context__path", flat=True)
    )
    names = []
    for declared in get_translatable_fields(type(source)):
        field = declared.get_field(type(source))
        if not isinstance(declared, SynchronizedField) or not isinstance(field, models.Field) or not field.concrete:
            continue
        if declared.is_synchronized(source) and not (declared.is_overridable(source) and field.name in exchanged):
            names.append(field.name)
    return names


def _facts_of_old_texts(source: Model, target: Model, translation: Translation) -> set[str]:
    """Facts that would be false beside the public text: a new picture with the description of the one before.

    They come with the text, when the translation is published. Pages name them by ``facts_with_texts``.
    """
    bound = source.facts_with_texts() if hasattr(source, "facts_with_texts") else {}
    return {name for text, names in bound.items() if not _is_current(text, target, translation) for name in names}


def _is_current(name: str, target: Model, translation: Translation) -> bool:
    """Whether the public text of a field is the translation of what the source says now."""
    present = getattr(target, name)
    written = [segment.target for segment in segments_of(translation) if segment.path == name]
    return bool(present) and written == [StringValue.from_plaintext(present).data]


def _copy(source: Model, target: Model, name: str) -> bool:
    attribute = source._meta.get_field(name).attname
    if getattr(source, attribute) == getattr(target, attribute):
        return False
    setattr(target, attribute, getattr(source, attribute))
    return True


def _own_snippets(model: type[Model]) -> list[models.ForeignKey]:
    """Fields of its own that name a translated snippet, such as the contact of a project."""
    declared = [row for row in get_translatable_fields(model) if isinstance(row, TranslatableField)]
    fields = [row.get_field(model) for row in declared]
    return [field for field in fields if isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey)]


def _point(source: Model, target: Model, field: models.ForeignKey) -> bool:
    """Let the target name the translation of what the source names. Out: whether that changed anything."""
    if getattr(source, field.attname) is None:
        wanted = None
    elif (wanted := _related_id(source, field, target.locale_id)) is None:
        return False
    if wanted == getattr(target, field.attname):
        return False
    setattr(target, field.attname, wanted)
    return True


def _relations(model: type[Model]) -> list[models.ManyToOneRel]:
    """Ordered rows that belong to the page and are translated with it."""
    found = []
    for declared in get_translatable_fields(model):
        field = declared.get_field(model)
        if (
            isinstance(declared, TranslatableField)
            and isinstance(field, models.ManyToOneRel)
            and isinstance(field.remote_field, ParentalKey)
            and issubclass(field.related_model, TranslatableMixin)
        ):
            found.append(field)
    return found


def _copy_rows(source: Model, target: Model, relation: models.ManyToOneRel) -> bool:
    """Rows that are gone go, rows without text come, and facts, order and related snippets of the others follow."""
    theirs = {row.translation_key: row for row in getattr(target, relation.name).all()}
    rows, changed = [], False
    for original in getattr(source, relation.name).all():
        row = theirs.pop(original.translation_key, None)
        if row is None:
            row = _new_row(original, target, relation)
            changed = changed or row is not None
        elif _follow(original, row):
            changed = True
        if row is not None:
            rows.append(row)
    if theirs:
        changed = True
    if changed:
        setattr(target, relation.name, rows)
    return changed


def _follow(original: Model, row: Model) -> bool:
    changed = False
    for declared in get_translatable_fields(type(original)):
        field = declared.get_field(type(original))
        if not isinstance(field, models.Field) or isinstance(field, ParentalKey):
            continue
        if isinstance(declared, SynchronizedField):
            changed = _copy(original, row, field.name) or changed
        elif isinstance(field, models.ForeignKey):
            changed = _point(original, row, field) or changed
    if getattr(original, "sort_order", None) != getattr(row, "sort_order", None):
        row.sort_order = original.sort_order
        changed = True
    return changed


def _new_row(original: Model, target: Model, relation: models.ManyToOneRel) -> Model | None:
    """A row for one that is new in the source. None if it has text, or shows what is not translated yet."""
    row = type(original)(translation_key=original.translation_key, locale_id=target.locale_id)
    for declared in get_translatable_fields(type(original)):
        field = declared.get_field(type(original))
        if not isinstance(field, models.Field) or isinstance(field, ParentalKey):
            continue
        value = getattr(original, field.attname)
        if isinstance(declared, TranslatableField) and value:
            if not isinstance(field, models.ForeignKey):
                return None
            value = _related_id(original, field, target.locale_id)
            if value is None:
                return None
        setattr(row, field.attname, value)
    row.sort_order = getattr(original, "sort_order", None)
    return row


def _related_id(original: Model, field: models.ForeignKey, locale_id: int):
    """The public translation of what a page or row names, as its id; None if there is none."""
    related = getattr(original, field.name)
    if related is None:
        return None
    translated = type(related)._default_manager.filter(translation_key=related.translation_key, locale_id=locale_id)
    found = translated.first()
    return found.pk if found is not None and _is_public(found) else None
