"""Text for search: folding, so that SQLite and PostgreSQL find the same.

Both backends of Wagtail's database search match word beginnings of what is indexed as
"autocomplete". They differ in how they treat accents, so text and query are folded here,
before either sees them.
"""

import re
import unicodedata

from django.utils.html import strip_tags
from wagtail.blocks.stream_block import StreamValue

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "œ": "oe", "æ": "ae"})
_LIGATURES = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "’": "'"})
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def fold(text: str) -> str:
    """Lower case, without accents; ``ß`` becomes ``ss``: ``Maternité`` → ``maternite``."""
    text = unicodedata.normalize("NFC", text).lower().translate(_LIGATURES)
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The folded words of a text, punctuation dropped."""
    return _WORD.findall(fold(text))


def folded_text(text: str) -> str:
    """A text as it is indexed: folded words, words with umlauts also spelled out (Düren: duren dueren)."""
    found = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        plain = fold(word)
        found.append(plain)
        spelled_out = fold(word.lower().translate(_SPELLED_OUT))
        if spelled_out != plain:
            found.append(spelled_out)
    return " ".join(found)


def stream_text(value: StreamValue) -> str:
    """The searchable text of a stream, tags removed."""
    content = value.stream_block.get_searchable_content(value)
    return " ".join(strip_tags(str(part)) for part in content if part)
