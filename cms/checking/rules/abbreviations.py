"""Words in capitals: abbreviations nobody has explained, and text that shouts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import Finding, Text, register_rule, shortened
from .sentences import sentences

CAPITALS = re.compile(r"\b[A-ZÄÖÜÉÈÊÀÂÎÔÛÇŒ]{2,}\b")
#: Capitals that need no explanation here.
KNOWN = frozenset(
    CAPITALS.findall(
        "EU UN UNO USA NRW BRD DDR DIN ISO EN TV PC PDF CSV XML JSON IATI URL WC OK LKW PKW AG KG SMS CD DVD GPS "
        "UNESCO UNICEF COVID IP WHO ONU UE TVA PIB RDA BP OMS CO NN"
    )
)
_ROMAN = re.compile(r"[IVXLCM]{2,7}")
#: From this length on a word in capitals is no abbreviation any more.
LONG = 8
#: So many words in capitals one after the other shout.
IN_A_ROW = 3
_ROW = re.compile(r"(?:\b[A-ZÄÖÜÉÈÊÀÂÎÔÛÇŒ]{2,}\b[ ,!–-]{0,3}){3,40}")


@register_rule
def unexplained(text: Text) -> Iterator[Finding]:
    """Each abbreviation once, where it first stands, unless brackets there or anywhere before explain it."""
    seen = set(KNOWN) | set(text.known)
    for passage in text.passages:
        if passage.kind not in ("text", "heading"):
            continue
        calm = _ROW.sub(lambda row: " " * len(row[0]), passage.text)  # what shouts has a rule of its own
        for found in CAPITALS.finditer(calm):
            word = found[0]
            if word in seen or len(word) >= LONG or _ROMAN.fullmatch(word):
                continue
            if passage.kind == "heading" and _explained_anywhere(word, text):
                continue
            seen.add(word)
            if not _is_explained(passage.text, *found.span()):
                yield Finding(
                    "abbreviation",
                    _("“%(word)s” is not explained where it first stands. Not everybody knows it.") % {"word": word},
                    _("Write it out, with the abbreviation in brackets behind it: “Nachhaltigkeitsziele (SDG)”."),
                    passage.place,
                    shortened(_sentence_at(passage.text, found.start())),
                )


def _explained_anywhere(word: str, text: Text) -> bool:
    return any(f"({word})" in passage.text for passage in text.passages)


def _is_explained(text: str, start: int, end: int) -> bool:
    """Whether the word stands in brackets, or brackets follow it: "(BGG NRW)", "SDG (Nachhaltigkeitsziele)"."""
    if text[end : end + 2].lstrip().startswith("("):
        return True
    before = text[max(0, start - 40) : start]
    return before.rfind("(") > before.rfind(")") and ")" in text[end : end + 80]


def _sentence_at(text: str, position: int) -> str:
    stop = text.rfind(". ", max(0, position - 300), position)
    begin = max(text.rfind("\n", max(0, position - 300), position) + 1, stop + 2 if stop != -1 else 0)
    return next(sentences(text[max(begin, position - 300) : position + 300]), text[position : position + 60])


@register_rule
def shouting(text: Text) -> Iterator[Finding]:
    for passage in text.passages:
        if passage.kind == "picture":
            continue
        row = _ROW.search(passage.text)
        word = next((one for one in CAPITALS.finditer(passage.text) if len(one[0]) >= LONG), None)
        found = row or (word if word and word[0] not in text.known else None)
        if found and not (row and all(one in text.known or one in KNOWN for one in CAPITALS.findall(row[0]))):
            yield Finding(
                "shouting",
                _("Words in capitals shout, are hard to read, and screen readers may spell them letter by letter."),
                _("Write them in ordinary letters. What matters may be bold."),
                passage.place,
                shortened(found[0]),
            )
