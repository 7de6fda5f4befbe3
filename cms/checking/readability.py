"""How hard a text is to read, as a figure with its meaning in words.

German: the fourth Vienna formula for non-fiction (Bamberger and Vanecek 1984), which gives a school
year. French: Kandel and Moles (1958), from 0 (hard) to 100 (easy). Both count syllables and the
length of sentences and know nothing of the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .passages import Passage
from .rules.sentences import LONGEST, WORD, sentences

_VOWELS = re.compile(r"[aeiouyäöüàâéèêëîïôùûœæ]+")
#: Below these a figure says more about chance than about the text.
FEWEST_SENTENCES, FEWEST_WORDS = 5, 60


class Level(StrEnum):
    EASY = "easy"
    FAIR = "fair"
    DEMANDING = "demanding"
    HARD = "hard"
    TOO_SHORT = "too_short"


@dataclass(frozen=True)
class Readability:
    """What was counted, and the level it comes to."""

    level: Level
    sentences: int
    words: int
    long_sentences: int
    figure: float = 0.0

    @property
    def words_per_sentence(self) -> int:
        return round(self.words / self.sentences) if self.sentences else 0


def readability(passages: Iterable[Passage], language: str) -> Readability:
    """The figure of a text. In: its passages, of which only running text counts, and "de" or "fr"."""
    limit = LONGEST.get(language, 30)
    number = long = words = syllables = hard = 0
    for passage in passages:
        if passage.kind != "text":
            continue
        for sentence in sentences(passage.text):
            found = [word[0] for word in WORD.finditer(sentence)]
            if not found:
                continue
            number += 1
            words += len(found)
            long += len(found) > limit
            counts = [syllables_of(word, language) for word in found]
            syllables += sum(counts)
            hard += sum(count >= 3 for count in counts)
    if number < FEWEST_SENTENCES or words < FEWEST_WORDS:
        return Readability(Level.TOO_SHORT, number, words, long)
    if language == "de":
        figure = 0.2656 * words / number + 0.2744 * 100 * hard / words - 1.693
        level = _level(figure, (9, 12, 15))
    else:
        figure = 207 - 1.015 * words / number - 73.6 * syllables / words
        level = _level(-figure, (-60, -45, -30))
    return Readability(level, number, words, long, round(figure, 1))


def syllables_of(word: str, language: str) -> int:
    """Roughly: groups of vowels; in French a mute e at the end does not count. At least one."""
    word = word.casefold()
    number = len(_VOWELS.findall(word))
    if language == "fr" and number > 1 and word.endswith(("e", "es", "ent")) and not word.endswith(("ée", "ment")):
        number -= 1
    return max(number, 1)


def _level(figure: float, limits: tuple[float, float, float]) -> Level:
    levels = (Level.EASY, Level.FAIR, Level.DEMANDING)
    return next((level for level, limit in zip(levels, limits, strict=True) if figure <= limit), Level.HARD)
