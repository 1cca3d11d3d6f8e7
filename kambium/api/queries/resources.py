"""What there is under `/api/v1/`: every declared record and list, with what can be done to its rows.

A record and a list that are called alike (`account`, `accounts`) are one resource: the list says which rows there are,
how they are narrowed and sorted, the record says what of a row is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kambium.core.access import Actor, Owned, permissions
from kambium.core.deeds import Deed, deeds
from kambium.core.registry import Record, Verb, records, verbs
from kambium.core.web.listing import ListSpec, lists

if TYPE_CHECKING:
    from django.db.models import QuerySet

IRREGULAR = {"person": "people"}


@dataclass(frozen=True)
class Resource:
    """One kind of row: where it stands, who reads it, and what can be done with one row or with many."""

    key: str
    record: Record | None
    spec: ListSpec | None
    deeds: tuple[Deed, ...]
    verbs: tuple[Verb, ...]

    @property
    def label(self) -> Any:
        """What it is called."""
        return self.record.label if self.record else self.spec.label if self.spec else self.key

    @property
    def permission(self) -> str:
        """What one must hold to read any of it."""
        if self.spec:
            return self.spec.permission
        record = self.record
        assert record is not None  # noqa: S101  (a resource is made of one or the other)
        if issubclass(record.model, Owned):
            return record.model.permission
        view = f"{record.export_permission.partition('.')[0]}.view"
        return view if view in permissions else record.export_permission

    @property
    def model(self) -> Any:
        """The table behind it; None where only the list knows."""
        return self.record.model if self.record else None

    def deed(self, name: str) -> Deed | None:
        """What can be done with one row, by its name."""
        return next((deed for deed in self.deeds if deed.name == name), None)

    def verb(self, name: str) -> Verb | None:
        """What can be done with many rows, by its name."""
        return next((verb for verb in self.verbs if verb.name == name), None)

    def visible_to(self, actor: Actor) -> "QuerySet[Any]":
        """The rows of the record that this person may see."""
        rows = self.model._default_manager
        if hasattr(rows, "visible_to"):
            found: QuerySet[Any] = rows.visible_to(actor)
            return found
        every: QuerySet[Any] = rows.all()
        return every if actor.can(self.permission) else every.none()


def plural(key: str) -> str:
    """What a record's rows are called together: account → accounts, activity → activities."""
    if key in IRREGULAR:
        return IRREGULAR[key]
    if key.endswith("y") and key[-2:-1] not in "aeiou":
        return f"{key[:-1]}ies"
    return f"{key}es" if key.endswith(("s", "x", "ch", "sh")) else f"{key}s"


@cache
def resources() -> dict[str, Resource]:
    """Everything there is, by key, as declared at start-up."""
    by_key = {plural(record.key): record for record in sorted(records, key=lambda r: r.position)}
    keys = dict.fromkeys([*by_key, *(spec.key for spec in lists)])
    return {key: _resource(key, by_key.get(key)) for key in keys}


def _resource(key: str, record: Record | None) -> Resource:
    mine = tuple(deed for deed in deeds if plural(deed.record) == key)
    return Resource(key, record, lists.get(key), mine, tuple(verb for verb in verbs if verb.list_key == key))


def open_to(actor: Actor) -> Iterator[Resource]:
    """What this person may read at all."""
    return (one for one in resources().values() if actor.can(one.permission))
