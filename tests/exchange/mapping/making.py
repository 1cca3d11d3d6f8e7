"""Small files and mappings for the tests of mappings."""

from collections.abc import Sequence
from textwrap import dedent
from typing import Any

from kambium.exchange.mapping import LEFT_OUT, BadMap, Part, Plan, load_bytes, plan
from kambium.exchange.mapping.language import MapFile
from kambium.exchange.reading.table import Table, open_table


def table(text: str, name: str = "file.csv") -> Table:
    """A CSV file with this text."""
    return open_table(dedent(text).lstrip().encode(), name=name)


def mapping(text: str, name: str = "map.yaml") -> MapFile:
    """The mapping with this text."""
    return load_bytes(dedent(text).encode(), name)


def faults_of(text: str) -> list[str]:
    """What is wrong with a mapping's text, as a person reads it."""
    try:
        mapping(text)
    except BadMap as error:
        return error.messages()
    return []


def plan_faults(found: MapFile, *tables: Table) -> list[str]:
    """Why these files can't be taken in by this mapping."""
    try:
        plan(tables, found)
    except BadMap as error:
        return error.messages()
    return []


def values(part: Part) -> list[dict[str, Any]]:
    """The values of all rows by field, what is not said left out; a second way to name a reference ends in ~."""
    names = [column.field + "~" * column.rank for column in part.columns]
    take = part.row_values()
    taken = [take(row.cells) for row in part.table.rows()]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in taken
        if row is not None and row is not LEFT_OUT
    ]


def one(found: Plan) -> Part:
    """The only part of a plan."""
    assert len(found.parts) == 1
    return found.parts[0]


def by_record(found: Plan) -> dict[str, list[dict[str, Any]]]:
    """The values of all rows of a plan, by record, in the order of the plan."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for part in found.parts:
        rows.setdefault(part.record.key, []).extend(values(part))
    return rows


def account_map(columns: str, *more: str) -> MapFile:
    """A mapping of `file.csv` to accounts: flow lists of columns, and further lines of the part."""
    lines = "".join(f"\n            {line}" for line in more)
    return mapping(f"""
        name: test
        files:
          - match: file.csv
            record: account
            columns: {{{columns}}}{lines}
    """)


def taken(found: MapFile, text: str) -> list[dict[str, Any]]:
    """The values that a mapping takes out of one file."""
    return values(one(plan([table(text)], found)))


def headers(*names: str, row: Sequence[str] = ()) -> str:
    """A file of these headers with one row."""
    return ",".join(names) + "\n" + ",".join(row or ["x"] * len(names)) + "\n"
