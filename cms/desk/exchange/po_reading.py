"""PO files as people bring them back, however they were treated on the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise

import polib
from django.utils.translation import gettext as _

from .decoding import decode
from .incoming import MOST_ENTRIES, Entry, Incoming, LeftOut, Unreadable
from .keys import as_uuid, clean, split_context

#: polib takes its argument for a file name if there is such a file. No file name holds a zero byte.
_NO_FILE_NAME = "##\0\n"
#: polib splits lines at these, though they may stand within a text. They travel in the private use area.
_SPLITTERS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_AWAY = {ord(char): 0xF8D0 + number for number, char in enumerate(_SPLITTERS)}
_BACK = {number: char for char, number in _AWAY.items()}
#: polib joins continued lines one by one, so that very many of them take minutes.
_MOST_LINES = 2_000
#: With more faults than this the file is something else.
_MOST_FAULTS = 1_000
_MSGID = re.compile(r"^(?:#~\s*)?msgid\s", re.MULTILINE)
_TEXT = re.compile(r'^msgid\s+"(.*)"\s*$', re.MULTILINE)


def read_po(data: bytes) -> Incoming:
    """In: the bytes of a file. Raises Unreadable if nothing in it can be used."""
    text = decode(data).translate(_AWAY)
    starts = [match.start() for match in _MSGID.finditer(text)]
    if not starts:
        raise Unreadable(_("This is no PO file: it has no entries."))
    if len(starts) > MOST_ENTRIES:
        raise Unreadable(
            _("The file has more than %(limit)s entries. Please split it into several files.") % {"limit": MOST_ENTRIES}
        )
    incoming = Incoming("po")
    if _is_lengthy(text, starts):
        raise Unreadable(
            _("This is no PO file: a single entry has more than %(limit)s lines.") % {"limit": _MOST_LINES}
        )
    parsed = _parse(text)
    if parsed is None:
        parsed, incoming.left_out = _parse_in_parts(text)
        if not parsed:
            raise Unreadable(_("This is no PO file, or it is damaged throughout."))
    head = {key.strip().lower(): value.strip() for key, value in parsed.metadata.items()}
    incoming.language = head.get("language", "")
    incoming.translation_key = as_uuid(head.get("x-wagtaillocalize-translationid"))
    # Never PO-Revision-Date: programs set it to the day the file was last saved.
    incoming.exported_at = moment(head.get("x-desk-exported")) or moment(head.get("pot-creation-date"))
    # Only our own files mark machine text as fuzzy, so only there a missing mark means something.
    marks_machine_text = "x-desk-exported" in head
    incoming.entries = [_entry(entry, marks_machine_text) for entry in parsed if entry.msgid]
    if not incoming.entries and not incoming.left_out:
        raise Unreadable(_("This PO file has a head, but no entries."))
    return incoming


def _is_lengthy(text: str, starts: list[int]) -> bool:
    edges = [0, *starts, len(text)]
    return any(text.count("\n", a, b) > _MOST_LINES for a, b in pairwise(edges))


def _parse(text: str) -> polib.POFile | None:
    try:
        return polib.pofile(_NO_FILE_NAME + text, encoding="utf-8")
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return None


def _parse_in_parts(text: str) -> tuple[polib.POFile, list[LeftOut]]:
    """What can be read of a damaged file, entry by entry, as they stand between empty lines."""
    whole = polib.POFile()
    left_out = []
    line = 1
    for part in re.split(r"\n[ \t]*\n", text):
        parsed = _parse(part) if _MSGID.search(part) else None
        if parsed is not None:
            whole.extend(parsed)
            whole.metadata.update(parsed.metadata)
        elif part.strip() and not all(row.startswith("#") for row in part.strip().split("\n")):
            found = _TEXT.search(part)
            shown = found[1] if found else part.strip()
            left_out.append(LeftOut("", clean(shown.translate(_BACK))[:200], "syntax", {"line": line}))
            if len(left_out) > _MOST_FAULTS:
                raise Unreadable(_("This is no PO file, or it is damaged throughout."))
        line += part.count("\n") + 2
    return whole, left_out


def _entry(entry: polib.POEntry, marks_machine_text: bool) -> Entry:
    key, path = split_context(_text(entry.msgctxt or ""))
    target = entry.msgstr or next((text for text in entry.msgstr_plural.values() if text), "")
    return Entry(
        object_key=key,
        path=path,
        source=_text(entry.msgid),
        target=_text(target),
        is_fuzzy=entry.fuzzy,
        is_confirmed=marks_machine_text and not entry.fuzzy,
        is_plural=bool(entry.msgid_plural),
        is_obsolete=bool(entry.obsolete),
    )


def _text(text: str) -> str:
    return clean(text.translate(_BACK))


def moment(text: str | None) -> datetime | None:
    """A date with a time zone, from the usual spellings; None if it is none or lies in the future."""
    text = (text or "").strip()
    for read in (datetime.fromisoformat, lambda value: datetime.strptime(value, "%Y-%m-%d %H:%M%z")):
        try:
            found = read(text)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            return found if found <= datetime.now(UTC) else None
        except (ValueError, OverflowError):
            continue
    return None
