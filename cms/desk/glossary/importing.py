"""Brings terms from a file into the glossary. Nothing is ever overwritten unless it was asked for."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale

from ..models import ImportReport, Term
from .csv_files import read_csv
from .rows import LONGEST, Rows, TermRow, UnusableFile
from .tbx_files import read_tbx


def read_file(name: str, data: bytes, source: str, target: str) -> tuple[str, Rows]:
    """Read a file of either kind. Out: its kind ("csv" or "tbx") and the rows. Raises UnusableFile."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    is_xml = name.lower().endswith((".tbx", ".xml")) or start == b"<"
    return ("tbx", read_tbx(data, source, target)) if is_xml else ("csv", read_csv(data, source, target))


def import_terms(
    filename: str, data: bytes, source: Locale, target: Locale, user, *, overwrite: bool = False
) -> ImportReport:
    """Take over the terms of a file. ``overwrite``: where both differ the file's text is taken;
    what the file leaves empty stays as it is.

    Out: the stored report. Raises UnusableFile; then nothing has been written.
    """
    kind, found = read_file(filename, data, source.language_code, target.language_code)
    return apply_rows(found, source, target, user, filename=filename, kind=kind, overwrite=overwrite)


@transaction.atomic
def apply_rows(
    found: Rows, source: Locale, target: Locale, user, *, filename: str, kind: str, overwrite: bool = False
) -> ImportReport:
    """As `import_terms`, for rows that have been read."""
    existing = {
        term.source_text: term
        for term in Term.objects.select_for_update().filter(source_locale=source, target_locale=target)
    }
    report = ImportReport(user=user, filename=filename[:255], kind=kind)
    seen: dict[str, TermRow] = {}
    for row in found.rows:
        if not _is_usable(row, found):
            continue
        if row.source in seen:
            if _content(row) != _content(seen[row.source]):
                found.leave_out(row.place, f"{row.source} → {row.preferred}", "term_twice")
            continue
        seen[row.source] = row
        term = existing.get(row.source)
        if term is not None and _says_the_same(term, row):
            report.unchanged += 1
        elif term is not None and not overwrite:
            here, there = "; ".join(term.accepted), "; ".join(_accepted(row))
            found.leave_out(row.place, row.source, "term_kept", here=here, file=there)
        else:
            _write(term or Term(source_locale=source, target_locale=target, source_text=row.source), row, user)
            report.imported += 1
    report.left_out, report.left_out_count = found.left_out, len(found.left_out)
    report.save()
    return report


def _is_usable(row: TermRow, found: Rows) -> bool:
    if not row.source or not row.preferred:
        found.leave_out(row.place, row.source or row.preferred, "term_incomplete")
    elif max(len(row.source), len(row.preferred)) > LONGEST:
        found.leave_out(row.place, row.source, "term_too_long", limit=LONGEST)
    else:
        return True
    return False


def _write(term: Term, row: TermRow, user) -> None:
    is_new = term.pk is None
    term.preferred = row.preferred
    if row.variants:
        term.variants = "\n".join(_accepted(row)[1:])
    if row.note:
        term.note = row.note
    term.updated_by = user
    term.save()
    log(instance=term, action="wagtail.create" if is_new else "wagtail.edit", user=user, content_changed=True)


def _accepted(row: TermRow) -> list[str]:
    return list(dict.fromkeys([row.preferred, *row.variants]))


def _content(row: TermRow) -> tuple:
    return tuple(_accepted(row)), row.note


def _says_the_same(term: Term, row: TermRow) -> bool:
    """Whether the file has nothing else to say. What it leaves empty is no difference and takes nothing away."""
    return (
        term.preferred == row.preferred
        and (not row.variants or term.accepted == _accepted(row))
        and (not row.note or term.note.replace("\r\n", "\n").strip() == row.note)
    )


__all__ = ["UnusableFile", "apply_rows", "import_terms", "read_file"]
