"""Taking a list out of the house: counted, allowed, written down, then sent or, when it is long, made by a job."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from django.db import connection, transaction
from django.db.models import BigIntegerField, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import ngettext

from kambium.core import events
from kambium.core.actions.reading import note_reading
from kambium.core.models import Event
from kambium.core.web.listing.files import WRITERS, heads, rows
from kambium.core.web.listing.listing import Listing

KIND = "list.exported"
IN_REQUEST = 10_000
IN_MEMORY = 1 << 20
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class TooMany(Exception):
    """More rows than the person may take out today; the text says how many are left."""


@dataclass(frozen=True)
class Asked:
    """What would go out: how many rows, of which the actor may take how many today (None: as many as there are)."""

    rows: int
    left: int | None

    @property
    def fits(self) -> bool:
        """Whether all of it may go out."""
        return self.left is None or self.rows <= self.left

    @property
    def is_long(self) -> bool:
        """Whether it is made by a job."""
        return self.rows > IN_REQUEST


def asked(listing: Listing, at: datetime) -> Asked:
    """Count what an export would hold, exactly, and what the actor may still take out."""
    spec = listing.spec
    with listing.as_seen().reading():
        found = listing.rows(spec.export_permission or spec.permission).count()
    most = spec.export_most(listing.look)
    return Asked(found, None if most is None else max(0, most - taken(listing.look.actor.person_id, at)))


def taken(person_id: int, at: datetime) -> int:
    """How many rows of any list a person took out in the 24 hours before."""
    day = Event.objects.filter(kind=KIND, actor_id=person_id, recorded_at__gt=at - timedelta(days=1))
    count = Cast(KeyTextTransform("rows", "data"), BigIntegerField())
    return int(day.aggregate(found=Sum(count))["found"] or 0)


def allow(listing: Listing, form: str, *, person: Any, at: datetime, where: str = "") -> Asked:
    """Write down that a list goes out. Raises TooMany. Two at once by one person are counted one after the other."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('export'), %s)", [person.pk])
        found = asked(listing, at)
        if not found.fits:
            raise TooMany(
                ngettext(
                    "You may take out %(left)d more row today; this list has %(rows)d.",
                    "You may take out %(left)d more rows today; this list has %(rows)d.",
                    found.left or 0,
                )
                % {"left": found.left or 0, "rows": found.rows}
            )
        data = {"list": listing.spec.key, "rows": found.rows, "format": form, "state": listing.state.query(),
                "columns": [column.key for column in listing.shown]}  # fmt: skip
        events.record(KIND, person, by=listing.look.actor, at=at, data=data)
        note_reading(by=listing.look.actor, kind=KIND, where=where, data=data)
    return found


def write(
    listing: Listing, form: str, target: IO[bytes], most: int, told: Callable[[int], None] = lambda n: None
) -> int:
    """Write the rows that fit to a file; returns how many."""
    spec = listing.spec
    with listing.as_seen().reading():
        lines = rows(listing, spec.export_permission or spec.permission, most)
        return WRITERS[form](target, heads(listing), lines, told)


def made(listing: Listing, form: str, most: int) -> IO[bytes]:
    """The finished file, at its beginning; a large one lies on disk until it has been sent."""
    target: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the answer closes it)
    write(listing, form, target, most)
    target.seek(0)
    return target


def file_name(listing: Listing, form: str) -> str:
    """The list and the day: 客户 2026-11-23.xlsx."""
    return f"{str(listing.spec.label).replace('/', ' ')} {listing.look.today.isoformat()}.{form}"
