"""What the media app adds to Wagtail."""

from . import picture_hooks  # noqa: F401
from .policy import register_policies
from .uploads import hooks  # noqa: F401

register_policies()
