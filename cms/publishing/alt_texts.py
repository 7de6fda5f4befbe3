"""The rule that each picture in a text is described, or marked as decoration, for this use of it.

The page form asks the same at the picture; this is for ways that know no form. Lead images are asked by
their page (`cms.pages.LeadImageMixin`).
"""

from __future__ import annotations

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import ngettext
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from ..blocks.raw import stream_leaves
from .problems import Problem
from .rules import Asking, register_rule


def alternative_texts(page: Model, asking: Asking) -> list[Problem]:
    """One problem for each stream with pictures that say nothing to people who do not see them. No query."""
    problems = []
    for field in page._meta.fields:
        if not isinstance(field, StreamField):
            continue
        uses = stream_leaves(getattr(page, field.name), whole=(ImageBlock,))
        silent = sum(1 for block, value in uses if isinstance(block, ImageBlock) and _is_silent(value))
        if silent:
            message = ngettext(
                "%(number)d picture has no alternative text. Describe it in a sentence, or mark it as decoration.",
                "%(number)d pictures have no alternative text. Describe each in a sentence, or mark it as decoration.",
                silent,
            ) % {"number": silent}
            problems.append(Problem(f"{capfirst(str(field.verbose_name))}: {message}", field=field.name))
    return problems


def _is_silent(value) -> bool:
    if not isinstance(value, dict):
        return True  # a bare image, as imports may store it
    return bool(value.get("image")) and not value.get("decorative") and not str(value.get("alt_text") or "").strip()


register_rule("alternative texts", alternative_texts)
