"""The list as a file for a spreadsheet, with the rows and the order that are on the screen."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from ..spreadsheets import guarded
from . import words
from .query import Language
from .rows import Row

FORMATS = ("csv", "xlsx")


def headings(language: Language) -> list[str]:
    """The first line."""
    return [
        gettext("Title"),
        gettext("Title in %(language)s") % {"language": words.language_name(language.code)},
        gettext("Type"),
        gettext("State"),
        gettext("Details"),
        gettext("Sentences"),
        gettext("Done"),
        gettext("Changed sentences"),
        gettext("From the machine"),
        gettext("Last translated"),
        gettext("Translated by"),
        gettext("Last published"),
        gettext("Published by"),
        gettext("Address"),
    ]


def cells(row: Row, base: str) -> list[str | int | datetime | None]:
    """One line. In: the row, and the address of the site for links."""
    found = row.standing
    return [
        found.title,
        row.target_title,
        row.kind,
        row.state_name,
        ". ".join(text for text in (row.detail, *(text for _icon, text in row.hints)) if text),
        found.total,
        found.done,
        found.changed,
        found.machine,
        _local(found.written_at),
        found.written_by,
        _local(found.published_at),
        found.published_by,
        f"{base}{row.address}" if row.address else "",
    ]


def response(rows: Iterable[Row], language: Language, kind: str, base: str) -> HttpResponse:
    """The file as a download. In: "csv" or "xlsx"."""
    lines = [cells(row, base) for row in rows]
    content, content_type = _csv(lines, language) if kind == "csv" else _xlsx(lines, language)
    name = slugify(gettext("Translations")) or "desk"
    answer = HttpResponse(content, content_type=content_type)
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="{name}-{language.code}-{day}.{kind}"'
    return answer


def _csv(lines: list[list], language: Language) -> tuple[bytes, str]:
    """With a byte order mark and semicolons, as German and French spreadsheet programs expect."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings(language))
    for line in lines:
        writer.writerow([_plain(cell) for cell in line])
    return out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"


def _plain(cell):
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return guarded(cell) if isinstance(cell, str) else cell


def _xlsx(lines: list[list], language: Language) -> tuple[bytes, str]:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=gettext("Translations")[:31])
    sheet.freeze_panes = "A2"
    for column, width in {"A": 50, "B": 50, "C": 18, "D": 26, "E": 40, "J": 17, "K": 22, "L": 17, "M": 22}.items():
        sheet.column_dimensions[column].width = width
    first = []
    for heading in headings(language):
        cell = WriteOnlyCell(sheet, value=heading)
        cell.font = Font(bold=True)
        first.append(cell)
    sheet.append(first)
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _cell(sheet, value):
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    return cell


def _local(moment: datetime | None) -> datetime | None:
    return timezone.make_naive(moment) if moment else None
