"""Reads a list of old and new addresses from a file, whatever program has written it."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

MOST_ROWS = 5000
MOST_BYTES = 2_000_000
#: An XLSX of two megabytes can unpack to gigabytes.
MOST_UNPACKED = 50_000_000
MOST_COLUMNS = 50
LONGEST_CELL = 2000

OLD = {"alt", "alte adresse", "von", "from", "old", "old path", "old url", "quelle", "ancien", "ancienne adresse", "de"}
NEW = {"neu", "neue adresse", "nach", "to", "new", "new url", "ziel", "nouveau", "nouvelle adresse", "vers", "à"}


class Unreadable(Exception):
    """The file is of no use. The message says why, in the reader's language."""


@dataclass(frozen=True)
class Line:
    """One row: its number as the program shows it, the old and the new address as they were typed."""

    number: int
    old: str
    new: str


def read_lines(data: bytes, name: str) -> list[Line]:
    """In: the bytes of a CSV, TSV or XLSX file and its name. Out: its rows without heading. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 2 MB. Split it into several."))
    if not data.strip():
        raise Unreadable(_("The file is empty."))
    rows = _workbook(data) if data.startswith(b"PK\x03\x04") else _text(data, name)
    numbered = [(number, cells) for number, cells in enumerate(rows, 1) if any(cells)]
    if not numbered:
        raise Unreadable(_("The file is empty."))
    old, new, has_heading = _columns(numbered[0][1])
    lines = []
    for number, cells in numbered[1:] if has_heading else numbered:
        cells = [*cells, *[""] * (max(old, new) + 1 - len(cells))]
        if cells[old] or cells[new]:
            lines.append(Line(number, cells[old], cells[new]))
    if not lines:
        raise Unreadable(_("The file has a heading, but no rows."))
    if len(lines) > MOST_ROWS:
        raise Unreadable(_("The file has more than 5,000 rows. Split it into several."))
    return lines


def _columns(first: list[str]) -> tuple[int, int, bool]:
    """Which column is the old and which the new address, and whether the first row is a heading."""
    words = [cell.strip().lower() for cell in first]
    old = next((place for place, word in enumerate(words) if word in OLD), None)
    new = next((place for place, word in enumerate(words) if word in NEW and place != old), None)
    if old is not None and new is not None:
        return old, new, True
    if len(first) < 2 or not any(first[1:]):
        raise Unreadable(_("The file needs two columns: the old address and the new one."))
    return 0, 1, not _is_address(first[0])


def _is_address(cell: str) -> bool:
    return cell.startswith(("/", "http://", "https://")) or "/" in cell or "." in cell


def _clean(cell: object) -> str:
    return "" if cell is None else str(cell).strip()[:LONGEST_CELL]


def _text(data: bytes, name: str) -> list[list[str]]:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("This is neither a CSV nor an Excel file (.xlsx)."))
    codings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for coding in codings:
        try:
            text = data.decode(coding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable(_("The letters of the file cannot be read. Save it as CSV UTF-8."))
    head = text[:5000]
    delimiter = max(";\t,", key=head.count)
    if not head.count(delimiter):
        raise Unreadable(_("The file needs two columns: the old address and the new one."))
    # Without newline=None the ends of lines that old programs write (CR alone) would be refused.
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=None), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in islice(reader, MOST_ROWS * 4):
            rows.append([_clean(cell) for cell in row[:MOST_COLUMNS]])
    except csv.Error as error:  # a cell longer than csv.field_size_limit; Python says so in English only
        text = _(
            "Line %(line)d has a cell that is far too long. Most often a quotation mark at its beginning is never "
            "closed. Mend or remove the line, then choose the file again."
        )
        raise Unreadable(text % {"line": len(rows) + 1}) from error
    return rows


def _workbook(data: bytes) -> list[list[str]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("The file is larger than 2 MB. Split it into several."))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            rows = sheet.iter_rows(max_row=MOST_ROWS * 4, max_col=MOST_COLUMNS, values_only=True)
            return [[_clean(cell) for cell in row] for row in rows]
        finally:
            book.close()
    except Unreadable:
        raise
    except Exception as error:  # whatever openpyxl stumbles over: it names dozens of kinds
        raise Unreadable(_("This is no Excel file that can be read. Save it as .xlsx or as CSV.")) from error
