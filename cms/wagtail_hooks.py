"""What the platform adds to Wagtail."""

from django.db import models
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override

from . import branding  # noqa: F401
from .handbook import hooks as handbook_hooks  # noqa: F401
from .rich_text import ExternalLinkHandler
from .widgets import DateInput

register_form_field_override(models.DateField, override={"widget": DateInput}, exact_class=True)


@hooks.register("register_rich_text_features")
def register_external_links(features) -> None:
    features.register_link_type(ExternalLinkHandler)
