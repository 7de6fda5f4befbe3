"""Text for search: folding, so that SQLite and PostgreSQL find the same.

Both backends of Wagtail's database search match word beginnings of what is indexed as
"autocomplete". They differ in how they treat accents, so text and query are folded here,
before either sees them.
"""

import re
import unicodedata

#: More would only cost time; PostgreSQL refuses a text vector beyond one megabyte.
MAXIMUM_INDEXED = 200_000
MAXIMUM_QUERY = 200
MAXIMUM_WORDS = 8

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "œ": "oe", "æ": "ae"})
_LIGATURES = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "’": "'", "ʼ": "'"})
#: A word is letters and digits; marks that have no precomposed letter (as in ``ɔ̀``) belong to it.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
#: French and Italian articles and pronouns before a vowel: ``l'eau`` is a search for ``eau``.
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")


def fold(text: str) -> str:
    """Lower case, without accents; ``ß`` becomes ``ss``: ``Maternité`` → ``maternite``."""
    text = unicodedata.normalize("NFC", text).lower().translate(_LIGATURES)
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def spell_out(text: str) -> str:
    """As `fold`, but umlauts in their two letters: ``Düren`` → ``dueren``."""
    return fold(unicodedata.normalize("NFC", text).lower().translate(_SPELLED_OUT))


def words(text: str) -> list[str]:
    """The folded words of a text, punctuation dropped."""
    return WORD.findall(fold(text))


def clean_query(text: str | None) -> str:
    """What a visitor typed, in one line without control characters, cut to a sensible length."""
    printable = "".join(char if char.isprintable() else " " for char in (text or "")[: MAXIMUM_QUERY * 4])
    return " ".join(printable.split())[:MAXIMUM_QUERY]


def query_words(text: str) -> list[str]:
    """The words to search for: folded, each once, French elisions dropped, not more than a few."""
    return list(dict.fromkeys(WORD.findall(_ELISION.sub("", fold(clean_query(text))))))[:MAXIMUM_WORDS]


def folded_text(text: str) -> str:
    """A text as it is indexed: folded words, words with umlauts also spelled out (Düren: duren dueren)."""
    found = []
    for word in WORD.findall(unicodedata.normalize("NFC", text[:MAXIMUM_INDEXED])):
        plain = fold(word)
        found.append(plain)
        spelled_out = spell_out(word)
        if spelled_out != plain:
            found.append(spelled_out)
    return " ".join(found)
