"""What the media app adds to Wagtail."""

from . import picture_hooks  # noqa: F401
from .uploads import hooks  # noqa: F401
