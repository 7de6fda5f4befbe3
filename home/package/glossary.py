"""The terms of the content package: reads ``glossary.csv`` and writes its rows.

A term is one object of the package like any other: what a person has changed stays, what a
person has deleted is not made again (see `planning`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Locale

from cms.desk.models import Term
from cms.language import SOURCE_LANGUAGE

from .fingerprints import digest
from .reading import Problems
from .specs import Place, stable_id

FILE = "glossary.csv"
COLUMNS = ("de", "fr", "also_fr", "note")
TARGET_LANGUAGE = "fr"
_LONGEST = 255


@dataclass
class TermSpec:
    """One row of the file."""

    german: str
    french: str
    variants: tuple[str, ...]
    note: str
    place: Place

    @property
    def key(self) -> str:
        """The name of the term among the package's objects; it has to be short."""
        return f"term:{self.german if len(self.german) <= 100 else stable_id('term', self.german)}"

    @property
    def content(self) -> list[str]:
        return [self.french, "\n".join(self.variants), self.note]


def read_glossary(folder: Path, problems: Problems) -> list[TermSpec]:
    """The terms of a folder; none if it has no such file. Faults go to ``problems``."""
    path = folder / FILE
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        problems.add(Place(FILE, 1), "The file is not encoded in UTF-8.")
        return []
    rows = csv.DictReader(io.StringIO(text))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        problems.add(Place(FILE, 1), f"The columns must be {', '.join(COLUMNS)}.")
        return []
    terms: dict[str, TermSpec] = {}
    for row in rows:
        place = Place(FILE, rows.line_num)
        if None in row or None in row.values():
            problems.add(place, f"The row does not have {len(COLUMNS)} columns.")
            continue
        german, french = row["de"].strip(), row["fr"].strip()
        if not german or not french:
            problems.add(place, "The term or its translation is empty.")
        elif max(len(german), len(french)) > _LONGEST:
            problems.add(place, f"A term may have {_LONGEST} characters at most.")
        elif german in terms:
            problems.add(place, f"The term “{german}” already stands in {terms[german].place}.")
        else:
            variants = tuple(part.strip() for part in row["also_fr"].split("|") if part.strip())
            terms[german] = TermSpec(german, french, variants, row["note"].strip(), place)
    return list(terms.values())


def term_fingerprints(specs: list[TermSpec]) -> dict[tuple[str, str], str]:
    """The fingerprints of the package's terms that exist: ``{(key, ""): fingerprint}``."""
    if not specs:
        return {}
    by_text = {spec.german: spec for spec in specs}
    rows = Term.objects.filter(
        source_locale__language_code=SOURCE_LANGUAGE,
        target_locale__language_code=TARGET_LANGUAGE,
        source_text__in=by_text,
    )
    return {(by_text[row.source_text].key, ""): digest(content_of(row)) for row in rows}


def content_of(term: Term) -> list[str]:
    """What a term says, in the order of `TermSpec.content`."""
    return [term.preferred, "\n".join(term.accepted[1:]), term.note]


def write_term(spec: TermSpec, german: Locale, french: Locale) -> Term:
    """Make the term, or bring it up to what the file says. Out: the term. Raises ValidationError."""
    term = Term.objects.filter(source_locale=german, target_locale=french, source_text=spec.german).first() or Term(
        source_locale=german, target_locale=french, source_text=spec.german
    )
    term.preferred, term.variants, term.note = spec.content
    term.full_clean()
    term.save()
    return term
