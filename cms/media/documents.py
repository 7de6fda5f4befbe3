"""What a reader is told about a document before opening it: kind, size, pages, language."""

from __future__ import annotations

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import ngettext

from .models import MediaDocument


def size_text(document: MediaDocument) -> str:
    """``120 kB``; empty where the file is gone. Asks the storage only where the database does not know."""
    size = document.file_size
    if size is None:
        try:
            size = document.file.size
        except Exception:  # every storage raises its own; the link still says what it leads to
            return ""
    return filesizeformat(size)


def pages_text(document: MediaDocument) -> str:
    """``12 pages``; empty where nobody has counted."""
    if not document.pages:
        return ""
    return ngettext("%(count)d page", "%(count)d pages", document.pages) % {"count": document.pages}


def language_text(document: MediaDocument) -> str:
    """The language it is written in, in the language of the page."""
    return str(dict(settings.LANGUAGES).get(document.language, ""))


def facts_text(document: MediaDocument) -> str:
    """``PDF, 120 kB, 12 pages, German``: for a link within a text (WCAG technique G197)."""
    parts = (document.extension_label, size_text(document), pages_text(document), language_text(document))
    return ", ".join(part for part in parts if part)
