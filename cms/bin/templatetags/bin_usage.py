"""Says on a confirmation screen where something is used."""

from django import template
from django.db.models import Model
from wagtail.models import Page

from ..usage import usage_of

register = template.Library()


@register.inclusion_tag("bin/where_used.html", takes_context=True)
def where_used(context, instance: Model, usage=None) -> dict:
    """In: what is about to be deleted, and its usage if somebody has looked it up already."""
    return {
        "usage": usage or usage_of(instance, context["request"].user),
        "instance": instance,
        "kind": "page" if isinstance(instance, Page) else instance._meta.model_name,
    }
