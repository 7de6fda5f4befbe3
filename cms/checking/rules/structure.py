"""Headings, descriptions, alternative texts: what holds a page together for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import Finding, Text, register_rule, shortened


@register_rule
def headings(text: Text) -> Iterator[Finding]:
    """Levels in order (the page's title is the first), none empty."""
    last = 1
    for passage in text.passages:
        if passage.kind != "heading":
            continue
        if not passage.text.strip():
            yield Finding(
                "heading_empty",
                _("This heading is empty. Screen readers announce it, and there is nothing."),
                _("Write what the section is about, or delete the block."),
                passage.place,
            )
            continue
        if passage.level > last + 1:
            yield Finding(
                "heading_order",
                _("A level is left out: level %(level)d follows level %(last)d.")
                % {"level": passage.level, "last": last},
                _("Choose level %(level)d, or put a heading of that level before it.") % {"level": last + 1},
                passage.place,
                shortened(passage.text),
            )
        last = passage.level


@register_rule
def alternative_texts(text: Text) -> Iterator[Finding]:
    for passage in text.passages:
        if passage.kind == "picture" and not passage.text.strip():
            yield Finding(
                "alternative_text",
                _("This picture has no alternative text. Who does not see it learns nothing of it."),
                _("Say in one sentence what is to be seen and why it is here, or mark it as decorative."),
                passage.place,
            )
