"""The sentences of a translation as rows of the editor, in the order of the page's form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..memory.lookup import previous_of
from ..proofing.findings import Finding, Severity, proof
from ..questions.reading import questions_for
from ..segments import Segment, Status, segments_of
from .markup import Insert, inserts, links_of, pieces, readable
from .places import FIELDS, Place, Places


class State(StrEnum):
    """What a row says of itself. Differs from `Status` in telling new sentences from changed ones."""

    OPEN = "open"
    CHANGED = "changed"
    ERROR = "error"
    MACHINE = "machine"
    DONE = "done"


#: State → (words, icon of Wagtail's set).
MARKS = {
    State.OPEN: (pgettext_lazy("state of a sentence", "Open"), "edit"),
    State.CHANGED: (_("Source changed"), "resubmit"),
    State.ERROR: (pgettext_lazy("state of a sentence", "Error"), "warning"),
    State.MACHINE: (_("Machine: to be reviewed"), "cogs"),
    State.DONE: (pgettext_lazy("state of a sentence", "Done"), "check"),
}
#: The filters, in their order: name → (words, whether a row passes).
FILTERS = {
    "all": pgettext_lazy("all sentences", "All"),
    "open": pgettext_lazy("open sentences", "Open"),
    "changed": pgettext_lazy("changed sentences", "Changed"),
    "machine": pgettext_lazy("sentences translated by machine", "Machine"),
    "findings": _("With findings"),
}


@dataclass
class Row:
    """One sentence as it is shown. ``part`` of ``parts`` counts the sentences of one text."""

    segment: Segment
    place: Place
    state: State
    findings: list[Finding] = field(default_factory=list)
    questions: list[Any] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    part: int = 1
    parts: int = 1
    #: The only row of its block: it needs no heading of its own.
    is_alone: bool = False

    @property
    def id(self) -> int:
        return self.segment.id

    @property
    def mark(self):
        return MARKS[self.state][0]

    @property
    def icon(self) -> str:
        return MARKS[self.state][1]

    @property
    def source_html(self):
        return readable(self.segment.source, self.links)

    @property
    def needle(self) -> str:
        """What to look for in the preview: its pieces, one a line, as links and the like stand between them."""
        has_text = self.segment.target and self.state != State.ERROR
        return "\n".join(pieces(self.segment.target if has_text else self.segment.source))

    @property
    def inserts(self) -> list[Insert]:
        return inserts(self.segment.source, self.links)

    @property
    def lines(self) -> int:
        """Height of the field before the script sizes it."""
        longest = max(len(self.segment.target), len(self.segment.source))
        return min(14, 1 + longest // 55)

    @property
    def name(self) -> str:
        """What the row is called within its group: its field, or its part if the field is the whole block."""
        if self.is_alone:
            return self.place.name
        return "" if self.place.is_block and self.parts > 1 else self.place.label

    @property
    def has_errors(self) -> bool:
        return self.state == State.ERROR or any(f.severity == Severity.ERROR for f in self.findings)

    @property
    def has_open_question(self) -> bool:
        return any(getattr(question, "closed_at", None) is None for question in self.questions)

    def passes(self, name: str) -> bool:
        """Whether the row is shown under this filter."""
        if name == "open":
            return self.state in (State.OPEN, State.CHANGED, State.ERROR)
        if name == "changed":
            return self.state == State.CHANGED
        if name == "machine":
            return self.state == State.MACHINE
        if name == "findings":
            return bool(self.findings) or self.state == State.ERROR
        return True

    @property
    def filters(self) -> str:
        """The filters that let it pass, for the script."""
        return " ".join(name for name in FILTERS if self.passes(name))


@dataclass(frozen=True)
class Group:
    """Sentences that stand together: one block of the page, or the fields of one panel."""

    key: str
    title: str
    rows: list[Row]

    @property
    def has_title(self) -> bool:
        return not self.rows[0].is_alone


@dataclass(frozen=True)
class Progress:
    """How far the translation is. ``done`` counts machine text too, as everywhere at the desk."""

    total: int
    done: int
    open: int
    changed: int
    machine: int
    findings: int
    errors: int
    warnings: int
    #: First row to work on, of each kind; None if there is none.
    next_open: int | None = None
    next_machine: int | None = None
    next_error: int | None = None

    @property
    def percent(self) -> int:
        return 100 if not self.total else self.done * 100 // self.total

    def count(self, name: str) -> int:
        """How many rows a filter lets pass."""
        return self.total if name == "all" else getattr(self, name)


def rows_of(translation) -> list[Row]:
    """All rows in the order of the form. The number of queries does not grow with the number of sentences."""
    segments = segments_of(translation)
    places = Places(translation.source)
    links = links_of(translation)
    earlier = previous_of(translation, [s for s in segments if s.status == Status.OPEN])
    findings: dict[int, list[Finding]] = {}
    for finding in proof(translation, segments):
        findings.setdefault(finding.segment_id, []).append(finding)
    questions = questions_for(translation)
    rows = [
        Row(
            segment=segment,
            place=places.place(segment.path, segment.field_path),
            state=State.CHANGED if segment.id in earlier else State(segment.status),
            # That an empty field is empty is said by its mark.
            findings=findings.get(segment.id, []) if segment.target else [],
            questions=questions.get((segment.context_id, segment.string_id), []),
            links=links.get(segment.id, {}),
        )
        for segment in segments
    ]
    rows.sort(key=lambda row: (row.place.rank, row.segment.order))
    _count_parts(rows)
    return rows


def _count_parts(rows: list[Row]) -> None:
    parts = Counter(row.segment.context_id for row in rows)
    seen: Counter[int] = Counter()
    for row in rows:
        seen[row.segment.context_id] += 1
        row.part, row.parts = seen[row.segment.context_id], parts[row.segment.context_id]


def grouped(rows: list[Row]) -> list[Group]:
    """Rows that follow each other and belong together."""
    groups: list[Group] = []
    for row in rows:
        if not groups or groups[-1].key != row.place.group:
            groups.append(Group(row.place.group, row.place.title, []))
        groups[-1].rows.append(row)
    for group in groups:
        group.rows[0].is_alone = len(group.rows) == 1 and not group.key.startswith(FIELDS)
    return groups


def progress_of(rows: list[Row], after: int | None = None) -> Progress:
    """In: all rows; ``after`` is the row at hand, from which the next ones are looked for (then from the top)."""
    position = next((n for n, row in enumerate(rows) if row.id == after), -1)
    ahead = rows[position + 1 :] + rows[: position + 1]

    def first(condition) -> int | None:
        return next((row.id for row in ahead if condition(row)), None)

    is_open = [row for row in rows if row.passes("open")]
    every = [finding for row in rows for finding in row.findings]
    return Progress(
        total=len(rows),
        done=len(rows) - len(is_open),
        open=len(is_open),
        changed=sum(row.passes("changed") for row in rows),
        machine=sum(row.passes("machine") for row in rows),
        findings=sum(row.passes("findings") for row in rows),
        errors=sum(row.has_errors for row in rows),
        warnings=sum(finding.severity == Severity.WARNING for finding in every),
        next_open=first(lambda row: row.passes("open")),
        next_machine=first(lambda row: row.passes("machine")),
        next_error=first(lambda row: row.has_errors),
    )
