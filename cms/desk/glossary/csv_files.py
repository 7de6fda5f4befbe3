"""Terms as CSV: columns ``de, fr, also_fr, note``, as in the content package.

Written with commas and UTF-8 with a mark, so that spreadsheets show accents. Read as they come
back: with semicolons or tabs, in UTF-8 with or without a mark, or in Windows-1252.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from ..models import Term
from ..spreadsheets import guarded, unguarded
from ..texts import without_invisible
from .rows import MOST_ROWS, Rows, TermRow, UnusableFile, tidy

VARIANT_SEPARATOR = " | "


def columns_of(source: str, target: str) -> tuple[str, str, str, str]:
    """The names of the columns for two language codes."""
    return source, target, f"also_{target}", "note"


def write_csv(terms: Iterable[Term], source: str, target: str) -> bytes:
    """The terms as a file."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns_of(source, target))
    for term in terms:
        cells = (term.source_text, term.preferred, VARIANT_SEPARATOR.join(term.accepted[1:]), term.note)
        writer.writerow(guarded(cell) for cell in cells)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def read_csv(data: bytes, source: str, target: str) -> Rows:
    """The terms of a file. Raises UnusableFile."""
    text = _decoded(data)
    head, _line, _rest = text.partition("\n")
    wanted = columns_of(source, target)
    separator = max(",;\t", key=head.count)
    try:
        return _read(csv.reader(io.StringIO(text, newline=""), delimiter=separator), wanted)
    except csv.Error:
        raise UnusableFile(_("This is no CSV file, or it is damaged.")) from None


def _read(lines, wanted: tuple[str, ...]) -> Rows:
    names = [tidy(name).lower() for name in next(lines, [])]
    positions = {name: names.index(name.lower()) for name in wanted if name.lower() in names}
    if not {wanted[0], wanted[1]} <= set(positions):
        raise UnusableFile(
            _("The first line of the file must name the columns: %(wanted)s. It has: %(found)s.")
            % {"wanted": ", ".join(wanted), "found": ", ".join(name[:40] for name in names[:8]) or "–"}
        )
    found = Rows()
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        place = _("Line %(number)d") % {"number": lines.line_num}
        if len(found.rows) + len(found.left_out) >= MOST_ROWS:
            raise UnusableFile(_("The file has more than %(most)d terms.") % {"most": MOST_ROWS})
        if any(cell.strip() for cell in cells[len(names) :]):
            found.leave_out(place, cells[positions[wanted[0]]], "term_columns")
            continue
        row = {name: unguarded(cells[at]) if at < len(cells) else "" for name, at in positions.items()}
        found.rows.append(
            TermRow(
                source=tidy(row[wanted[0]]),
                preferred=tidy(row[wanted[1]]),
                variants=split_variants(row.get(wanted[2], "")),
                note=without_invisible(row.get("note", "").replace("\r\n", "\n").replace("\r", "\n")).strip(),
                place=place,
            )
        )
    return found


def split_variants(text: str) -> tuple[str, ...]:
    """Accepted variants of a cell: parted by strokes, semicolons or lines. A comma may belong to a term."""
    for sign in (";", "\n"):
        text = text.replace(sign, "|")
    return tuple(dict.fromkeys(part for part in (tidy(part) for part in text.split("|")) if part))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise UnusableFile(_("The file cannot be read as text. Please save it as CSV in UTF-8."))
