"""TMX files of any program and version, read piece by piece and as far as they go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils import timezone
from wagtail.models import Locale

from ..texts import LONGEST, MOST_TAGS
from .lookup import without_strange_links
from .store import Pair
from .text import flat, plain
from .tmx_inline import from_seg

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARED = re.compile(rb"""^(\s*<\?xml[^>]*encoding=["'])(utf-?16(?:le|be)?|ucs-?2)(["'])""", re.IGNORECASE)


class NotTmx(Exception):
    """Nothing in the file could be read: it is no TMX. ``dangerous``: it holds what XML files may not here."""

    def __init__(self, *, dangerous: bool = False):
        super().__init__("dangerous" if dangerous else "no TMX")
        self.dangerous = dangerous


@dataclass(frozen=True)
class LeftOut:
    """An entry that was not taken over. ``reason`` is a code of cms.desk.exchange.reasons."""

    place: str
    text: str
    reason: str
    values: dict = field(default_factory=dict)


def read(content: bytes, source_locale: Locale, target_locale: Locale) -> Iterator[Pair | LeftOut]:
    """The pairs of a file in the two languages, and what could not be used.

    Raises NotTmx before anything else if there is no TMX at all. A file that is damaged further on gives
    what stands before the damage, and at last a `LeftOut` that says where it is.
    """
    units = 0
    is_tmx = False
    body: Element | None = None
    try:
        for event, element in iterparse(BytesIO(_mended(content)), events=("start", "end"), forbid_dtd=False):
            name = _local(element)
            if event == "start":
                if not is_tmx and name != "tmx":
                    raise NotTmx
                is_tmx = True
                if name == "body" and body is None:
                    body = element
            elif name == "tu":
                units += 1
                yield from _pairs(element, units, source_locale, target_locale)
                element.clear()
                if body is not None:
                    body.clear()  # else every unit that was read would stay in memory
    except DefusedXmlException as error:
        if not units:
            raise NotTmx(dangerous=True) from error
        yield LeftOut("", "", "syntax", {"line": "?"})
    except (ParseError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        if not is_tmx:
            raise NotTmx from error
        line = error.position[0] if isinstance(error, ParseError) else "?"
        yield LeftOut("", "", "syntax", {"line": line})


def _pairs(unit: Element, number: int, source_locale: Locale, target_locale: Locale) -> Iterator[Pair | LeftOut]:
    place = f"tu {unit.get('tuid') or number}"[:100]
    segs: dict[str, list[tuple[Element, Element]]] = {}
    for variant in unit:
        seg = next((child for child in variant if _local(child) == "seg"), None)
        if _local(variant) == "tuv" and seg is not None:
            language = (variant.get(_XML_LANG) or variant.get("lang") or "").strip()
            segs.setdefault(_main(language)[:20], []).append((seg, variant))
    sources, targets = (segs.get(_main(locale.language_code), []) for locale in (source_locale, target_locale))
    if not sources or not targets:
        sample = next((_shown(seg) for found in segs.values() for seg, _variant in found), "")
        languages = ", ".join(sorted(segs)[:20]) or "?"
        yield LeftOut(place, sample, "other_language", {"language": languages})
        return
    source_seg = sources[0][0]
    source = ""
    for seg, variant in targets:
        if length := max(_excess(source_seg), _excess(seg)):
            yield LeftOut(place, _shown(source_seg), "too_long", {"length": length, "limit": LONGEST})
            continue
        source, target = source or from_seg(source_seg), from_seg(seg)
        if not plain(source) or not plain(target):
            yield LeftOut(place, plain(source or target)[:200], "empty")
        else:
            yield Pair(source, without_strange_links(target, source), _date(variant) or _date(unit))


def _excess(seg: Element) -> int:
    """The length of a text that could not be stored as a translation; 0 for all others. Each tag too many counts."""
    length = sum(len(part) for part in seg.itertext())
    tags = sum(1 for _element in seg.iter())
    return length if length > LONGEST else LONGEST + tags if tags > MOST_TAGS else 0


def _shown(seg: Element) -> str:
    """The beginning of a text, for people."""
    return flat("".join(islice(seg.itertext(), 100))[:1000])[:200]


def _date(element: Element) -> datetime | None:
    """When it was changed or made; nothing in the future, or such a pair would always come first."""
    text = element.get("changedate") or element.get("creationdate") or ""
    try:
        moment = datetime.strptime(text.strip(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment <= timezone.now() else None


def _mended(content: bytes) -> bytes:
    """A file that says it is UTF-16 but was turned into UTF-8 by some program says so no more."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    return _DECLARED.sub(rb"\1utf-8\3", content.removeprefix(b"\xef\xbb\xbf"), count=1).lstrip()


def _main(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _local(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
