"""Taking a record out of the house as a file, written down."""

from datetime import datetime
from typing import IO

from django.db import transaction

from kambium.core import events
from kambium.core.access import Actor, require
from kambium.core.actions.reading import note_reading
from kambium.core.registry import Record
from kambium.core.web.listing.files import WRITERS
from kambium.exchange.outgoing import cells_of, columns_of, rows_of
from kambium.people.models import Person

KIND = "record.exported"


def may_take_out(actor: Actor | None, record: Record) -> bool:
    """Whether somebody may; None is whoever works on the server, who holds the database anyway."""
    return actor is None or actor.can(record.export_permission)


def take_out(record: Record, form: str, target: IO[bytes], *, by: Actor | None, at: datetime, where: str = "") -> int:
    """Write all rows the person may take out, with the columns an import knows; returns how many.

    `form` is csv or xlsx. Every export stands in the access record. Raises Refused.
    """
    if by is not None:
        require(by, record.export_permission)
    columns = columns_of(record, by)
    heads = [str(column.spec.label) for column in columns]
    with transaction.atomic():
        count = WRITERS[form](target, heads, cells_of(rows_of(record, by), columns), lambda done: None)
        data = {"record": record.key, "rows": count, "format": form}
        if by is not None and by.person_id:
            person = Person.objects.get(pk=by.person_id)
            events.record(KIND, person, by=by, at=at, data=data)
            note_reading(by=by, kind=KIND, where=where, data=data)
    return count
