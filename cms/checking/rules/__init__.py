"""The rules: each a pure function from passages and a language to what it finds.

Projects add their own with ``register_rule``. A rule asks, it never stops anybody: what it says is
shown beside the form, with the reason and how to mend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..passages import Passage, Place


@dataclass(frozen=True)
class Finding:
    """One thing to think about. All texts are in the reader's language but for the sentence itself."""

    code: str
    reason: str
    mend: str
    place: Place
    sentence: str = ""


@dataclass(frozen=True)
class Text:
    """What rules see: the passages, their language ("de", "fr"), and abbreviations everybody here knows."""

    passages: tuple[Passage, ...]
    language: str
    known: frozenset[str] = frozenset()


Rule = Callable[[Text], Iterable[Finding]]
_rules: list[Rule] = []
#: Of one rule on one page: whoever sees fifty does not read them.
MOST = 12


def register_rule(rule: Rule) -> Rule:
    """Add a rule. Out: the rule, so that it can be used as a decorator."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def check(text: Text) -> Iterator[Finding]:
    """What all rules find, rule by rule, a dozen of each at most."""
    from . import abbreviations, links, sentences, structure  # noqa: F401 - they register themselves

    for rule in _rules:
        for number, finding in enumerate(rule(text)):
            if number >= MOST:
                break
            yield finding


def shortened(sentence: str, length: int = 160) -> str:
    """The beginning of a sentence, cut at a word."""
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= length else sentence[:length].rsplit(" ", 1)[0] + " …"
