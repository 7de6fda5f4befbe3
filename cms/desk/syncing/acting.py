"""Who acts just now, as far as Wagtail knows."""

from __future__ import annotations

from wagtail.log_actions import get_active_log_context


def acting_user():
    """The person whose request this is; None for programs and scheduled work.

    Wagtail notes it for requests of the admin, `cms.delivery.api_v3` for those of the API.
    """
    user = get_active_log_context().user
    return user if user is not None and user.is_authenticated else None
