"""Where a page or snippet stands in the other languages, for Wagtail's own screens."""

from django import template

from ..overview.panels import Tag, tags_for

register = template.Library()


@register.simple_tag(takes_context=True)
def translation_tags(context, instance) -> list[Tag]:
    """The tags of one page or snippet; empty for a new one or if this person may see none. Two queries."""
    request = context.get("request")
    if request is None or not getattr(request, "user", None) or not getattr(instance, "pk", None):
        return []
    return tags_for([instance], request).get(instance.pk, [])
