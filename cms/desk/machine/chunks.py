"""What is sent to a machine at once, and whether what comes back can be used."""

from __future__ import annotations

from collections import Counter

from bs4 import BeautifulSoup
from wagtail_localize.strings import StringValue, validate_translation_links

from .problems import TooMuch
from .service import Machine

#: So many sentences at once; DeepL takes no more.
SENTENCES = 50


def first_chunk(texts: list[str], most_signs: int) -> list[str]:
    """The first texts, each once, as many as go into one request; at least one."""
    chosen: list[str] = []
    signs = 0
    for text in dict.fromkeys(texts):
        signs += len(text)
        if chosen and (len(chosen) == SENTENCES or signs > most_signs):
            break
        chosen.append(text)
    return chosen


def translate(machine: Machine, texts: list[str]) -> dict[str, str]:
    """Translations by source text; "" for one that cannot be had. Raises MachineError.

    What is too much for one request is sent in halves, down to the one sentence that is too long.
    """
    try:
        answers = machine.translate(texts)
    except TooMuch:
        if len(texts) == 1:
            return {texts[0]: ""}
        half = len(texts) // 2
        return {**translate(machine, texts[:half]), **translate(machine, texts[half:])}
    return {text: usable(text, answer) for text, answer in zip(texts, answers, strict=True)}


def usable(source: str, answer: str) -> str:
    """The answer as wagtail-localize stores it, or "" if its markup is not that of the source."""
    try:
        answer = StringValue.from_translated_html(answer.strip()).data
        validate_translation_links(source, answer)
    except (ValueError, AssertionError):
        return ""
    return answer if _tags(source) == _tags(answer) else ""


def _tags(text: str) -> Counter:
    if "<" not in text:
        return Counter()
    return Counter((tag.name, tag.get("id")) for tag in BeautifulSoup(text, "html.parser").find_all(True))
