"""Counting a list: rows up to a bound, sums below columns and the counts of ready views, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from kambium.core.web.listing.spec import MOST_COUNTED, Sum

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Counted:
    """How many rows there are, up to one more than the most that are counted.

    `sums` holds, by column, a sum and its currency; a sum over several currencies, or over a part of the rows, is left
    out. `ready` holds the counts of ready views.
    """

    rows: int
    sums: Mapping[str, tuple[Decimal, str]]
    ready: Mapping[str, int]

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.rows > MOST_COUNTED

    @property
    def shown(self) -> int:
        """The figure to show, with a plus sign behind it when there are more."""
        return min(self.rows, MOST_COUNTED)


def counted(rows: "QuerySet[Any]", sums: Sequence[Sum], others: "Mapping[str, QuerySet[Any]]") -> Counted:
    """Count `rows`, add up `sums` over them, and count `others` (already limited)."""
    fields = list(dict.fromkeys(name for one in sums for name in (one.field, one.currency) if name)) or ["pk"]
    select: list[str] = ["count(*)"]
    params: list[Any] = []
    for one in sums:
        select += _summed(f"c{fields.index(one.field)}", f"c{fields.index(one.currency)}" if one.currency else "")
    for other in others.values():
        sql, values = _compiled(other, ["pk"])
        select.append(f"(SELECT count(*) FROM ({sql}) AS other)")  # noqa: S608  (compiled by Django)
        params += values
    sql, values = _compiled(rows[: MOST_COUNTED + 1], fields)
    names = ", ".join(f"c{i}" for i in range(len(fields)))
    with connection.cursor() as cursor:
        statement = f"SELECT {', '.join(select)} FROM ({sql}) AS counted({names})"  # noqa: S608  (compiled by Django)
        cursor.execute(statement, [*params, *values])
        found, *rest = cursor.fetchone()
    width = 3 * len(sums)
    told = _told(sums, rest[:width]) if found <= MOST_COUNTED else {}
    return Counted(found, told, dict(zip(others, rest[width:], strict=True)))


def _compiled(rows: "QuerySet[Any]", fields: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    try:
        return rows.values_list(*fields).query.sql_with_params()
    except EmptyResultSet:
        return f"SELECT {', '.join(['NULL'] * len(fields))} WHERE false", ()


def _summed(amount: str, currency: str) -> list[str]:
    """The sum, and the first and last of its currencies: one currency when they are the same."""
    if not currency:
        return [f"sum({amount}::numeric)", "''", "''"]
    return [f"sum({amount}::numeric)"] + [
        f"{pick}({currency}::text) FILTER (WHERE {amount} IS NOT NULL)" for pick in ("min", "max")
    ]


def _told(sums: Sequence[Sum], values: Sequence[Any]) -> dict[str, tuple[Decimal, str]]:
    triples = [values[i : i + 3] for i in range(0, len(values), 3)]
    return {
        one.column: (total, low)
        for one, (total, low, high) in zip(sums, triples, strict=True)
        if total is not None and low == high
    }
