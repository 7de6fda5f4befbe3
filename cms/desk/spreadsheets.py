"""Cells of CSV files that spreadsheet programs would take for formulas."""

from __future__ import annotations

#: A cell that begins like this would be run: the signs themselves, the wide ones of East Asian keyboards, and
#: white space that some programs leave out.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """The text with an apostrophe before it if it would be run as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell
