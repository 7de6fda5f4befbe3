"""What a factory wrote is kept and written again as plain rows: saving twenty pages for each test takes too long."""

from __future__ import annotations

import copy
import datetime
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

WRITES = re.compile(r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(?P<table>\w+)"', re.IGNORECASE)
#: SQLite keeps the words of the search index in a table of its own, which triggers fill.
FILLED_BY_TRIGGERS = re.compile(r"_fts(_\w+)?$")

Content = dict[str, tuple[list[str], list[tuple]]]


@dataclass(frozen=True)
class Snapshot:
    """The touched tables before and after, as column names and rows; and what the factory returned."""

    before: Content
    after: Content
    returned: object


def remembered(factory: Callable) -> Callable:
    """A factory whose rows are written again from memory when the tables it touches are as they were the first time.

    Otherwise, and the first time in each process, the factory itself runs. No signals are sent when rows are
    written again, so this is only for what stands at the very beginning of a test.
    """
    kept: dict[str, Snapshot] = {}

    @functools.wraps(factory)
    def build(*args, **values):
        key = f"{connection.alias} {args!r} {values!r}"
        snapshot = kept.get(key)
        if snapshot and contents(snapshot.before) == snapshot.before:
            write(snapshot.after)
            return copy.deepcopy(snapshot.returned)
        touched: set[str] = set()
        every = connection.introspection.table_names()
        before = {} if snapshot else contents(every)
        with connection.execute_wrapper(functools.partial(_note, touched)):
            returned = factory(*args, **values)
        if not snapshot:
            tables = sorted(table for table in touched if table in every and not FILLED_BY_TRIGGERS.search(table))
            kept[key] = Snapshot({t: before[t] for t in tables}, contents(tables), copy.deepcopy(returned))
        return returned

    return build


def contents(tables) -> Content:
    """Columns and sorted rows of these tables."""
    found: Content = {}
    with connection.cursor() as cursor:
        for table in tables:
            if FILLED_BY_TRIGGERS.search(table):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours
            columns = [column[0] for column in cursor.description]
            found[table] = columns, sorted((tuple(map(_plain, row)) for row in cursor.fetchall()), key=repr)
    return found


def write(after: Content) -> None:
    """Makes the tables hold these rows and no others; keys count on behind them."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in after:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
        for table, (columns, rows) in after.items():
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608
        if connection.vendor == "postgresql":
            resets = [
                f"setval(pg_get_serial_sequence('\"{table}\"', 'id'), {max(row[columns.index('id')] for row in rows)})"
                for table, (columns, rows) in after.items()
                if rows and "id" in columns and isinstance(rows[0][columns.index("id")], int)
            ]
            cursor.execute(f"SELECT {', '.join(resets)}")


def _note(touched: set[str], execute, sql, params, many, context):
    found = WRITES.match(sql)
    if found:
        touched.add(found["table"])
    return execute(sql, params, many, context)


def _plain(value):
    """SQLite's reader makes times of its texts, its writer takes them no longer."""
    if connection.vendor == "sqlite" and isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return str(value)
    return value
