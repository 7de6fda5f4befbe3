"""Says that a file is called otherwise now, because its name did not fit what it is."""

from __future__ import annotations

from pathlib import PurePath

from django.utils.translation import gettext as _


def renamed_text(came_as: str, stored_as: str) -> str:
    """A sentence if the suffix was put right; empty if it fitted. In: the name that was sent, and the stored one."""
    came, stored = PurePath(came_as.replace("\\", "/")), PurePath(stored_as)
    if not came.name or came.suffix.lower() == stored.suffix.lower():
        return ""
    return _(
        "The name “%(old)s” did not fit what the file is: it is of the kind “%(kind)s”. "
        "So it is stored as “%(new)s”, and readers see the right kind."
    ) % {"old": came.name, "new": stored.name, "kind": stored.suffix.lstrip(".").upper()}
