"""What counts as the same sentence, and by which marks a similar one is found."""

from __future__ import annotations

import html
import re
import unicodedata
from hashlib import blake2b, sha256
from itertools import pairwise

#: Tags as wagtail-localize stores them: ``<b>``, ``</a>``, ``<a id="a1">``, ``<br/>``.
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
#: A tag as a whole, a word, a run of white space, or a single other sign.
TOKEN = re.compile(r"</?[a-zA-Z][^<>]*>|\w+|\s+|[^\w\s]")
_LINK_ID = re.compile(r'(<a) id="[^"]*"')
_WORD = re.compile(r"\w+")
#: German and French inflect at the end. What is cut off need not be right, only the same for all forms of a word.
_ENDING = re.compile(r"(?<=\w{4})(?:en|er|em|es|ern|e|n|s|x)$")
#: The index need not tell sentences apart after so many words; the comparison does.
_WORDS_INDEXED = 60


def flat(text: str) -> str:
    """One line with single, ordinary spaces. ``\\s`` matches the non-breaking ones as well."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def plain(text: str) -> str:
    """What a reader sees: no markup, one line. Case is kept."""
    if "<" in text:
        text = TAG.sub(lambda tag: " " if tag[0].lower().startswith("<br") else "", text)
    return flat(html.unescape(text) if "&" in text else text)


def text_hash(text: str) -> str:
    """The same for texts that differ only in white space and in the numbering of their links."""
    return sha256(flat(_LINK_ID.sub(r"\1", text)).encode()).hexdigest()


def marks(text: str, source_locale_id: int, target_locale_id: int) -> list[int]:
    """Numbers of the words and pairs of neighbours by which a sentence is found again.

    In: plain text. Words are cut to their stem and lose accents, so that inflected ones meet. Pairs of
    neighbours, the ends of the sentence included, tell sentences apart that consist of common words only.
    The two languages are part of the number, so that the index needs no other column. Two words that
    share a number by accident only bring up a candidate too many.
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    words = [_ENDING.sub("", word) for word in _WORD.findall(folded)[:_WORDS_INDEXED]]
    prefix = f"{source_locale_id}>{target_locale_id}"
    ends = ["", *words, ""]
    features = {word for word in words if len(word) > 2 or word.isdigit()}
    features.update(f"{first} {second}" for first, second in pairwise(ends) if first or second)
    return sorted({_number(f"{prefix} {feature}") for feature in features})


def _number(feature: str) -> int:
    return int.from_bytes(blake2b(feature.encode(), digest_size=4).digest(), "big", signed=True)
