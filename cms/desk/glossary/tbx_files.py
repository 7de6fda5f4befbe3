"""Terms as TBX-Basic (ISO 30042), the format of translation programs.

Written in the edition of 2008 (``martif``), which programs have read for longest. Read in both:
``martif`` and the ``tbx`` of 2019, in either of its styles, with or without a name space.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from ..models import Term
from ..texts import without_invisible
from .rows import MOST_ROWS, Rows, TermRow, UnusableFile, tidy

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
#: Entries of real files are a dozen levels deep.
_DEEPEST = 50
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_OUTDATED = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts")


def write_tbx(terms: Iterable[Term], source: str, target: str, title: str) -> bytes:
    """The terms as a file. In: two language codes, and what the file is called inside."""
    root = Element("martif", {"type": "TBX-Basic", _XML_LANG: source})
    header = SubElement(root, "martifHeader")
    description = SubElement(header, "fileDesc")
    SubElement(SubElement(description, "titleStmt"), "title").text = _clean(title)
    SubElement(SubElement(description, "sourceDesc"), "p").text = _clean(title)
    encoding = SubElement(SubElement(header, "encodingDesc"), "p", {"type": "XCSURI"})
    encoding.text = "TBXBasicXCSV02.xcs"
    body = SubElement(SubElement(root, "text"), "body")
    for term in terms:
        entry = SubElement(body, "termEntry", {"id": f"t{term.pk}"})
        if term.note:
            SubElement(entry, "note").text = _clean(term.note)
        _write_term(SubElement(entry, "langSet", {_XML_LANG: source}), term.source_text)
        translations = SubElement(entry, "langSet", {_XML_LANG: target})
        preferred, *variants = term.accepted
        _write_term(translations, preferred, _PREFERRED)
        for variant in variants:
            _write_term(translations, variant, _ADMITTED)
    indent(root)
    return _HEAD.encode() + tostring(root, encoding="utf-8") + b"\n"


def _write_term(language: Element, text: str, status: str = "") -> None:
    group = SubElement(language, "tig")
    SubElement(group, "term").text = _clean(text)
    if status:
        SubElement(group, "termNote", {"type": "administrativeStatus"}).text = status


def _clean(text: str) -> str:
    """A text without what XML cannot hold."""
    return without_invisible(text.replace("\r\n", "\n").replace("\r", "\n"))


def read_tbx(data: bytes, source: str, target: str) -> Rows:
    """The terms of a file in two languages. Raises UnusableFile."""
    try:
        # A DOCTYPE is part of the older edition; entities have no business here (billion laughs).
        root = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UnusableFile(_("This is no TBX file, or it is damaged.")) from None
    if _is_deeper(root, _DEEPEST):
        raise UnusableFile(_("This is no TBX file, or it is damaged."))
    if _name(root) not in ("martif", "tbx"):
        raise UnusableFile(_("This is an XML file, but not in the TBX format."))
    found = Rows()
    entries = [element for element in root.iter() if _name(element) in ("termEntry", "conceptEntry")]
    if len(entries) > MOST_ROWS:
        raise UnusableFile(_("The file has more than %(most)d terms.") % {"most": MOST_ROWS})
    for number, entry in enumerate(entries, start=1):
        place = _("Entry %(number)d") % {"number": number}
        if identifier := entry.get("id"):
            place = f"{place} ({identifier[:60]})"
        _read_entry(entry, place, source, target, found)
    return found


def _is_deeper(root: Element, levels: int) -> bool:
    """Whether elements stand within each other more often than that. Every step after this one reads them all."""
    row = [root]
    for _level in range(levels):
        row = [child for element in row for child in element]
        if not row:
            return False
    return True


def _read_entry(entry: Element, place: str, source: str, target: str, found: Rows) -> None:
    ours, theirs, all_terms = [], [], []
    for language in entry:
        if _name(language) not in ("langSet", "langSec"):
            continue
        terms = list(_terms(language))
        all_terms += [text for text, _status in terms]
        code = (language.get(_XML_LANG) or "").replace("_", "-").lower()
        if _is_language(code, source):
            ours += terms
        elif _is_language(code, target):
            theirs += terms
    if not ours or not theirs:
        values = {"source": source, "target": target}
        found.leave_out(place, "; ".join(all_terms), "term_other_language", **values)
        return
    good = sorted(
        (term for term in theirs if term[1] not in _OUTDATED), key=lambda term: term[1] != _PREFERRED
    )  # the order of the file is kept among equals
    for text, status in [*ours, *theirs]:
        if status in _OUTDATED:
            found.leave_out(place, text, "term_deprecated")
    if not good:
        return
    texts = list(dict.fromkeys(text for text, _status in good))
    note = _note(entry)
    for text, status in ours:
        if status not in _OUTDATED:
            found.rows.append(TermRow(text, texts[0], tuple(texts[1:]), note, place))


def _terms(language: Element) -> Iterable[tuple[str, str]]:
    """The terms of one language with their status."""
    for group in language.iter():
        if _name(group) not in ("tig", "ntig", "termSec"):
            continue
        text, status = "", ""
        for element in group.iter():
            if _name(element) == "term":
                text = tidy("".join(element.itertext()))
            elif _name(element) == "administrativeStatus" or (
                _name(element) == "termNote" and element.get("type") == "administrativeStatus"
            ):
                status = tidy(element.text)
        if text:
            yield text, status


def _note(entry: Element) -> str:
    """Notes and definitions of the whole entry, not those of one language."""
    parts = []
    for element in entry:
        inner = [element, *element] if _name(element) in ("descripGrp", "adminGrp") else [element]
        for one in inner:
            is_definition = _name(one) == "definition" or (
                _name(one) == "descrip" and one.get("type") in ("definition", "context")
            )
            if _name(one) == "note" or is_definition:
                parts.append(_clean("".join(one.itertext())).strip())
    return "\n".join(part for part in parts if part)


def _is_language(code: str, wanted: str) -> bool:
    return code == wanted.lower() or code.split("-")[0] == wanted.lower()


def _name(element: Element) -> str:
    """The name of an element without its name space; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
