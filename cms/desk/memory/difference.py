"""The difference between two sentences, word by word."""

from __future__ import annotations

import html
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .text import TAG, TOKEN

#: Beyond so many words and signs a difference is of no help, and finding it takes seconds.
_MOST = 2000


def difference(old: str, new: str) -> SafeString:
    """What was taken away in ``<del>`` and what came in ``<ins>``, the rest as it is.

    Everything from the texts is escaped. Markup stands there as it does in the editor (``<b>``), each tag as
    one word; entities are shown as the signs they mean.
    """
    before, after = _tokens(old), _tokens(new)
    if len(before) + len(after) > _MOST:
        return _written([("del", before), ("ins", after)])
    parts: list[tuple[str, list[str]]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("", before[i1:i2]))
            continue
        parts += [("del", before[i1:i2]), ("ins", after[j1:j2])]
    return _written(_joined([part for part in parts if part[1]]))


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    for tag in TAG.finditer(text):
        tokens += TOKEN.findall(html.unescape(text[position : tag.start()]))
        tokens.append(tag[0])
        position = tag.end()
    return tokens + TOKEN.findall(html.unescape(text[position:]))


def _joined(parts: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Changes with nothing but a space between them become one, which is easier to read."""
    joined: list[tuple[str, list[str]]] = []
    removed: list[str] = []
    added: list[str] = []

    def close():
        joined.extend((kind, words) for kind, words in (("del", removed[:]), ("ins", added[:])) if words)
        removed.clear()
        added.clear()

    for position, (kind, words) in enumerate(parts):
        if kind == "del":
            removed += words
        elif kind == "ins":
            added += words
        elif (removed and added) and "".join(words).isspace() and position + 1 < len(parts):
            removed += words
            added += words
        else:
            close()
            joined.append((kind, words))
    close()
    return joined


def _written(parts: list[tuple[str, list[str]]]) -> SafeString:
    pieces = []
    for kind, words in parts:
        text = escape("".join(words))
        pieces.append(f"<{kind}>{text}</{kind}>" if kind else text)
    return mark_safe("".join(pieces))  # noqa: S308  every piece of text went through escape
