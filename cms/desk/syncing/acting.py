"""Who acts just now, as far as Wagtail knows."""

from __future__ import annotations

from wagtail.log_actions import get_active_log_context


def acting_user():
    """The person whose request this is; None for programs, scheduled work and the API."""
    user = get_active_log_context().user
    return user if user is not None and user.is_authenticated else None
