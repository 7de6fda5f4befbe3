"""``{% typeset language %}…{% endtypeset %}``: no-break spaces in all text that the block prints."""

from django import template
from django.utils.safestring import mark_safe

from ..typography import typeset_html

register = template.Library()


@register.simple_block_tag
def typeset(content: str, language: str) -> str:
    """What the block has rendered, with the spaces of a language (see `cms.typography`)."""
    return mark_safe(typeset_html(content, language or ""))  # noqa: S308 - the block has escaped it
