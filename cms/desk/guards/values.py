"""Judges what is stored for a translation: too long, damaged, a link that must not be, a thing that is gone.

Everything that writes passes here, because it hangs at the rows themselves: the editor, files,
machines. What is wrong is kept, marked with the reason, and left out when the page is built.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationContext, TranslationSource
from wagtail_localize.strings import StringValue, validate_translation_links

from .links import is_safe_link
from .places import definition_at, limit_of


def model_of(context: TranslationContext) -> type[models.Model] | None:
    """The page type or snippet that a place belongs to."""
    source = (
        TranslationSource.objects.filter(object_id=context.object_id).select_related("specific_content_type").first()
    )
    return source.specific_content_type.model_class() if source else None


def definition_of(context: TranslationContext) -> models.Field | blocks.Block | None:
    """The field or block a place stands for; None if unknown. Old records have no field path."""
    path = context.field_path or (context.path if "." not in context.path else "")
    model = model_of(context) if path else None
    return definition_at(model, path) if model else None


class _Tags(HTMLParser):
    """Finds out whether every tag that is opened is closed, in the right order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.is_balanced = True

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag == "br":
            return
        if not self.open or self.open.pop() != tag:
            self.is_balanced = False


def _is_balanced(text: str) -> bool:
    parser = _Tags()
    parser.feed(text)
    parser.close()
    return parser.is_balanced and not parser.open


#: What a browser takes for the beginning of a tag, a comment or the like; at the end of a sentence what follows
#: could complete it.
_BEGINNING = re.compile(r"<(?:[a-zA-Z/!?]|$)")
_TAG = re.compile(r"""</?[a-zA-Z][a-zA-Z0-9]*(?:\s+id=(?:"[\w-]+"|'[\w-]+'))?\s*/?>""")


def _has_more_than_tags(text: str) -> bool:
    """Whether anything but simple tags begins with “<”: a comment, a declaration, half a tag.

    Browsers end those elsewhere than our parser does: what is a comment here may be a script there.
    """
    return bool(_BEGINNING.search(_TAG.sub("", text)))


def text_error(row: StringTranslation) -> str:
    """Why this translation of a sentence cannot be used, in the active language; empty if it can."""
    try:
        plain = StringValue.from_translated_html(row.data).render_text()
        validate_translation_links(row.translation_of.data, row.data)
    except ValueError as error:
        return str(error)
    except (AssertionError, LookupError, RecursionError):  # what the parser cannot read, or thousands of tags deep
        return str(_("The markup of this text is damaged."))
    if _has_more_than_tags(row.data):
        return str(_("The markup of this text is damaged."))
    if not _is_balanced(row.data):
        return str(_("The markup of this text is damaged: a tag is not closed, or closed twice."))
    if row.context is None:
        return ""
    limit = limit_of(definition_of(row.context))
    if limit is not None and len(plain) > limit:
        message = _("This text is too long: it has %(length)d characters, and %(limit)d fit.")
        return message % {"length": len(plain), "limit": limit}
    if row.context.path == "slug" and row.data and not slugify(plain):
        return str(_("The last part of the address needs at least one letter or digit."))
    return ""


def override_error(row: SegmentOverride) -> str:
    """Why this value cannot replace the one of the source, in the active language; empty if it can."""
    try:
        value = json.loads(row.data_json)
    except ValueError:
        return str(_("This value cannot be read."))
    if row.context is None or value in (None, ""):
        return ""
    if row.context.path.endswith("'"):
        return _link_error(value)
    definition = definition_of(row.context)
    if isinstance(definition, blocks.Block):
        return _block_error(definition, value)
    if isinstance(definition, models.ForeignKey):
        return _gone_error(definition.related_model, value)
    if isinstance(definition, models.Field):
        return _field_error(definition, value)
    # A place that is not known is judged as a link if it looks like one.
    if isinstance(value, str) and ":" in value:
        return _link_error(value)
    return ""


def _link_error(value) -> str:
    if isinstance(value, str) and is_safe_link(value):
        return ""
    return str(_("This link is not allowed. Links start with https://, http://, mailto:, tel: or /."))


def _block_error(block: blocks.Block, value) -> str:
    if isinstance(block, blocks.ChooserBlock):
        return _gone_error(block.model_class, value)
    if isinstance(block, blocks.URLBlock) and (error := _link_error(value)):
        return error
    if not isinstance(block, blocks.FieldBlock):
        # An embed or the like: what is stored is an address.
        return _link_error(value)
    try:
        block.clean(value)
    except ValidationError as error:
        return " ".join(error.messages)
    except (TypeError, ValueError, AttributeError):
        return str(_("This value does not fit here."))
    return ""


def _field_error(field: models.Field, value) -> str:
    if isinstance(field, models.URLField):
        return _link_error(value) or _unfit(field, value)
    return _unfit(field, value)


def _unfit(field: models.Field, value) -> str:
    try:
        field.clean(value, None)
    except ValidationError as error:
        return " ".join(error.messages)
    except (TypeError, ValueError, FieldDoesNotExist):
        return str(_("This value does not fit here."))
    return ""


def _gone_error(model: type[models.Model], value) -> str:
    try:
        model._default_manager.get(pk=value)
    except (ObjectDoesNotExist, ValueError, TypeError, OverflowError, ValidationError):
        return str(_("What was chosen here does not exist any more."))
    return ""


def judge_text(row: StringTranslation) -> str:
    """Mark a stored translation by whether it can be used. Out: the reason, empty if it can."""
    return _mark(row, text_error(row))


def judge_override(row: SegmentOverride) -> str:
    """Mark a stored override by whether it can be used. Out: the reason, empty if it can."""
    return _mark(row, override_error(row))


def _mark(row: StringTranslation | SegmentOverride, error: str) -> str:
    # By query, not by save: the row may just have been saved with ``update_fields``, which would drop the mark.
    if row.has_error != bool(error) or row.field_error != error:
        type(row).objects.filter(pk=row.pk).update(has_error=bool(error), field_error=error)
    row.has_error, row.field_error = bool(error), error
    return error
