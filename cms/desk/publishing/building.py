"""Puts the translated page or snippet together from its sentences, without writing it down."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.coreutils import find_available_slug
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin
from wagtail_localize.models import (
    MissingRelatedObjectError,
    MissingTranslationError,
    SourceDeletedError,
    StringTranslation,
    Translation,
)

from cms.typography import labelled

from ..guards import tolerance
from ..proofing.findings import Finding, Severity
from .outcome import Invalid, NotPublishable

logger = logging.getLogger(__name__)


def build(translation: Translation) -> Model:
    """The translated instance, not saved, with every sentence in the language of the translation.

    A picture or link that was put in place of the source's and has been deleted since is left out
    (`cms.desk.guards.tolerance`). Raises NotPublishable where a sentence or a related object is missing.
    """
    source, locale = translation.source, translation.target_locale
    try:
        # Asked for its refusal only: nothing may fall back to the source's text.
        source._get_segments_for_translation(locale, fallback=False)
        built = tolerance.build(source, locale)
    except MissingTranslationError as error:
        message = _("This sentence is not translated yet.")
        finding = Finding("missing", Severity.ERROR, message, error.segment.pk)
        raise NotPublishable(
            _("The sentence “%(sentence)s” is not translated yet.") % {"sentence": error.segment.string.data[:200]},
            (finding,),
        ) from error
    except MissingRelatedObjectError as error:
        related = error.segment.get_source_instance()
        raise NotPublishable(
            _("“%(name)s” does not exist in this language yet, and the page shows it. Translate it first.")
            % {"name": related if related is not None else error.segment.context.path}
        ) from error
    except SourceDeletedError as error:
        raise NotPublishable(_("The original has been deleted, so its translation cannot be published.")) from error
    _refuse_source_text(translation, built.left_out)
    _refuse_foreign_snippets(built.instance)
    return built.instance


def _refuse_source_text(translation: Translation, places: tuple[str, ...]) -> None:
    """Raises NotPublishable if a text that the source shows could not be replaced by its translation."""
    if not places:
        return
    rows = translation.source.stringsegment_set.select_related("context", "string")
    left = [row for row in rows if tolerance.place_of(row.context.path) in places]
    if not left:
        return
    logger.error("Translation %s: texts could not be put into %s", translation.pk, ", ".join(places))
    message = _("The place of this sentence has changed. Bring the sentences up to date, then publish.")
    findings = tuple(Finding("place", Severity.ERROR, message, row.pk) for row in left)
    raise NotPublishable(message, findings)


def _refuse_foreign_snippets(instance: Model) -> None:
    """Raises NotPublishable if the instance, or a row of it, shows a snippet in another language.

    That is so when the sentences know nothing of the snippet: its record goes with its last translation.
    """
    for holder in [instance, *_rows(instance)]:
        for field in holder._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or not _is_snippet(field.related_model):
                continue
            related = getattr(holder, field.name)
            if related is not None and related.locale_id != holder.locale_id:
                raise NotPublishable(
                    _("“%(name)s” does not exist in this language yet, and the page shows it. Translate it first.")
                    % {"name": related}
                )


def _is_snippet(model: type[Model]) -> bool:
    return issubclass(model, TranslatableMixin) and not issubclass(model, Page)


def _rows(instance: Model) -> Iterator[Model]:
    """Translatable rows below a page."""
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(instance):
            if issubclass(relation.related_model, TranslatableMixin):
                yield from getattr(instance, relation.name).all()


def give_address(page: Page) -> None:
    """A slug that is free below the parent, made from what the translator wrote."""
    slug = _plain(page.slug) or _plain(page.title) or f"{page.locale.language_code}-{page.pk}"
    parent = page.get_parent()
    page.slug = find_available_slug(parent, slug, ignore_page_id=page.pk)
    page.set_url_path(parent)


def leave_schedule(page: Page) -> None:
    """Forget the dates that an alias has copied from its source.

    They would stay when the source's change. Its translation follows the source itself
    (`cms.desk.syncing.following`), so that it needs none.
    """
    page.go_live_at = page.expire_at = None


def _plain(text: str) -> str:
    """Letters a to z, digits, hyphens. Ligatures are letters to readers, but not to `slugify`."""
    for letter, letters in (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("ß", "ss"), ("’", "-"), ("'", "-")):
        text = text.replace(letter, letters)
    return slugify(text)


def validate(instance: Model) -> None:
    """Raises Invalid with what is wrong, rows below the page included: Wagtail asks the page only."""
    errors: dict[str, str] = {}
    try:
        instance.full_clean()
    except ValidationError as error:
        errors.update(_messages(error))
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(instance):
            if relation.name != COMMENTS_RELATION_NAME:
                for row in getattr(instance, relation.name).all():
                    errors.update(_row_errors(row, relation.name))
    if errors:
        raise Invalid(errors)


def _row_errors(row: Model, relation: str) -> dict[str, str]:
    """Faults in the texts of one row. Other fields come from the source and are sound."""
    others = [f.name for f in row._meta.fields if not isinstance(f, models.CharField | models.TextField)]
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        place = f"{relation}.{getattr(row, 'translation_key', row.pk)}"
        return {f"{place}.{name}": message for name, message in _messages(error).items()}
    return {}


def _messages(error: ValidationError) -> dict[str, str]:
    if hasattr(error, "error_dict"):
        return {name: " ".join(messages) for name, messages in error.message_dict.items()}
    return {"": " ".join(error.messages)}


def refusal(translation: Translation, errors: dict[str, str]) -> NotPublishable:
    """Writes faults down at the sentences they belong to. Out: the exception to raise."""
    rows = {row.context.path: row for row in translation.source.stringsegment_set.select_related("context")}
    findings, rest = [], []
    for path, message in errors.items():
        row = rows.get(path)
        if row is None:
            rest.append(message if path in ("", "__all__") else labelled(path, message))
            continue
        StringTranslation.objects.filter(
            translation_of_id=row.string_id, context_id=row.context_id, locale_id=translation.target_locale_id
        ).update(has_error=True, field_error=message)
        findings.append(Finding("invalid", Severity.ERROR, message, row.pk))
    whole = _("The translation cannot be saved as it is. Nothing has been published.")
    return NotPublishable(" ".join([whole, *rest]), tuple(findings))
