"""Takes the names of people and firms out of what office programs write into a file beside its text.

What a reader sees is never touched, and a file that somebody has signed not at all: a change would break the
signature. Such a file is reported instead.
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import PurePosixPath

from lxml import etree

from .refusal import Refused

#: Where Office Open XML keeps its properties, unless its relations name another place.
OFFICE_PARTS = ("docprops/core.xml", "docprops/app.xml")
OFFICE_RELATIONS = ("/core-properties", "/extended-properties")
OPEN_DOCUMENT_PARTS = ("meta.xml",)
#: Elements that name people, firms or places on somebody's disk, by their local names.
PERSONAL = frozenset(
    {"creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by", "template", "HyperlinkBase"}
)
SIGNED = ("_xmlsignatures/", "meta-inf/documentsignatures.xml")
#: Parts that hold comments, each with the name of who wrote it.
COMMENTS = ("word/comments", "xl/comments", "xl/threadedcomments/", "xl/persons/", "ppt/comments/", "ppt/authors")
#: In the text itself: comments of OpenDocument, and changes that are being tracked.
MARKS = (b"<w:ins ", b"<w:del ", b"<office:annotation", b"<text:tracked-changes")
TEXTS = ("word/document.xml", "content.xml")
MOST_PROPERTIES = 4 * 1024 * 1024


def clean_office(path: str, target: str) -> tuple[bool, list[str]]:
    """Write a copy without names to ``target`` if there are any.

    Out: whether a copy was written, and codes of `uploads.words.PERSONAL` for what stays.
    Raises `Refused` for properties that are no XML, and what zipfile raises on broken archives.
    """
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        wanted = _parts(archive)
        clean: dict[int, bytes] = {}
        for position, entry in enumerate(entries):
            if entry.filename.lower() in wanted:
                data = _read(archive, entry)
                without = without_names(data)
                if without != data:
                    clean[position] = without
        left = ["remarks"] if _has_remarks(archive, entries) else []
        if not clean:
            return False, left
        if any(entry.filename.lower().startswith(SIGNED) for entry in entries):
            return False, ["names", *left]
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for position, entry in enumerate(entries):
                _copy(archive, entry, copy, clean.get(position))
    return True, left


def without_names(data: bytes) -> bytes:
    """Properties without elements that name somebody; the very same bytes where there are none. Raises `Refused`."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("document-damaged") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("document-damaged")
    found = [
        element
        for element in root.iter(etree.Element)
        if etree.QName(element).localname in PERSONAL and (_says_something(element))
    ]
    for element in found:
        element.getparent().remove(element)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True) if found else data


def _says_something(element) -> bool:
    return element.getparent() is not None and bool((element.text or "").strip() or element.attrib or len(element))


def _parts(archive: zipfile.ZipFile) -> set[str]:
    """Names, in small letters, of the parts that hold properties."""
    found = {*OFFICE_PARTS, *OPEN_DOCUMENT_PARTS}
    for entry in archive.infolist():
        if entry.filename.lower() == "_rels/.rels":
            try:
                root = etree.fromstring(_read(archive, entry), etree.XMLParser(resolve_entities=False, load_dtd=False))
            except (etree.XMLSyntaxError, ValueError) as error:
                raise Refused("document-damaged") from error
            for relation in root.iter(etree.Element):
                if (relation.get("Type") or "").endswith(OFFICE_RELATIONS):
                    target = str(PurePosixPath("/", relation.get("Target") or "")).lstrip("/")
                    found.add(target.lower())
    return found


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        data = stream.read(MOST_PROPERTIES + 1)
    if len(data) > MOST_PROPERTIES:
        raise Refused("too-heavy")
    return data


def _has_remarks(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    for entry in entries:
        name = entry.filename.lower()
        if name.startswith(COMMENTS):
            return True
        if name in TEXTS:
            with archive.open(entry) as stream:
                text = stream.read(MOST_PROPERTIES)
            if any(mark in text for mark in MARKS):
                return True
    return False


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, copy: zipfile.ZipFile, data: bytes | None) -> None:
    """One part as it was, in its place: OpenDocument wants ``mimetype`` first and not packed."""
    info = zipfile.ZipInfo(entry.filename, entry.date_time)
    info.compress_type = zipfile.ZIP_STORED if entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    info.external_attr = entry.external_attr
    if data is not None:
        copy.writestr(info, data)
        return
    info.file_size = entry.file_size
    with archive.open(entry) as source, copy.open(info, "w") as goal:
        shutil.copyfileobj(source, goal, 1024 * 1024)
