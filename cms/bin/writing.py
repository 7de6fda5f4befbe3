"""Writes kept rows back into the database, with their numbers, as they were.

What a row points to may be gone by now, and its place may be taken. Then the key is emptied, or the row is left
out where it cannot be without it; nothing here fails for it, and nothing is written over.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable

from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.db import connection
from django.db.models import Field, Model
from django.db.models.constants import OnConflict

logger = logging.getLogger(__name__)


class Written:
    """What became of it: rows that were left out, and keys that were emptied, with their model."""

    def __init__(self) -> None:
        self.dropped: list[Model] = []
        self.emptied: list[tuple[Model, Field]] = []


def instances_of(rows: Iterable[dict]) -> list[Model]:
    """The kept rows as instances that are not saved. Rows of models that the code no longer has are left out."""
    found = []
    for row in rows:
        try:
            found += [item.object for item in serializers.deserialize("python", [row], ignorenonexistent=True)]
        except DeserializationError:
            logger.exception("A row of %s in the bin fits its model no longer", row.get("model"))
    return found


def write(instances: list[Model]) -> Written:
    """Insert the rows, what is pointed to first. To be called inside a transaction."""
    written = Written()
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for instance in instances:
        by_model[type(instance)].append(instance)
    kept: dict[type[Model], list[Model]] = {}
    for model in _in_order(set(by_model)):
        rows = _with_targets(by_model[model], [f for f in _keys(model) if not f.null], written)
        _insert(model, rows)
        there = _existing(model, model._meta.pk, {row.pk for row in rows})
        kept[model] = [row for row in rows if row.pk in there]
        written.dropped += [row for row in rows if row.pk not in there]
    for model, rows in kept.items():
        _empty_dangling(model, rows, written)
    return written


def _keys(model: type[Model]) -> list[Field]:
    """Keys in the model's own table that the database watches over."""
    fields = model._meta.local_concrete_fields
    return [f for f in fields if f.remote_field is not None and getattr(f, "db_constraint", False)]


def _in_order(models: set[type[Model]]) -> list[type[Model]]:
    """Models behind those that their rows cannot do without."""
    needs = {m: {f.remote_field.model for f in _keys(m) if not f.null} & (models - {m}) for m in models}
    ordered: list[type[Model]] = []
    while needs:
        ready = [m for m, others in needs.items() if not others & needs.keys()] or [next(iter(needs))]
        for model in sorted(ready, key=lambda m: m._meta.label):
            ordered.append(model)
            del needs[model]
    return ordered


def _with_targets(rows: list[Model], fields: list[Field], written: Written) -> list[Model]:
    """The rows whose keys all lead somewhere."""
    for field in fields:
        wanted = {getattr(row, field.attname) for row in rows}
        there = _existing(field.remote_field.model, field.target_field, wanted)
        if field.remote_field.model is type(rows[0]) if rows else False:
            there |= {getattr(row, field.target_field.attname) for row in rows}
        written.dropped += [row for row in rows if getattr(row, field.attname) not in there]
        rows = [row for row in rows if getattr(row, field.attname) in there]
    return rows


def _existing(model: type[Model], field: Field, values: set) -> set:
    """Which of these values stand in a field."""
    found = set()
    wanted = [value for value in values if value is not None]
    for start in range(0, len(wanted), 500):
        chosen = {f"{field.attname}__in": wanted[start : start + 500]}
        found.update(model._base_manager.filter(**chosen).values_list(field.attname, flat=True))
    return found


def _insert(model: type[Model], rows: list[Model]) -> None:
    fields = model._meta.local_concrete_fields
    size = max(1, connection.ops.bulk_batch_size(fields, rows)) if rows else 1
    for start in range(0, len(rows), size):
        # Django's own way to write a row of one table as it is: without the times that saving sets, and for
        # pages, whose fields stand in two tables, table by table (save_base does that one row at a time).
        model._base_manager.all()._insert(
            rows[start : start + size], fields=fields, raw=True, on_conflict=OnConflict.IGNORE
        )


def _empty_dangling(model: type[Model], rows: list[Model], written: Written) -> None:
    """Empty the keys that lead nowhere. They could be written so far because databases look at the end only."""
    for field in _keys(model):
        if not field.null:
            continue
        wanted = {getattr(row, field.attname) for row in rows} - {None}
        missing = wanted - _existing(field.remote_field.model, field.target_field, wanted)
        if not missing:
            continue
        lost = [row for row in rows if getattr(row, field.attname) in missing]
        for row in lost:
            setattr(row, field.attname, None)
            written.emptied.append((row, field))
        ids = [row.pk for row in lost]
        for start in range(0, len(ids), 500):
            model._base_manager.filter(pk__in=ids[start : start + 500]).update(**{field.attname: None})
