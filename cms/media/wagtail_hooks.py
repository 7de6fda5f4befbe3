"""What the media app adds to Wagtail."""

from .uploads import hooks  # noqa: F401
