"""What links are called: whoever hears only the list of links has to know where each one leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import Finding, Text, register_rule, shortened

#: Words that say nothing of where a link leads. The languages are together: neither means anything else in the other.
EMPTY_WORDS = frozenset(
    {
        *("hier", "da", "dort", "klick", "klicken", "klicken sie hier", "hier klicken", "bitte hier klicken"),
        *("mehr", "mehr lesen", "mehr dazu", "mehr erfahren", "mehr infos", "mehr informationen", "weitere infos"),
        *("weiter", "weiterlesen", "weitere informationen", "weiterführende informationen", "link", "dieser link"),
        *("zum link", "diese seite", "details", "infos", "siehe hier", "download", "herunterladen"),
        *("ici", "cliquez ici", "cliquer ici", "clic", "là", "par ici", "voir ici", "lire la suite", "la suite"),
        *("suite", "en savoir plus", "plus", "plus d’informations", "plus d’infos", "lien", "ce lien", "cette page"),
        *("lire plus", "voir", "voir plus", "détails", "télécharger", "here", "click here", "more", "read more"),
    }
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}\.[a-z]{2,12}(?:/\S*)?", re.I)
_FRINGE = " \t\n\xa0\u202f.,:;!?…»«„“”\"'›>→()[]-–"


@register_rule
def link_texts(text: Text) -> Iterator[Finding]:
    for passage in text.passages:
        if passage.kind == "link" and (finding := _look(passage.text)):
            code, reason, mend = finding
            yield Finding(code, reason, mend, passage.place, shortened(passage.text, 100))


def _look(words: str) -> tuple[str, str, str] | None:
    bare = words.strip(_FRINGE).replace("'", "’").casefold()
    mend = _("Call the link what the reader finds there: “Programme of the conference 2025”.")
    if not bare:
        return "link_empty", _("This link has no words. Nobody sees it, and a screen reader cannot say it."), mend
    if bare in EMPTY_WORDS:
        reason = _("“%(words)s” does not say where the link leads.") % {"words": shortened(words, 60)}
        return "link_words", reason, mend
    if len(words) <= 2000 and _ADDRESS.fullmatch(words.strip()):
        return "link_address", _("A bare address is tiring to read, and worse to hear."), mend
    return None


def is_empty_of_meaning(words: str) -> bool:
    """Whether a link with these words would be found by the rule; for the translators' checks."""
    return _look(words) is not None
