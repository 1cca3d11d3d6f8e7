"""Rows as a program is told them: only what the person behind it may see, row by row and field by field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kambium.api.plain import plain
from kambium.api.queries.attributes import Attribute, attributes, chosen
from kambium.api.queries.resources import Resource
from kambium.core.access import Actor
from kambium.core.web.listing import Listing
from kambium.core.web.paging import Order, page

NEWEST_LAST, NEWEST_FIRST = Order(("id",)), Order(("-id",))
MOST_SHOWN = 200
SINCE = "updated_since"


@dataclass(frozen=True)
class Wish:
    """What of a resource is asked for: a place, how many rows, which fields, conditions already understood."""

    at: str = ""
    size: int = 50
    fields: tuple[str, ...] = ()
    falling: bool = False
    where: Q = field(default_factory=Q)


@dataclass(frozen=True)
class Found:
    """A page of rows as plain values, and the place where the next begins (empty: there is none)."""

    rows: list[dict[str, Any]]
    after: str


def page_of(resource: Resource, actor: Actor, wish: Wish, listing: Listing | None) -> Found:
    """A page of a resource: of its list where it has one, in that list's order, else by number."""
    if listing is None:
        order = NEWEST_FIRST if wish.falling else NEWEST_LAST
        rows = resource.visible_to(actor).filter(wish.where).values("id")
        found: Any = page(rows, order, wish.at, wish.size)
        return Found(told(resource, actor, [row["id"] for row in found.rows], wish.fields), found.after)
    found = page(listing.selected(listing.rows().filter(wish.where)), listing.order, wish.at, wish.size,
                 listing.names())  # fmt: skip
    if resource.record is None:
        return Found([line(listing, row) for row in found.rows], found.after)
    return Found(told(resource, actor, [row.id for row in found.rows], wish.fields), found.after)


def line(listing: Listing, row: Any) -> dict[str, Any]:
    """A row of a list that has no record: its columns as a file would hold them."""
    return {"id": row.id} | {column.key: plain(column.written(row, listing.look)) for column in listing.shown}


def told(resource: Resource, actor: Actor, ids: Sequence[int], fields: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Rows of a record by id, in the order of the ids; those the person may not see are not among them."""
    assert resource.record is not None  # noqa: S101  (asked only of resources with a record)
    wanted = chosen(resource.record, fields)
    rows = resource.visible_to(actor).filter(pk__in=ids).values(*(one.column for one in wanted))
    by_id = {row["id"]: row for row in rows}
    kept = [by_id[number] for number in ids if number in by_id]
    hidden = actor.masked(resource.permission)
    known = {one.column: _known(one, actor, kept) for one in wanted if one.is_guarded}
    return [_shown(row, wanted, hidden, known) for row in kept]


def _known(one: Attribute, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """Which of the rows that a column points to the person may know of."""
    ids = {row[one.column] for row in rows} - {None}
    reached: QuerySet[Any] = one.target._default_manager.visible_to(actor)
    return frozenset(reached.filter(pk__in=ids).values_list("pk", flat=True)) if ids else frozenset()


def _shown(
    row: Mapping[str, Any], wanted: Sequence[Attribute], hidden: frozenset[str], known: Mapping[str, frozenset[int]]
) -> dict[str, Any]:
    """A row; a masked value is none at all, so that no program writes asterisks back, and is named as masked."""
    found: dict[str, Any] = {}
    masked = []
    for one in wanted:
        value = row[one.column]
        if one.name in hidden:
            masked.append(one.name)
            value = None
        elif one.column in known and value not in known[one.column]:
            value = None
        found[one.name] = plain(value)
    return found | ({"masked": masked} if masked else {})


def narrowed(resource: Resource, given: Mapping[str, str]) -> Q:
    """Conditions on columns, for a record without a list. Raises ValueError with the name for what cannot be one."""
    found = Q()
    for name, value in given.items():
        one = next((one for one in conditions(resource) if one.name == name), None)
        if one is None:
            raise ValueError(name)
        if one.target is not None and not (value.isascii() and value.isdigit() and len(value) < 19):
            raise ValueError(name)
        found &= Q(**{f"{one.column}__contains": [value]} if one.is_many else {one.column: value})
    return found


def conditions(resource: Resource) -> list[Attribute]:
    """The columns by which a record without a list is narrowed: what it belongs to, its words and its keys."""
    if resource.record is None or resource.spec is not None:
        return []
    keys = {name for key in resource.record.keys for name in key}
    kinds = ("reference", "person", "term", "choice")
    return [one for one in attributes(resource.record) if one.target is not None or one.kind in kinds
            or (one.name in keys and one.kind == "text")]  # fmt: skip


def since(resource: Resource, moment: datetime) -> Q:
    """Rows that changed at or after a moment."""
    return Q(updated_at__gte=moment)


def has_since(resource: Resource) -> bool:
    """Whether a resource knows when its rows changed."""
    return resource.record is not None and any(one.name == "updated_at" for one in attributes(resource.record))
