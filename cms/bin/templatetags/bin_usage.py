"""Says on a confirmation screen where something is used."""

from django import template
from django.db.models import Model
from wagtail.models import Page

from cms.desk.syncing.following import End, fates
from cms.office.places import duties_below

from ..usage import usage_of

register = template.Library()


@register.inclusion_tag("bin/where_used.html", takes_context=True)
def where_used(context, instance: Model, usage=None) -> dict:
    """In: what is about to be deleted, and its usage if somebody has looked it up already."""
    user = context["request"].user
    going = []
    if isinstance(instance, Page):
        going = [instance, *(fate.page for fate in fates(instance, "delete", user) if fate.end is End.DELETED)]
    return {
        "usage": usage or usage_of(instance, user, going),
        "duties": duties_below(instance) if isinstance(instance, Page) else [],
        "instance": instance,
        "kind": "page" if isinstance(instance, Page) else instance._meta.model_name,
    }


@register.filter
def titled(pages: list[Page]) -> str:
    """The pages by title, as part of a sentence."""
    return ", ".join(page.get_admin_display_title() for page in pages)
