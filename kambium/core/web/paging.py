"""Keyset paging: page one hundred costs what page one costs."""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

Row = TypeVar("Row")
BACK = "back"
LARGEST = Decimal(10) ** 24


@dataclass(frozen=True)
class Order:
    """An order of columns, each "name" or "-name"; the last one must be unique.

    `nullable` names the columns that may be NULL: they come last. It is said only for those, because an order with
    its own place for NULLs cannot be read from an index.
    """

    columns: tuple[str, ...]
    nullable: frozenset[str] = frozenset()

    def by(self, *, back: bool = False) -> list[Any]:
        """The order, or its reverse, as `order_by` takes it."""
        return [self._one(column, back=back) for column in self.columns]

    def _one(self, column: str, *, back: bool) -> Any:
        name, falling = column.lstrip("-"), column.startswith("-") != back
        field = F(name)
        if name not in self.nullable:
            return field.desc() if falling else field.asc()
        place = {"nulls_first": True} if back else {"nulls_last": True}
        return field.desc(**place) if falling else field.asc(**place)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of rows and the cursors to its neighbours; an empty cursor means there is none."""

    rows: list[Row]
    after: str
    before: str


def cursor(values: Sequence[Any], *, back: bool = False) -> str:
    """A place in an order, as a short word for the address."""
    text = json.dumps(
        [*(_plain(v) for v in values), *([BACK] if back else [])], ensure_ascii=False, separators=(",", ":")
    )
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    return (
        value.isoformat()
        if isinstance(value, dt.date)
        else (str(value) if not isinstance(value, int | str | type(None)) else value)
    )


def read(word: str, width: int) -> tuple[list[Any], bool] | None:
    """The place a cursor names and whether it leads back; None for one that was not made by `cursor`."""
    try:
        values = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError, RecursionError):
        return None
    back = isinstance(values, list) and values[-1:] == [BACK] and len(values) == width + 1
    values = values[:width] if back else values
    if not isinstance(values, list) or len(values) != width or not all(_is_plain(v) for v in values):
        return None
    return values, back


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, int) or (isinstance(value, str) and "\0" not in value)


def fits(rows: "QuerySet[Any, Any]", columns: Sequence[str], values: Sequence[Any]) -> bool:
    """Whether the values can stand in the columns: a cursor of another order, or a made-up one, cannot."""
    for column, value in zip(columns, values, strict=True):
        field = F(column.lstrip("-")).resolve_expression(rows.query.clone(), allow_joins=True).output_field
        try:
            found = field.to_python(value)
        except (ValidationError, ValueError, TypeError, OverflowError):
            return False
        if isinstance(found, Decimal) and not (found.is_finite() and abs(found) < LARGEST):
            return False
    return True


def beyond(
    columns: Sequence[str], values: Sequence[Any], *, back: bool = False, nullable: frozenset[str] = frozenset()
) -> Q:
    """Rows that come after a place in the order (or before it, going back)."""
    found = Q(pk__in=())
    same = Q()
    for column, value in zip(columns, values, strict=True):
        name, falling = column.lstrip("-"), column.startswith("-") != back
        found |= same & _past(name, value, falling=falling, back=back, nullable=name in nullable)
        same &= Q(**{name: value}) if value is not None else Q(**{f"{name}__isnull": True})
    return _from(columns[0], values[0], back=back, nullable=nullable) & found


def _from(column: str, value: Any, *, back: bool, nullable: frozenset[str]) -> Q:
    """What the first column alone says. It is implied, but an index is entered at the place only by a plain bound:
    without it page one hundred walks through the ninety-nine before it."""
    name, falling = column.lstrip("-"), column.startswith("-") != back
    if value is None or (name in nullable and not back):
        return Q()
    return Q(**{f"{name}__{'lte' if falling else 'gte'}": value})


def _past(name: str, value: Any, *, falling: bool, back: bool, nullable: bool) -> Q:
    """Strictly past a value of one column; NULLs stand at the end of the order, whichever way it runs."""
    if value is None:
        return Q(**{f"{name}__isnull": False}) if back else Q(pk__in=())
    further = Q(**{f"{name}__{'lt' if falling else 'gt'}": value})
    return further | Q(**{f"{name}__isnull": True}) if nullable and not back else further


def page(
    rows: "QuerySet[Any, Row]", order: Order, word: str, size: int, names: Sequence[str] | None = None
) -> "Page[Row]":
    """One page of a query in an order, from the place a cursor names (the first page when it names none).

    `rows` yields dicts (`.values()`) or tuples whose columns are `names`; it holds all columns of the order.
    """
    place = read(word, len(order.columns)) if word else None
    if place and not fits(rows, order.columns, place[0]):
        place = None
    back = bool(place and place[1])
    if place:
        rows = rows.filter(beyond(order.columns, place[0], back=back, nullable=order.nullable))
    found = list(rows.order_by(*order.by(back=back))[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    return Page(found, *_neighbours(found, order, names, more=more, back=back, first=not place))


def _neighbours(
    rows: list[Any], order: Order, names: Sequence[str] | None, *, more: bool, back: bool, first: bool
) -> tuple[str, str]:
    if not rows:
        return "", ""
    columns = [c.lstrip("-") for c in order.columns]

    def place(row: Any, *, back: bool) -> str:
        values = [row[c] if names is None else row[list(names).index(c)] for c in columns]
        return cursor(values, back=back)

    after = place(rows[-1], back=False) if (back or more) else ""
    before = place(rows[0], back=True) if (more if back else not first) else ""
    return after, before
