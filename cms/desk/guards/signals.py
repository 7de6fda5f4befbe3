"""What this part listens to: every stored translation is judged, titles follow, what is deleted is noticed."""

from __future__ import annotations

import json

from django.db.models import F
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, TranslatableMixin
from wagtail_localize import models as localize
from wagtail_localize.models import SegmentOverride, StringTranslation
from wagtail_localize.strings import StringValue

from cms.accounts.roles import INSIDERS, register_rights
from cms.bin.restoring import restored

from ..texts import without_invisible
from .policy import register_policies
from .values import judge_override, judge_text

#: Everybody who writes for the site may ask for translations; of which pages, `permissions.may_start` says.
DESK_RIGHTS = (
    "wagtail_localize.submit_translation",
    *(f"desk.{verb}_term" for verb in ("view", "add", "change", "delete")),
)


def clean_text(instance: StringTranslation, **_kwargs) -> None:
    """PostgreSQL cannot store the character with the number zero, and no text needs what nobody can see."""
    instance.data = without_invisible(instance.data)


def text_saved(instance: StringTranslation, update_fields=None, raw: bool = False, **_kwargs) -> None:
    """Judge a translation whenever its text is written, and show a new title in the admin."""
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    error = judge_text(instance)
    if not error and instance.data:
        _pages_titled(instance).update(draft_title=StringValue(instance.data).render_text())


def text_deleted(instance: StringTranslation, **_kwargs) -> None:
    """Without a translated title the admin shows the one the public sees."""
    _pages_titled(instance).update(draft_title=F("title"))


def _pages_titled(row: StringTranslation):
    """The translated page whose title this is. Not an alias: it shows its source until it is published."""
    if row.context is None or row.context.path != "title":
        return Page.objects.none()
    return Page.objects.filter(translation_key=row.context.object_id, locale_id=row.locale_id, alias_of__isnull=True)


def override_saved(instance: SegmentOverride, update_fields=None, raw: bool = False, **_kwargs) -> None:
    """Judge an override whenever its value is written."""
    if not raw and (update_fields is None or "data_json" in update_fields):
        judge_override(instance)


def something_deleted(instance, **_kwargs) -> None:
    """An image, document, page or snippet is gone: overrides that chose it are marked."""
    if not isinstance(instance, Page | AbstractImage | AbstractDocument | TranslatableMixin):
        return
    values = [json.dumps(instance.pk, default=str), json.dumps(str(instance.pk))]
    for row in SegmentOverride.objects.filter(data_json__in=values, has_error=False).select_related("context"):
        judge_override(row)


def pages_restored(pages: list[Page], **_kwargs) -> None:
    """Pages are back from the bin: overrides that chose them can be used again."""
    values = [value for page in pages for value in (json.dumps(page.pk), json.dumps(str(page.pk)))]
    for row in SegmentOverride.objects.filter(data_json__in=values, has_error=True).select_related("context"):
        judge_override(row)


def connect() -> None:
    """Listen from now on, in place of wagtail-localize's own handlers of titles.

    Those fail for a row without place, and for a title that is too long for the database.
    """
    register_rights(INSIDERS, *DESK_RIGHTS)
    register_policies()
    post_save.disconnect(localize.post_save_string_translation, sender=StringTranslation)
    post_delete.disconnect(localize.post_delete_string_translation, sender=StringTranslation)
    pre_save.connect(clean_text, sender=StringTranslation, dispatch_uid="desk_guards_text")
    post_save.connect(text_saved, sender=StringTranslation, dispatch_uid="desk_guards_text")
    post_delete.connect(text_deleted, sender=StringTranslation, dispatch_uid="desk_guards_text")
    post_save.connect(override_saved, sender=SegmentOverride, dispatch_uid="desk_guards_override")
    post_delete.connect(something_deleted, dispatch_uid="desk_guards_deleted")
    restored.connect(pages_restored, dispatch_uid="desk_guards_restored")
