"""The staging table of an import: rows are copied in, resolved, matched, refused and written, all of them at once.

A domain says how its record is written with a `Writer`; the import engine drives it and knows no domain. Everything
happens in one transaction, so an import that is killed leaves nothing behind.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db import connection, models

if TYPE_CHECKING:
    from kambium.core.access import Actor

Values = dict[str, str | None]
"""A row on its way into the stage: column → text as COPY takes it, None for nothing given."""

SQL_TYPES = {
    "integer": "bigint",
    "decimal": "numeric",
    "money": "numeric",
    "date": "date",
    "moment": "timestamptz",
    "boolean": "boolean",
    "terms": "text[]",
    "tags": "text[]",
    "choices": "text[]",
    "references": "text[]",
    "person": "bigint",
    "row": "bigint",
}
"""How the kinds of `FieldSpec` are staged; every other kind is text."""
COPY_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
"""What a value may not hold as it is in COPY's text form."""


class RowFault(Exception):
    """A row cannot be taken: a code of `exchange.reasons`, and the words its sentence names."""

    def __init__(self, code: str, **words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


@dataclass(frozen=True)
class Batch:
    """What is the same for all rows of one part of an import.

    An empty cell clears what is stored in a field of `cleared`; in any other it changes nothing. What is written for a
    `dry` one is rolled back.
    """

    run: int
    actor: "Actor"
    source: str
    fields: tuple[str, ...]
    at: datetime
    currency: str = "CNY"
    country: str = "CN"
    overwrite: bool = True
    cleared: frozenset[str] = frozenset()
    facts: dict[str, Any] = field(default_factory=dict)
    dry: bool = False

    def has(self, *names: str) -> bool:
        """Whether any of these fields comes with the file."""
        return any(name in self.fields for name in names)


class Stage:
    """A temporary table that dies with the transaction.

    Besides its columns it has `line` (of the file), `new_id` (the id a new row will get), `target` (the id of the row
    it matched) and `fault` with `fault_words` for a row that is refused.
    """

    def __init__(self, name: str, model: type[models.Model], columns: Mapping[str, str]) -> None:
        self.name = name
        self.model = model
        self.columns = dict(columns)
        self.table = model._meta.db_table
        made = "".join(f', "{column}" {kind}' for column, kind in columns.items())
        self.run(f"DROP TABLE IF EXISTS pg_temp.{name}")
        self.run(f"""CREATE TEMP TABLE {name} (line bigint NOT NULL,
            new_id bigint NOT NULL DEFAULT nextval(pg_get_serial_sequence('{self.table}', 'id')),
            target bigint, fault text, fault_words jsonb{made}) ON COMMIT DROP""")

    def run(self, statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> int:
        """Run a statement; `{stage}` and `{table}` stand for the two tables. Returns the number of rows touched."""
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("{stage}", self.name).replace("{table}", self.table), parameters or None)
            return int(cursor.rowcount)

    def rows(self, statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Rows a statement returns."""
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("{stage}", self.name).replace("{table}", self.table), parameters or None)
            return list(cursor.fetchall())

    def copy(self, blocks: Iterable[str]) -> None:
        """Copy rows in: blocks of lines in COPY's text form (nothing is NULL), `line` first, then `columns`."""
        names = ", ".join(f'"{c}"' for c in ("line", *self.columns))
        statement = f"COPY {self.name} ({names}) FROM STDIN WITH (NULL '')"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for block in blocks:
                copy.write(block)

    def settle(self) -> None:
        """Tell the planner how many rows there are; a temporary table is otherwise taken for a small one."""
        self.run("ANALYZE {stage}")

    def refuse(self, where: str, code: str, words: str = "NULL", parameters: Mapping[str, Any] | None = None) -> int:
        """Refuse the rows for which a condition over alias `s` holds; the first reason of a row stays.

        `words` is an expression over `s` that builds the reason's words as jsonb.
        """
        return self.run(
            f"UPDATE {{stage}} s SET fault = '{code}', fault_words = {words} WHERE s.fault IS NULL AND ({where})",
            parameters or (),
        )

    def resolve(self, column: str, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> int:
        """Fill an id column from a query of (line, id) over the rows that have none yet."""
        return self.run(
            f'UPDATE {{stage}} s SET "{column}" = found.id FROM ({query}) found(line, id) '
            f'WHERE s.line = found.line AND s."{column}" IS NULL',
            parameters,
        )


class Writer(Protocol):
    """How one record is written from a stage.

    `derived` names table columns that follow from fields, and are cleared when all of these are. `insert_only` names
    table columns that are written for new rows and left alone in rows that were there before. `dependents` are tables
    (with the column that points here) whose rows go when a new row is taken back; any other row that points to it
    keeps it.
    """

    model: type[models.Model]
    insert_only: frozenset[str]
    dependents: tuple[tuple[str, str], ...]
    derived: Mapping[str, tuple[str, ...]]

    def columns(self, batch: Batch) -> Mapping[str, str]:
        """Columns the stage needs besides the fields of the file: derived ones and ids, with their SQL types."""

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        """A function that completes a row in place, as fast as it can. It raises RowFault for one it cannot take."""

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        """Fill `target` with the id of the row that has the same business key."""

    def resolve(self, stage: Stage, batch: Batch) -> None:
        """Fill ids of what the rows refer to, and refuse the rows that cannot be written."""

    def written(self, batch: Batch) -> Mapping[str, str]:
        """Table column → stage column, for all columns that are written."""

    def after(self, stage: Stage, batch: Batch) -> None:
        """What follows the insert and the update: references within the file, copies kept elsewhere."""

    def reverted(self, accounts: Sequence[int]) -> None:
        """What follows when rows of these accounts were taken back."""


def text_array(values: Iterable[str]) -> str:
    """Texts as an array literal."""
    items = list(values)
    whole = "".join(items)
    if '"' in whole or "\\" in whole:
        items = [item.replace("\\", "\\\\").replace('"', '\\"') for item in items]
    return '{"' + '","'.join(items) + '"}' if items else "{}"


def circling(rows: Iterable[int], above: Mapping[int, int]) -> list[int]:
    """Those of some rows that are above themselves, where `above` says who is right above a row."""
    return [row for row in rows if _leads_back(row, above)]


def _leads_back(row: int, above: Mapping[int, int]) -> bool:
    seen, at = {row}, above.get(row)
    while at is not None and at not in seen:
        seen.add(at)
        at = above.get(at)
    return at == row
