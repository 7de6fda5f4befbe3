"""Tags of a sentence: whether they are whole, and whether the translation has kept them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from wagtail_localize.strings import INLINE_TAGS

_ALIKE = {"strong": "b", "em": "i"}
#: What a sentence may hold; wagtail-localize leaves out of the page whatever has more.
ALLOWED = frozenset(INLINE_TAGS)
_VOID = frozenset(["br"])
#: A "<" that begins a tag without ever ending it: the browser would swallow the rest of the text.
_UNFINISHED = re.compile(r"<[/a-zA-Z][^<>]*(?:<|$)")
#: Comments, declarations, instructions: browsers hide them, and `HTMLParser` fails at some of them.
_DECLARATION = re.compile(r"<[!?]|</(?![a-zA-Z])")


@dataclass
class Markup:
    """The tags of a sentence. ``faults``: codes of what is damaged."""

    tags: Counter = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, markup: Markup):
        super().__init__(convert_charrefs=True)
        self.markup = markup
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = {name for name, _value in attrs}
        if tag not in ALLOWED:
            self.markup.faults.append("foreign_tag")
            return
        if names - ({"id"} if tag == "a" else set()):
            self.markup.faults.append("attribute")
        if tag == "a":
            self.markup.links.append(dict(attrs).get("id") or "")
        else:
            self.markup.tags[_ALIKE.get(tag, tag)] += 1
        if tag not in _VOID:
            if tag == "a" and "a" in self.open:
                self.markup.faults.append("nested_link")
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in _VOID or tag not in ALLOWED:
            return
        if not self.open or self.open[-1] != tag:
            self.markup.faults.append("unbalanced")
            if tag in self.open:
                self.open.remove(tag)
            return
        self.open.pop()


def markup_of(data: str) -> Markup:
    """Read the tags of a sentence."""
    markup = Markup()
    if "<" not in data:
        return markup
    # Neither is read any further: nothing in it can be trusted, and it would take the parser very long.
    if _UNFINISHED.search(data):
        markup.faults.append("unfinished")
    elif _DECLARATION.search(data):
        markup.faults.append("foreign_tag")
    if markup.faults:
        return markup
    reader = _Reader(markup)
    reader.feed(data)
    reader.close()
    if reader.open:
        markup.faults.append("unbalanced")
    markup.faults = list(dict.fromkeys(markup.faults))
    return markup
