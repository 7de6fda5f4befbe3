"""What the media app adds to Wagtail."""

from . import picture_hooks  # noqa: F401
