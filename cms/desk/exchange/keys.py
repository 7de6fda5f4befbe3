"""By which a sentence is found again when its file comes back, and what its text may hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid

from django.conf import settings
from django.db.models import Model
from wagtail.admin.admin_url_finder import AdminURLFinder

#: What neither XML nor PostgreSQL takes. Line feed and tab stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """A text as it may be stored: line feeds only, composed accents (a Mac may write them apart), no control codes."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", text).strip()


def context_of(object_key: uuid.UUID | str, path: str) -> str:
    """The context (msgctxt) of a sentence: the object, whatever happens to its address, and the path in it."""
    return f"{object_key}:{path}"


def split_context(context: str | None) -> tuple[str, str]:
    """Object key and path. The key is empty for wagtail-localize's own files, which name only the path."""
    key, separator, path = (context or "").partition(":")
    if separator and (known := as_uuid(key)):
        return known, path
    return "", context or ""


def as_uuid(text: str | None) -> str:
    """The usual spelling of a UUID; empty if it is none."""
    try:
        return str(uuid.UUID(text or ""))
    except ValueError:
        return ""


def unit_id(path: str, source: str) -> str:
    """The id of a sentence within its object: the same after every sync while place and text are the same."""
    return "s" + hashlib.sha256(f"{path}\0{clean(source)}".encode()).hexdigest()[:24]


class Links:
    """Addresses of the editor for one person, absolute where they go into a file."""

    def __init__(self, user):
        self._finder = AdminURLFinder(user)

    def of(self, target: Model | None, segment_id: int | None = None) -> str:
        """The address of the translated page in the admin, at a sentence if one is given; empty if there is none."""
        address = self._finder.get_edit_url(target) if target is not None else None
        if not address:
            return ""
        return f"{address}#segment-{segment_id}" if segment_id else address

    def absolute(self, target: Model | None) -> str:
        """The same with the host; empty if there is none."""
        address = self.of(target)
        return f"{settings.WAGTAILADMIN_BASE_URL}{address}" if address else ""
