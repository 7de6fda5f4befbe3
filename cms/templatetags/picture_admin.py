"""What the screens of pictures in the admin need."""

from django import template

from cms.media.listing import state_context
from cms.media.picture_form import RightsForAllForm

register = template.Library()


@register.simple_tag
def rights_for_all() -> RightsForAllForm:
    """The questions on rights, to be answered once for an upload of several pictures."""
    return RightsForAllForm()


@register.inclusion_tag("media/rights_state.html")
def rights_state(image) -> dict:
    """How it stands with the rights of a picture: icon and word."""
    return state_context(image)
