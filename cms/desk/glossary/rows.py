"""A term as it stands in a file, and files that cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..texts import without_invisible

#: What `Term` can hold.
LONGEST = 255
LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 20_000


class UnusableFile(Exception):
    """The whole file cannot be used. The message is a sentence for the person who brought it."""


@dataclass(frozen=True)
class TermRow:
    """One term of a file. ``place`` says where ("line 3")."""

    source: str
    preferred: str
    variants: tuple[str, ...] = ()
    note: str = ""
    place: str = ""


@dataclass
class Rows:
    """What was read: the terms, and what was left out as rows of an import report."""

    rows: list[TermRow] = field(default_factory=list)
    left_out: list[dict] = field(default_factory=list)

    def leave_out(self, place: str, text: str, reason: str, **values) -> None:
        """Note an entry that is not taken over. ``reason`` is one of the codes in `reasons`."""
        self.left_out.append({"place": place[:500], "text": text[:500], "reason": reason, "values": values})


def tidy(text: str | None) -> str:
    """A text in one line, without spaces at its ends and without what nobody can see."""
    return without_invisible(" ".join((text or "").split())).strip()
