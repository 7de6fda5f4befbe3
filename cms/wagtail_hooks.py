"""What the platform adds to Wagtail."""

from django.db import models
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override

from . import branding  # noqa: F401
from .handbook import hooks as handbook_hooks  # noqa: F401
from .lost_targets import tell_what_is_lost
from .publishing import bulk, copies, picture_view
from .publishing.gate import HELD_BACK
from .rich_text import ExternalLinkHandler
from .widgets import DateInput

register_form_field_override(models.DateField, override={"widget": DateInput}, exact_class=True)


@hooks.register("register_rich_text_features")
def register_external_links(features) -> None:
    features.register_link_type(ExternalLinkHandler)


hooks.register("register_admin_urls", picture_view.urls)
hooks.register("before_edit_page", tell_what_is_lost)
hooks.register("after_copy_page", copies.tell_what_stays_hidden)

# After the translators' desk, which publishes translations in its own way (cms.desk.syncing.hooks).
hooks.register("before_bulk_action", bulk.leave_out, order=10)


@hooks.register("register_log_actions")
def register_publishing_log(actions) -> None:
    actions.register_action(
        HELD_BACK,
        gettext_lazy("Scheduled publication held back"),
        gettext_lazy("The time to publish came, but something stands in the way"),
    )
