"""The access record as people read it: their own, and as the auditor does all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from kambium.core.models import AccessRecord, SearchEntry
from kambium.core.registry import searchables
from kambium.core.story import Told, told
from kambium.people.models import Person
from kambium.people.models.person import named

KINDS = (
    "person.read", "contact.read", "file.downloaded", "list.exported", "record.exported", "api.read", "access.read",
)  # fmt: skip
COLUMNS = (
    "id",
    "kind",
    "subject_type",
    "subject_id",
    "reader_id",
    "on_behalf_of_id",
    "via",
    "where",
    "data",
    "read_at",
)


@dataclass(frozen=True)
class Reading:
    """One line: when, who and in whose place, what, from where; and where that is to be found."""

    at: datetime
    reader_id: int
    behalf_id: int | None
    told: Told
    subject: str
    url: str
    where: str


def readings_of(person: Person) -> Any:
    """What others read of a person's own data."""
    rows = AccessRecord.objects.filter(subject_type="person", subject_id=person.pk).exclude(reader=person)
    return rows.values(*COLUMNS)


def all_readings(kind: str, reader_id: int) -> Any:
    """Everything that was read, of one kind or by one person where that is asked for."""
    wanted = Q(kind=kind) if kind in KINDS else Q()
    return AccessRecord.objects.filter(wanted & (Q(reader_id=reader_id) if reader_id else Q())).values(*COLUMNS)


def shown_readings(rows: Iterable[dict[str, Any]]) -> list[Reading]:
    """Records as lines. What was read is called as the search calls it now, and has no name once it is gone."""
    found = list(rows)
    keys = {(row["subject_type"], row["subject_id"]) for row in found if row["subject_id"]}
    titles = _titles(keys)
    return [
        Reading(
            at=row["read_at"],
            reader_id=row["reader_id"],
            behalf_id=row["on_behalf_of_id"],
            told=told(row["kind"], row["data"]),
            subject=titles.get((row["subject_type"], row["subject_id"]), ""),
            url=_url(row["subject_type"], row["subject_id"]),
            where=row["where"],
        )
        for row in found
    ]


def _titles(keys: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    if not keys:
        return {}
    wanted = Q(kind__in={kind for kind, _id in keys}, object_id__in={number for _kind, number in keys})
    rows = SearchEntry.objects.filter(wanted).values_list("kind", "object_id", "title_zh", "title_en")
    return {(kind, number): named(zh, en) for kind, number, zh, en in rows}


def _url(kind: str, number: int | None) -> str:
    known = searchables.get(kind)
    return reverse(known.url, args=[number]) if known and number else ""
