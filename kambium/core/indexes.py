"""Indexes and many rows at once: an index that takes in a million rows one by one needs minutes, built anew seconds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction

MANY = 50_000
PATIENCE = "2s"
MINE = """
SELECT c.relname, pg_get_indexdef(c.oid), m.amname FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_am m ON m.oid = c.relam
WHERE i.indrelid = ANY(%s::regclass[]) AND pg_has_role(t.relowner, 'USAGE')
AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid)
"""
# Read off the size, because a table is not counted before it has been analysed.
HOLDS = """
SELECT pg_relation_size(oid) / 8192 * coalesce(nullif(greatest(reltuples, 0), 0) / nullif(relpages, 0), 10)
FROM pg_class WHERE oid = %s::regclass
"""
ROOM = (("work_mem", "128MB"), ("maintenance_work_mem", "256MB"), ("gin_pending_list_limit", "64MB"))


@contextmanager
def later(tables: Sequence[str]) -> Iterator[None]:
    """Within it the tables have only the indexes of their constraints; the others are built at the end.

    Nobody else reads the tables meanwhile. If the block fails, the transaction brings the indexes back.
    """
    definitions = _drop(tables)
    yield
    _build(definitions)


@contextmanager
def taking_in(table: str, rows: int) -> Iterator[bool]:
    """Within it so many rows are written into a table, in the caller's transaction; yields whether it kept its indexes.

    A table that more than doubles has its indexes built anew, and is closed to others until the transaction ends: the
    first load of a company. It is not waited for while others use it. Any other table stays open; its inverted indexes
    collect what is new and take it in at once.
    """
    if rows < MANY:
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("".join(f"SET LOCAL {name} = '{value}';" for name, value in ROOM))
    definitions = _drop_if_idle(table) if rows > held(table) else []
    yield not definitions
    if definitions:
        _build(definitions)
    else:
        _take_in_what_waits(table)


def _drop_if_idle(table: str) -> list[str]:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            definitions = _drop([table])
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
            return definitions
    except OperationalError:
        return []


def _drop(tables: Sequence[str]) -> list[str]:
    """Drop the indexes; returns the statements that build them."""
    with connection.cursor() as cursor:
        _check_now(cursor)
        cursor.execute(MINE, [list(tables)])
        found = cursor.fetchall()
        for name, _definition, _kind in found:
            cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition, _kind in found]


def _build(definitions: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        _check_now(cursor)
        for definition in definitions:
            cursor.execute(definition)


def _check_now(cursor: Any) -> None:
    """A table with checks of foreign keys still to come can neither lose nor gain an index."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def held(table: str) -> int:
    """About how many rows a table holds."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDS, [table])
        return int(cursor.fetchone()[0])


def _take_in_what_waits(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MINE, [[table]])
        for name, _definition, kind in cursor.fetchall():
            if kind == "gin":
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [name])
