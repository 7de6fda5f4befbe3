"""What the figures mean, in whole sentences."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .readability import Level, Readability

NAMES = {
    Level.EASY: gettext_lazy("Easy to read"),
    Level.FAIR: gettext_lazy("Readable"),
    Level.DEMANDING: gettext_lazy("Demanding"),
    Level.HARD: gettext_lazy("Hard to read"),
    Level.TOO_SHORT: gettext_lazy("Too short to say"),
}
MEANINGS = {
    Level.EASY: gettext_lazy("Nearly everybody understands it at the first reading."),
    Level.FAIR: gettext_lazy("Most adults understand it, as they do a newspaper."),
    Level.DEMANDING: gettext_lazy("Only practised readers follow. Shorter sentences and simpler words help."),
    Level.HARD: gettext_lazy("It reads like an expert's report. Most visitors will give up."),
    Level.TOO_SHORT: gettext_lazy("A few sentences are too little for a figure."),
}


def counted(found: Readability) -> str:
    """What the level rests on: "A sentence has 17 words on average; 3 of 40 sentences are long."."""
    if found.level == Level.TOO_SHORT:
        return ""
    average = ngettext(
        "A sentence has %(number)d word on average.",
        "A sentence has %(number)d words on average.",
        found.words_per_sentence,
    ) % {"number": found.words_per_sentence}
    long = ngettext(
        "%(long)d of %(number)d sentences is long.",
        "%(long)d of %(number)d sentences are long.",
        found.long_sentences,
    ) % {"long": found.long_sentences, "number": found.sentences}
    rest = long if found.long_sentences else _("None is too long.")
    return f"{average} {rest}"


def scale(found: Readability, language: str) -> str:
    """The figure with its scale."""
    if found.level == Level.TOO_SHORT:
        return ""
    if language == "de":
        text = _("Vienna formula: %(figure)s, about the school year that is needed to understand it (4 to 15).")
    else:
        text = _("Kandel and Moles: %(figure)s on a scale from 0 (hard) to 100 (easy).")
    return text % {"figure": number_format(found.figure, 1)}
