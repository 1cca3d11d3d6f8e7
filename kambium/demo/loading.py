"""Writing the world: a few large statements, ids as given, sequences and search brought up to date."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from kambium.core import terms
from kambium.core.registry import searchables
from kambium.core.search import index

# How far the next id given by the database must lie; one statement for all tables.
NEXT = """
SELECT setval(pg_get_serial_sequence('{table}', 'id'), greatest((SELECT max(id) FROM {table}), 1))
"""


def write(parts: Iterable[Sequence[Model]]) -> None:
    """Write rows of many tables, in the order given, then what is made from them."""
    with transaction.atomic():
        tables: dict[str, Any] = {}
        for rows in parts:
            if rows:
                model: Any = type(rows[0])
                with _times_as_given(model):
                    model._base_manager.bulk_create(rows)
                tables[model._meta.db_table] = model
        move_sequences(_numbered(tables))
        for thing in searchables:
            index.rebuild(thing.key)
        terms.changed("people")


@contextmanager
def _times_as_given(model: Any) -> Iterator[None]:
    """Old rows are stamped when they are written; those of the demo tell of days long past."""
    stamped = [field for field in model._meta.concrete_fields if getattr(field, "auto_now_add", False)]
    for field in stamped:
        field.auto_now_add = False
    try:
        yield
    finally:
        for field in stamped:
            field.auto_now_add = True


def _numbered(tables: dict[str, Any]) -> Iterator[str]:
    for name, model in tables.items():
        if model._meta.pk.get_internal_type() == "BigAutoField" and model._meta.pk.column == "id":
            yield name


def move_sequences(tables: Iterable[str]) -> None:
    """The database's next id of each table lies beyond the ids that were given."""
    with connection.cursor() as cursor:
        cursor.execute(";".join(NEXT.format(table=name) for name in tables))
