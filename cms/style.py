"""The one style sheet, minified once and inlined into every page, and its hash for the policy.

Inlining lets a page come in one round trip on a slow line; the hash keeps the
Content-Security-Policy free of ``unsafe-inline``.
"""

import base64
import functools
import hashlib
from pathlib import Path

import rcssmin
from django.conf import settings

SOURCE = Path(__file__).parent / "static" / "css" / "site.css"


@functools.cache
def _built(modified: float) -> tuple[str, str]:
    css = rcssmin.cssmin(SOURCE.read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return css, f"'sha256-{digest}'"


def _current() -> tuple[str, str]:
    # Under DEBUG the file is read again when it changes; otherwise once for the life of the process.
    return _built(SOURCE.stat().st_mtime if settings.DEBUG else 0.0)


def stylesheet() -> str:
    """The minified style sheet."""
    return _current()[0]


def stylesheet_hash() -> str:
    """Its source expression for ``style-src``, for example ``'sha256-…'``."""
    return _current()[1]
