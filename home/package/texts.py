"""Texts in two languages, French spacing, and the few marks that running text may use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import escape

NO_BREAK, NARROW_NO_BREAK = "\u00a0", "\u202f"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\((page:[a-z0-9-]+|https?://[^\s)]+)\)")


def french_spaces(text: str) -> str:
    """Ordinary spaces before ``; : ! ?`` and inside « » become no-break spaces, as French print sets them."""
    text = re.sub(r"(?<=\S) (?=[;!?])", NARROW_NO_BREAK, text)
    text = re.sub(r"(?<=\S) (?=[:»])", NO_BREAK, text)
    return re.sub(r"« (?=\S)", f"«{NO_BREAK}", text)


@dataclass(frozen=True)
class Text:
    """One text in German and, where there is one, in French."""

    de: str
    fr: str | None = None

    def within(self, language: str) -> str:
        """The text in a language; German where there is no French."""
        return self.fr if language == "fr" and self.fr is not None else self.de


@dataclass(frozen=True)
class Reference:
    """Names another object of the package, for example ``Reference('page', 'kontakt')``."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class RichText:
    """Paragraphs, or the entries of a list, with ``**bold**`` and ``[label](page:key)``."""

    lines: tuple[Text, ...]
    is_list: bool = False

    def references(self) -> list[Reference]:
        """The pages the text links to."""
        found = (_LINK.findall(line.within(language)) for line in self.lines for language in ("de", "fr"))
        return [
            Reference("page", target.removeprefix("page:"))
            for links in found
            for _label, target in links
            if target.startswith("page:")
        ]

    def html(self, language: str, page_id: Callable[[Reference], int]) -> str:
        """The rich text as Wagtail stores it."""
        lines = [inline_html(line.within(language), page_id) for line in self.lines]
        if self.is_list:
            return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
        return "".join(f"<p>{line}</p>" for line in lines)


def inline_html(text: str, page_id: Callable[[Reference], int]) -> str:
    """One line with its marks turned into HTML; everything else is escaped."""

    def link(match: re.Match) -> str:
        label, target = match[1], match[2]
        if target.startswith("page:"):
            number = page_id(Reference("page", target.removeprefix("page:")))
            return f'<a linktype="page" id="{number}">{label}</a>'
        return f'<a href="{target}">{label}</a>'

    # Escaping first is safe: it touches none of the characters that the marks consist of.
    return _LINK.sub(link, _BOLD.sub(r"<b>\1</b>", escape(text)))
