"""XLIFF 1.2 for agencies.

Version 1.2, not 2.x: every program agencies use reads and writes it back faithfully (Trados, memoQ,
Phrase, MateCat, Weblate, Poedit), while OmegaT and others know 2.x only through add-ons or in part.
Nothing we need is missing from 1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.utils.translation import gettext as _

from ..segments import Status
from .contents import Content, Export, Sentence
from .inline import NAMESPACE, into_xliff, tag
from .keys import clean, unit_id
from .po_writing import helps

CONTENT_TYPE = "application/xliff+xml; charset=utf-8"
#: The phase in the head of each part says when it went out; programs change the date of the part itself.
PHASE = "desk-export"
_STATES = {
    Status.DONE: {"state": "translated"},
    Status.MACHINE: {"state": "needs-review-translation", "state-qualifier": "mt-suggestion"},
    Status.ERROR: {"state": "needs-adaptation"},
}
register_namespace("", NAMESPACE)


def write_xliff(export: Export, contents: Iterable[Content]) -> Iterator[str]:
    """The file in pieces: one ``file`` element for each page."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n'
    for content in contents:
        if content.sentences:
            # The namespace stands in the element around it already.
            yield _file(export, content).replace(f' xmlns="{NAMESPACE}"', "", 1)
    yield "</xliff>\n"


def _file(export: Export, content: Content) -> str:
    moment = export.moment.isoformat()
    file = Element(
        tag("file"),
        {
            "original": content.object_key,
            "source-language": content.translation.source.locale.language_code,
            "target-language": export.target_locale.language_code,
            "datatype": "html",
            "date": moment,
            "product-name": export.site,
            "category": clean(content.title),
        },
    )
    head = SubElement(file, tag("header"))
    phases = SubElement(head, tag("phase-group"))
    SubElement(phases, tag("phase"), {"phase-name": PHASE, "process-name": "export", "date": moment})
    SubElement(head, tag("note")).text = clean(_("Page: %(title)s") % {"title": content.title})
    body = SubElement(file, tag("body"))
    for sentence in content.sentences:
        _unit(body, sentence)
        body[-1].tail = "\n"
    file.tail = "\n"
    return tostring(file, encoding="unicode")


def _unit(body: Element, sentence: Sentence) -> None:
    segment = sentence.segment
    attributes = {
        "id": unit_id(segment.path, segment.source),
        "resname": segment.path,
        "{http://www.w3.org/XML/1998/namespace}space": "preserve",
    }
    if sentence.limit:
        attributes |= {"maxwidth": str(sentence.limit), "size-unit": "char"}
    unit = SubElement(body, tag("trans-unit"), attributes)
    into_xliff(SubElement(unit, tag("source")), clean(segment.source))
    if segment.target:
        into_xliff(SubElement(unit, tag("target"), _STATES.get(segment.status, {})), clean(segment.target))
    notes = [_("Place: %(place)s") % {"place": sentence.place}, *helps(sentence)]
    for note in filter(None, [*notes, sentence.url]):
        SubElement(unit, tag("note"), {"from": "desk"}).text = clean(note)
    if sentence.previous is not None:
        former = SubElement(unit, tag("alt-trans"), {"alttranstype": "previous-version"})
        into_xliff(SubElement(former, tag("source")), clean(sentence.previous.source))
        into_xliff(SubElement(former, tag("target")), clean(sentence.previous.target))
