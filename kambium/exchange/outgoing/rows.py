"""The rows of a record that a person may take out, as the cells of a file."""

from collections.abc import Iterator, Sequence
from typing import Any

from kambium.core.access import Actor
from kambium.core.registry import Record
from kambium.core.web.listing.files import Cell
from kambium.exchange.outgoing.columns import Column

CHUNK = 2_000


def rows_of(record: Record, actor: Actor | None) -> Any:
    """The rows in the order in which they came; without those in the recycle bin."""
    everything = record.model._default_manager
    if actor is None or not hasattr(everything, "visible_to"):
        rows = everything.all()
    else:
        rows = everything.visible_to(actor, record.export_permission)
    names = {field.name for field in record.model._meta.concrete_fields}
    return (rows.filter(deleted_at=None) if "deleted_at" in names else rows).order_by("pk")


def cells_of(rows: Any, columns: Sequence[Column]) -> Iterator[list[Cell]]:
    """A line for every row, read through a server-side cursor."""
    paths = list(dict.fromkeys(path for column in columns for path in column.paths))
    places = [[paths.index(path) for path in column.paths] for column in columns]
    for row in rows.values_list(*paths).iterator(chunk_size=CHUNK):
        yield [column.write(*(row[at] for at in places[i])) for i, column in enumerate(columns)]
