"""Sentences: where they end, and which are too long to be read in one go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import Finding, Text, register_rule, shortened

#: More words than these make a sentence long. French needs more words for the same thing.
LONGEST = {"de": 25, "fr": 30}
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_END = re.compile(r"[.!?…](?:\s?[»“”\"’)\]])*\s+")
#: Words behind which a full stop ends no sentence.
_SHORT = frozenset(
    WORD.findall(
        "abs art bd bzw ca co dr etc evtl ff ggf hrsg inkl jh max min mio mrd nr prof st std str tel usw vgl z zzgl "
        "av boul cf env éd ex m mme mlle mm n p pp réf s sté vol"
    )
)
_OPENING = "„“«\"'‚([–-"


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a line's end ends one too. Linear in the length of the text."""
    for line in text.splitlines():
        start = 0
        for end in _END.finditer(line):
            if _goes_on(line, start, end):
                continue
            if sentence := line[start : end.end()].strip():
                yield sentence
            start = end.end()
        if rest := line[start:].strip():
            yield rest


def _goes_on(line: str, start: int, end: re.Match) -> bool:
    """Whether this full stop belongs to an abbreviation, a date or a number."""
    following = line[end.end() : end.end() + 2].lstrip(_OPENING)
    if following and following[0].islower():
        return True
    if line[end.start()] != ".":
        return False
    before = line[max(start, end.start() - 12) : end.start()]
    word = re.split(r"[\s.(\xa0\u202f]", before)[-1]
    return word.casefold() in _SHORT or (len(word) == 1 and word.isalpha()) or (word.isdigit() and len(word) <= 2)


def length(sentence: str) -> int:
    """The number of words."""
    return sum(1 for _word in WORD.finditer(sentence))


@register_rule
def long_sentences(text: Text) -> Iterator[Finding]:
    limit = LONGEST.get(text.language, 30)
    for passage in text.passages:
        if passage.kind != "text":
            continue
        for sentence in sentences(passage.text):
            if (number := length(sentence)) > limit:
                yield Finding(
                    "long_sentence",
                    _("This sentence has %(number)d words. From %(limit)d on, readers lose the thread.")
                    % {"number": number, "limit": limit},
                    _("Make two sentences of it: one thought, one sentence."),
                    passage.place,
                    shortened(sentence),
                )
