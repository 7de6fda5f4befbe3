"""The inlined style sheet, for templates that have no frame (block previews, errors)."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from ..style import stylesheet

register = template.Library()


@register.simple_tag
def inline_style() -> SafeString:
    """The site's style sheet, minified, to stand inside ``<style>``."""
    return mark_safe(stylesheet())  # noqa: S308 (our own file)
