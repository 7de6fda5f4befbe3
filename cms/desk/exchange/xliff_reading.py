"""XLIFF 1.2 as agencies bring it back."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from .incoming import MOST_ENTRIES, Entry, Incoming, Unreadable, check_tags
from .inline import NAMESPACE, DamagedMarkup, from_xliff, tag
from .keys import as_uuid, clean
from .po_reading import moment
from .xliff_writing import PHASE

#: With these states a text is not finished; everything else ("translated", "final", none at all) is.
_UNFINISHED = {
    "new",
    "needs-translation",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-translation",
    "needs-review-adaptation",
    "needs-review-l10n",
}
_FINISHED = {"translated", "final", "signed-off"}


def read_xliff(data: bytes) -> list[Incoming]:
    """In: the bytes of a file. Out: its parts, each with its own language. Raises Unreadable."""
    check_tags(data)
    root = _parse(data)
    if root.tag != tag("xliff"):
        if root.tag == "xliff" and _version(root).startswith("1"):
            raise Unreadable(_no_namespace())
        if root.tag.rpartition("}")[2] == "xliff":
            raise Unreadable(_("This is XLIFF %(version)s. Please save it as XLIFF 1.2.") % {"version": _version(root)})
        raise Unreadable(_("This is an XML file, but no XLIFF file."))
    if root.find(tag("file")) is None and root.find("file") is not None:
        raise Unreadable(_no_namespace())
    parts = [_part(file) for file in root.findall(tag("file"))]
    if sum(len(part.entries) for part in parts) > MOST_ENTRIES:
        raise Unreadable(
            _("The file has more than %(limit)s entries. Please split it into several files.") % {"limit": MOST_ENTRIES}
        )
    if not any(part.entries for part in parts):
        raise Unreadable(_("The file holds no sentences (trans-unit)."))
    return parts


def _no_namespace() -> str:
    return _(
        "The namespace of XLIFF (xmlns) is missing in the first element of the file: %(namespace)s. Please export the "
        "file again, or add it there."
    ) % {"namespace": NAMESPACE}


def _version(root: Element) -> str:
    return (root.get("version") or "?")[:10]


def _parse(data: bytes) -> Element:
    try:
        root = fromstring(data)
    except DefusedXmlException:
        raise Unreadable(
            _("The file contains definitions of entities, which are not accepted for safety. Please save it without.")
        ) from None
    except ParseError as error:
        line, _column = error.position
        raise Unreadable(_("The XML of the file is damaged in line %(line)s.") % {"line": line}) from None
    except (ValueError, LookupError, RecursionError):
        raise Unreadable(_("The XML of the file cannot be read. Please save it as UTF-8.")) from None
    return root


def _part(file: Element) -> Incoming:
    incoming = Incoming("xliff", language=file.get("target-language", "").strip(), exported_at=_exported_at(file))
    key = as_uuid(file.get("original"))
    for unit in file.iter(tag("trans-unit")):
        _read_unit(incoming, key, unit)
    return incoming


def _exported_at(file: Element):
    phase = next((phase for phase in file.iter(tag("phase")) if phase.get("phase-name") == PHASE), None)
    return moment(phase.get("date")) if phase is not None else None


def _read_unit(incoming: Incoming, key: str, unit: Element) -> None:
    source, target = unit.find(tag("source")), unit.find(tag("target"))
    path = unit.get("resname", "")
    try:
        text = clean(from_xliff(source)) if source is not None else ""
    except DamagedMarkup:
        text = clean("".join(source.itertext()))  # the id may still be known
    try:
        written = clean(from_xliff(target)) if target is not None else ""
    except DamagedMarkup:
        written = None
    incoming.entries.append(
        Entry(
            object_key=key,
            path=path,
            source=text,
            target=written,
            unit=unit.get("id", ""),
            is_fuzzy=target is not None and target.get("state") in _UNFINISHED,
            is_confirmed=target is not None and (target.get("state") in _FINISHED or unit.get("approved") == "yes"),
        )
    )


def is_xml(data: bytes) -> bool:
    """Whether the file looks like XML, so that it is read as XLIFF whatever its name says."""
    start = data[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith((b"<?xml", b"<xliff", b"<!"))
