"""Reads the facts of the accessibility statement. What the file does not say stays empty: nothing is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..models.statement import Conformity, Method, Reason
from .reading import Cursor
from .texts import Reference

#: Texts in both languages, facts in none; with the most characters each may have.
TEXTS = {"body_covered": 200, "law": 300, "version": 150, "assessor": 200, "ombuds_name": 200}
FACTS = {
    "addresses": 500,
    "standard": 100,
    "report_url": 200,
    "ombuds_address": 300,
    "ombuds_email": 254,
    "ombuds_phone": 40,
    "ombuds_url": 200,
}
DATES = ("made_on", "reviewed_on")
CHOICES = {"status": Conformity, "assessment": Method}
EXCEPTION_TEXTS = {"content": 300, "criterion": 200, "explanation": 500, "alternative": 500}


def read_date(cursor: Cursor) -> date | None:
    """A day such as 2026-05-31. Anything else is a fault."""
    try:
        return date.fromisoformat(str(cursor.node.value))
    except (ValueError, AttributeError):
        cursor.fail(f"{cursor.label} must be a date such as 2026-05-31.")
        return None


def read_statement(entry: Cursor) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The values of the page, and its exceptions as rows."""
    entry.only(*TEXTS, *FACTS, *DATES, *CHOICES, "contact", "exceptions")
    values: dict[str, Any] = {}
    for name, longest in TEXTS.items():
        if cursor := entry.get(name):
            values[name] = cursor.text(maximum=longest)
    for name, longest in FACTS.items():
        if cursor := entry.get(name):
            values[name] = cursor.string(longest)
    for name in DATES:
        if cursor := entry.get(name):
            values[name] = read_date(cursor)
    for name, choices in CHOICES.items():
        if cursor := entry.get(name):
            values[name] = cursor.choice(choices.values)
    if contact := entry.get("contact"):
        values["contact"] = Reference("contact", contact.string(60))
    rows = entry.get("exceptions")
    return values, [row for item in rows.items() if (row := read_exception(item))] if rows else []


def read_exception(item: Cursor) -> dict[str, Any] | None:
    item.only("id", *EXCEPTION_TEXTS, "reason", "planned_on")
    identifier, content = item.need("id"), item.need("content")
    if identifier is None or content is None:
        return None
    row: dict[str, Any] = {"id": identifier.string(60)}
    for name, longest in EXCEPTION_TEXTS.items():
        if cursor := item.get(name):
            row[name] = cursor.text(maximum=longest)
    if reason := item.get("reason"):
        row["reason"] = reason.choice(Reason.values)
    if planned := item.get("planned_on"):
        row["planned_on"] = read_date(planned)
    return row
