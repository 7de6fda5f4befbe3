"""Tells which kind of file this is, reads it, and finds the language it is in."""

from __future__ import annotations

import codecs

from django.utils.translation import gettext as _
from wagtail.models import Locale

from .incoming import Incoming, LeftOut, Unreadable
from .po_reading import read_po
from .xliff_reading import is_xml, read_xliff

_ARCHIVE = b"PK\x03\x04"
_COMPILED = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")


def read_file(data: bytes) -> tuple[str, list[Incoming]]:
    """In: the bytes of a file, whatever its name. Out: its kind, and its parts. Raises Unreadable."""
    if not data.strip(b" \t\r\n\0" + codecs.BOM_UTF8):
        raise Unreadable(_("The file is empty."))
    if data.startswith(_ARCHIVE):
        raise Unreadable(_("This is a ZIP archive or an office document. Please unpack it, or save it as PO or XLIFF."))
    if data.startswith(_COMPILED):
        raise Unreadable(_("This is a compiled MO file. Please bring the PO file it was made from."))
    if is_xml(data):
        return "xliff", read_xliff(data)
    return "po", [read_po(data)]


def locale_for(code: str, languages: list[Locale]) -> Locale | None:
    """The language of the site that a code means: ``fr_FR`` and ``fr-fr`` are ``fr``; None if there is none."""
    wanted = code.replace("_", "-").partition(".")[0].partition("@")[0].lower()
    by_code = {locale.language_code.lower(): locale for locale in languages}
    if wanted in by_code:
        return by_code[wanted]
    if wanted.partition("-")[0] in by_code:
        return by_code[wanted.partition("-")[0]]
    regional = [locale for own, locale in by_code.items() if own.partition("-")[0] == wanted]
    return regional[0] if len(regional) == 1 else None


def wrong_language(part: Incoming) -> list[LeftOut]:
    """What is reported for a part of a file in a language that is not translated into here."""
    return [LeftOut("", entry.source, "other_language", {"language": part.language[:40]}) for entry in part.entries]
