"""What a page lacks before it may, or should, be published: a short list that leads to the fields.

The same few rules are worked out here for the first look and in ``editing.js`` while somebody types,
so they are data: names of fields, never code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class Fact:
    """One fact.

    It is there when any of ``fields`` is filled, or for a list of rows (``rows``) when there is a row. It is only
    asked for when one of ``when`` is filled and none of ``unless`` is. Publishing needs it if ``needed``.
    With ``not_below`` it is there unless the number in the first of ``fields`` is smaller than the number in that one.
    """

    text: str | Promise
    fields: tuple[str, ...] = ()
    rows: str = ""
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    not_below: str = ""
    needed: bool = False
    #: Where the link leads if not to the first of ``fields``.
    target: str = ""


def state_of(fact: Fact, form) -> dict[str, Any]:
    """A fact as the template prints it. In: the form as it is shown now."""
    target = fact.target or (fact.fields[0] if fact.fields else "")
    return {
        "fact": fact,
        "is_open": is_open(fact, form),
        "target": target or f"{fact.rows}-FORMS",
        "fields": " ".join(fact.fields),
        "when": " ".join(fact.when),
        "unless": " ".join(fact.unless),
    }


def is_open(fact: Fact, form) -> bool:
    """Whether this has still to be filled in."""
    if fact.when and not any(_filled(form, name) for name in fact.when):
        return False
    if any(_filled(form, name) for name in fact.unless):
        return False
    if fact.rows:
        return not _has_rows(form, fact.rows)
    if fact.not_below:
        first, least = (str(form[name].value() or "").strip() for name in (fact.fields[0], fact.not_below))
        return bool(NUMBER.fullmatch(first) and NUMBER.fullmatch(least)) and int(first) < int(least)
    return not any(_filled(form, name) for name in fact.fields)


def is_known(fact: Fact, form) -> bool:
    """Whether this person's form has the fields that the fact speaks of."""
    names = {*fact.fields, *fact.when, *fact.unless, *filter(None, [fact.not_below])}
    return names <= form.fields.keys() and (not fact.rows or fact.rows in form.formsets)


def _filled(form, name: str) -> bool:
    value = form[name].value()
    return value is True if isinstance(value, bool) else value is not None and str(value).strip() != ""


def _has_rows(form, relation: str) -> bool:
    formset = form.formsets[relation]
    return any(not (row.is_bound and row["DELETE"].value()) for row in formset.forms)
