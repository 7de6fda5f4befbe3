"""What has been read from a file, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

#: More cannot come from a site like this one, and would take too long in one go.
MOST_ENTRIES = 50_000
LARGEST_FILE = 10 * 1024 * 1024
#: A file of sentences has one for every thirty signs. Ten megabytes of nothing but tags would fill the memory.
MOST_TAGS = 500_000


class Unreadable(Exception):
    """The whole file cannot be used. The message is a sentence for the person who brought it."""


def check_tags(data: bytes) -> None:
    """To be asked before XML is parsed. Raises Unreadable for a file with so many tags that it can be no use."""
    if data.count(b"<") > MOST_TAGS:
        message = _("The file has more than %(limit)s XML tags. Please split it into several files.")
        raise Unreadable(message % {"limit": MOST_TAGS})


@dataclass(frozen=True)
class Entry:
    """One entry of a file.

    ``object_key`` names the page (empty if the file does not), ``path`` the place in it, ``unit`` is the
    id in XLIFF. ``target`` is None if it could not be read (damaged markup). ``is_confirmed`` is true where
    the file says that a person stands by the text, so that it may pass for reviewed machine translation.
    """

    object_key: str
    path: str
    source: str
    target: str | None
    unit: str = ""
    is_fuzzy: bool = False
    is_confirmed: bool = False
    is_plural: bool = False
    is_obsolete: bool = False


@dataclass(frozen=True)
class LeftOut:
    """An entry that was not taken over: where, its text, a code (see `reasons`) and values for its words."""

    place: str
    text: str
    reason: str
    values: dict = field(default_factory=dict)

    def as_row(self) -> dict:
        """As it is kept in a report."""
        return {"place": self.place[:500], "text": self.text[:500], "reason": self.reason, "values": self.values}


@dataclass
class Incoming:
    """A file: its entries, and what could not even be read.

    ``language`` is the code of the target language (empty if the file does not say), ``translation_key``
    the id of the one translation it was made for (files of wagtail-localize), ``exported_at`` when it
    went out (None if it does not say).
    """

    kind: str
    language: str = ""
    translation_key: str = ""
    exported_at: datetime | None = None
    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
