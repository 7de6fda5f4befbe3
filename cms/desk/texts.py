"""What a translated text may hold, wherever it comes from."""

from __future__ import annotations

import re

#: More than any sentence needs. What is longer is an accident, and checking it would take minutes.
LONGEST = 10_000
#: More than any sentence needs. Parsers go one call deeper for each tag in a tag, and fail at about a thousand.
MOST_TAGS = 250

#: Control characters but tab and line feed, zero-width spaces, marks that turn the reading direction,
#: and code points that are no characters. None can be seen, some damage files or deceive readers.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


class TooLong(ValueError):
    """A text is longer than `LONGEST`, or has more tags than `MOST_TAGS`."""


def without_invisible(text: str) -> str:
    """The text without what nobody can see."""
    return _INVISIBLE.sub("", text)


def clean(text: str) -> str:
    """The text without what nobody can see, and without blanks at its ends. Raises TooLong."""
    text = without_invisible(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not fits(text):
        raise TooLong(f"{len(text)} characters, {text.count('<')} tags")
    return text


def fits(text: str) -> bool:
    """Whether the text is as short and simple as a sentence may be."""
    return len(text) <= LONGEST and text.count("<") <= MOST_TAGS
