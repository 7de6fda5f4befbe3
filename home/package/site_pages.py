"""Reads the files of the remaining pages: lists, contact, legal and accessibility pages."""

from __future__ import annotations

from ..models import Purpose
from .blocks import read_body
from .partnership import frame_of, optional_text
from .reading import Cursor
from .specs import PageSpec
from .statement_file import read_statement
from .texts import Reference

FILES = ("pages.yaml", "legal.yaml", "accessibility.yaml")
MODELS = {
    "projects": "projects.ProjectIndexPage",
    "goals": "sdg.GoalIndexPage",
    "content": "home.ContentPage",
    "contact": "home.ContactPage",
    "accessibility": "home.AccessibilityPage",
    "barrier_report": "home.BarrierReportPage",
}
KNOWN = (
    "id",
    "type",
    "parent",
    "slug",
    "title",
    "teaser",
    "description",
    "menu",
    "purpose",
    "contact",
    "contacts",
    "statement",
    "body",
)


def read_pages(root: Cursor) -> list[PageSpec]:
    """All pages of one file."""
    root.only("pages", "order")
    pages = root.need("pages")
    return [spec for entry in pages.items() if (spec := read_page(entry))] if pages else []


def read_order(root: Cursor) -> list[tuple[str, Cursor]]:
    """The order of the pages below the home page, as names with their place in the file."""
    order = root.get("order")
    return [(entry.string(60), entry) for entry in order.items()] if order else []


def read_page(entry: Cursor) -> PageSpec | None:
    entry.only(*KNOWN)
    identifier, kind = entry.need("id"), entry.need("type")
    if identifier is None or kind is None:
        return None
    key, type_name = identifier.string(60), kind.choice(tuple(MODELS))
    parent, menu, purpose = entry.get("parent"), entry.get("menu"), entry.get("purpose")
    slug, title = frame_of(entry)
    spec = PageSpec(
        model=MODELS.get(type_name, "home.ContentPage"),
        key=f"page:{key}",
        parent=f"page:{parent.string(60)}" if parent else "page:home",
        slug=slug,
        title=title,
        place=entry.place,
        values={
            "teaser": optional_text(entry, "teaser", 300),
            "search_description": optional_text(entry, "description", 300),
            "show_in_menus": menu.boolean() if menu else False,
        },
        streams={"body": read_body(entry.get("body"), ("de", "fr"))},
    )
    if purpose:
        if type_name != "content":
            purpose.fail("Only pages of the type “content” have a purpose.")
        spec.values["purpose"] = purpose.choice([value for value in Purpose.values if value])
    if contact := entry.get("contact"):
        if type_name != "barrier_report":
            contact.fail("Only pages of the type “barrier_report” have one contact.")
        spec.values["contact"] = Reference("contact", contact.string(60))
    if contacts := entry.get("contacts"):
        if type_name != "contact":
            contacts.fail("Only pages of the type “contact” have contacts.")
        spec.children["contacts"] = [
            {"id": name, "contact": Reference("contact", name)}
            for name in (item.string(60) for item in contacts.items())
        ]
    if statement := entry.get("statement"):
        if type_name != "accessibility":
            statement.fail("Only pages of the type “accessibility” have a statement.")
        values, spec.children["exceptions"] = read_statement(statement)
        spec.values |= values
    return spec
