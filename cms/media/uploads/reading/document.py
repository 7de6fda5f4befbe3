"""What kind of document a file is by its content, and whether it may be offered to the public."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import PurePath

from .captions import check_captions
from .picture_kinds import AVIF_BRANDS, HEIC_BRANDS, brands_of, picture_kind
from .refusal import Refused

#: Main parts of Office Open XML (ECMA-376) → suffix.
OFFICE = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "pptx",
}
#: The first entry of an OpenDocument file → suffix.
OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
MP4_BRANDS = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"M4VH",
    b"dash",
    b"MSNV",
}
TEXTS = ("csv", "txt", "vtt")
#: What no office document comes near, packed or unpacked.
MOST_ENTRIES = 20_000
MOST_UNPACKED = 1024**3
#: A part beyond this size that unpacks to so many times its own is no text.
SMALL, MOST_RATIO = 50 * 1024**2, 300
MOST_READ = 4 * 1024 * 1024
EMPTY_MACRO_LIBRARIES = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")
#: What zipfile raises on broken, locked or odd archives.
ZIP_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, RuntimeError, zlib.error)
MARKUP = re.compile(r"\A\s*<(?:!doctype|html|head|body|script|svg|\?xml|\?php|\?=)|<\?php|<script\b", re.IGNORECASE)


def examine_document(path: str, name: str, target: str) -> dict:
    """In: where the file lies, its name (text files can only be told apart by their suffix), and where to write.

    Out: ``kind`` (the suffix it ought to have), ``pages`` (or None), ``warnings``, ``language``, and ``cleaned``:
    whether a copy without the names of people was written to ``target``. Raises `Refused`.
    """
    with open(path, "rb") as stream:
        head = stream.read(4096)
    suffix = PurePath(name).suffix.lower().lstrip(".")
    kind, facts = _kind(path, head, suffix), {}
    if kind == "pdf":
        from .pdf import examine_pdf

        facts = examine_pdf(path, target)
    elif kind in (*OFFICE.values(), *OPEN_DOCUMENT.values()):
        facts = _without_names(path, target)
    return {"kind": kind, "pages": None, "warnings": [], "language": "", "cleaned": False, **facts}


def _without_names(path: str, target: str) -> dict:
    from .properties import clean_office

    try:
        cleaned, left = clean_office(path, target)
    except ZIP_FAULTS as error:
        raise Refused("document-damaged") from error
    return {"cleaned": cleaned, "warnings": left}


def _kind(path: str, head: bytes, suffix: str) -> str:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed_kind(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refused("old-office")
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        if b"webm" in head[:64]:
            return "webm"
        raise Refused("other-film")
    if brands := brands_of(head):
        if brands & MP4_BRANDS and not brands & {b"qt  "}:
            return "mp4"
        raise Refused("picture" if brands & (HEIC_BRANDS | AVIF_BRANDS) else "other-film")
    if head.startswith((b"RIFF", b"\0\0\1\xba", b"\0\0\1\xb3", b"FLV")) and head[8:12] != b"WEBP":
        raise Refused("other-film")
    try:
        picture_kind(head)
    except Refused as refused:
        if refused.code == "other-picture" and not head.startswith(b"BM"):
            raise Refused("picture") from None
    else:
        raise Refused("picture")
    return _text_kind(path, suffix)


def _packed_kind(path: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise Refused("too-heavy")
            if any(entry.file_size > SMALL and entry.file_size > MOST_RATIO * entry.compress_size for entry in entries):
                raise Refused("too-heavy")
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" in names:
                return _office_kind(archive, names)
            if "mimetype" in names:
                return _open_document_kind(archive, names)
    except ZIP_FAULTS as error:
        raise Refused("document-damaged") from error
    raise Refused("other-document")


def _read(archive: zipfile.ZipFile, name: str) -> str:
    """A small part of a packed file; never more than `MOST_READ`, whatever the file says of itself."""
    with archive.open(name) as stream:
        return stream.read(MOST_READ).decode("utf-8", "replace")


def _office_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    types = _read(archive, "[Content_Types].xml")
    lowered = {name.lower() for name in names}
    if "macroenabled" in types.lower() or any(
        "vbaproject" in name or "/activex/" in name or "/macrosheets/" in name for name in lowered
    ):
        raise Refused("macros")
    for name in names:
        if name.endswith("settings.xml.rels") and re.search(
            r'attachedTemplate"[^>]*TargetMode="External"', _read(archive, name)
        ):
            raise Refused("macros")
    for mark, kind in OFFICE.items():
        if mark in types:
            return kind
    raise Refused("other-document")


def _open_document_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    kind = OPEN_DOCUMENT.get(_read(archive, "mimetype").strip())
    if kind is None:
        raise Refused("other-document")
    if "content.xml" not in names:
        raise Refused("document-damaged")
    if "META-INF/manifest.xml" in names and "encryption-data" in _read(archive, "META-INF/manifest.xml"):
        raise Refused("old-office")
    for name in names:
        if name.startswith(("Basic/", "Scripts/")) and not name.endswith(("/", *EMPTY_MACRO_LIBRARIES)):
            raise Refused("macros")
    return kind


def _text_kind(path: str, suffix: str) -> str:
    if suffix not in TEXTS:
        raise Refused("other-document")
    with open(path, "rb") as stream:
        data = stream.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("text-encoding") from error
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in set(text)):
        raise Refused("other-document")
    if MARKUP.search(text[:100_000]):
        raise Refused("text-markup")
    if suffix == "vtt":
        check_captions(text)
    return suffix
