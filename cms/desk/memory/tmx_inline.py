"""Markup inside a sentence: from wagtail-localize's HTML to the elements of TMX, and back."""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from bs4 import BeautifulSoup, NavigableString, Tag
from wagtail_localize.strings import INLINE_TAGS, StringValue

from .text import TAG

#: TMX 1.4 names these types; others may be named freely.
_TYPES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", "br": "lb"}
_TAGS = {"bold": "b", "italic": "i"}
#: Signs that XML 1.0 cannot hold in any form.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ONE_TAG = re.compile(r"<(/?)([a-zA-Z]+)((?:\s[^<>]*)?)>")
_LINK_ID = re.compile(r'\bid\s*=\s*["\']([A-Za-z]+[0-9]+)["\']')
#: Elements of TMX whose content is code, not text.
_CODE = ("bpt", "ept", "ph", "it", "ut")
#: Deeper than any sentence; a file that goes on is junk.
_DEEPEST = 30


def xml_text(text: str) -> str:
    """Text as it may stand in XML: escaped, without signs that XML cannot hold."""
    return escape(_IMPOSSIBLE.sub("", text))


def to_seg(text: str) -> str:
    """The content of a ``<seg>``: plain text, each tag as a ``<bpt>``/``<ept>`` pair or a ``<ph>``."""
    if "<" not in text:
        return xml_text(html.unescape(text))
    pieces: list[str] = []
    _write(BeautifulSoup(text, "html.parser"), pieces, [0])
    return "".join(pieces)


def _write(node: Tag, pieces: list[str], counter: list[int]) -> None:
    for child in node.children:
        if isinstance(child, NavigableString):
            pieces.append(xml_text(str(child)))
            continue
        counter[0] += 1
        number, kind = counter[0], quoteattr(_TYPES.get(child.name, f"x-{child.name}"))
        attributes = "".join(f" {name}={quoteattr(str(value))}" for name, value in child.attrs.items())
        if child.name == "br":
            pieces.append(f'<ph x="{number}" type={kind}>&lt;br/&gt;</ph>')
            continue
        opening = xml_text(f"<{child.name}{attributes}>")
        pieces.append(f'<bpt i="{number}" x="{number}" type={kind}>{opening}</bpt>')
        _write(child, pieces, counter)
        pieces.append(f'<ept i="{number}">&lt;/{child.name}&gt;</ept>')


def from_seg(seg: Element) -> str:
    """A ``<seg>`` of any program as wagtail-localize stores text.

    Its own tags come back as they were; of the codes of other programs bold, italics and line breaks are
    kept and the rest is dropped. Whatever comes, what goes out is sound: else only the text is taken.
    """
    pieces: list[str] = []
    _read(seg, pieces, {}, 0)
    text = "".join(pieces)
    try:
        return StringValue.from_translated_html(text).data.strip()
    except ValueError:
        return TAG.sub("", text).strip()


def _read(node: Element, pieces: list[str], opened: dict[str, str], depth: int) -> None:
    pieces.append(_as_html(node.text))
    for child in node:
        name = _local(child.tag)
        if name in _CODE:
            pieces.append(_code(name, child, opened))
        elif depth < _DEEPEST:
            tag = _TAGS.get(child.get("type", "").lower(), "") if name == "hi" else ""
            pieces.append(f"<{tag}>" if tag else "")
            _read(child, pieces, opened, depth + 1)
            pieces.append(f"</{tag}>" if tag else "")
        pieces.append(_as_html(child.tail))


def _code(name: str, element: Element, opened: dict[str, str]) -> str:
    """The tag that a code element stands for, or nothing."""
    content = (element.text or "").strip()
    kind, number = element.get("type", "").lower(), element.get("i", "")
    if name == "ept":
        tag = opened.pop(number, None)
        return f"</{tag}>" if tag else ""
    if match := _ONE_TAG.fullmatch(content):
        tag = _our_tag(*match.groups())
    elif kind == "lb":
        tag = "<br/>"
    else:
        tag = f"<{_TAGS[kind]}>" if kind in _TAGS else ""
    if name == "bpt" and tag and not tag.startswith("</"):
        opened[number] = tag.strip("<>").split()[0]
        return tag
    return tag if name != "bpt" else ""


def _our_tag(slash: str, name: str, attributes: str) -> str:
    name = name.lower()
    if name not in INLINE_TAGS:
        return ""
    if name == "br":
        return "<br/>"
    if name == "a" and not slash:
        known = _LINK_ID.search(attributes)
        return f'<a id="{known[1]}">' if known else ""
    return f"<{slash}{name}>"


def _as_html(text: str | None) -> str:
    return html.escape(text or "", quote=False)


def _local(tag) -> str:
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
