"""Looked-up files: their columns stand behind a row's own, so that a looked-up cell is picked like any other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kambium.exchange.mapping.compiled import tests
from kambium.exchange.mapping.headers import Headers
from kambium.exchange.mapping.language import Lookup
from kambium.exchange.mapping.problems import BadMap, MapProblem
from kambium.exchange.mapping.prune import pruned_tests
from kambium.exchange.reading.cells import Cell, text_of
from kambium.exchange.reading.table import Table

Cells = Sequence[Cell]
ROWS = 2_000_000
"""The most rows that are held in memory for one lookup."""


@dataclass(frozen=True)
class Join:
    """A lookup with the files it reads and the columns that are used of them."""

    lookup: Lookup
    tables: tuple[Table, ...]
    ours: tuple[int, ...]
    """Where the cells to look up stand in the row, earlier lookups included."""
    used: tuple[str, ...]
    file: str


def widened(joins: Sequence[Join], width: int) -> Callable[[Cells], Cells]:
    """The function that puts the looked-up cells behind the row's own. Reads the files. Raises BadMap."""
    indexes = [(join.ours, index_of(join), [""] * len(join.used)) for join in joins]

    def widen(cells: Cells) -> Cells:
        row = list(cells[:width])
        for ours, index, blank in indexes:
            row += index.get(key_at(row, ours), blank)
        return row

    return widen


def key_at(cells: Cells, places: Sequence[int]) -> tuple[str, ...]:
    return tuple(text_of(cells[at]).strip() for at in places)


def index_of(join: Join) -> "dict[tuple[str, ...], list[Cell]]":
    """The used cells of every row by its key; a row whose key is empty can't be found."""
    index: dict[tuple[str, ...], list[Cell]] = {}
    lines: dict[tuple[str, ...], int] = {}
    for key, line, cells in keyed(join):
        if key in index:
            if join.lookup.several == "refuse":
                raise twice(join, key, lines[key], line)
            index[key] = [old if old != "" else new for old, new in zip(index[key], cells, strict=True)]
            continue
        index[key], lines[key] = cells, line
        if len(index) > ROWS:
            facts = {"word": join.lookup.name, "limit": ROWS}
            raise BadMap([MapProblem("lookup_too_large", file=join.file, line=join.lookup.line, **facts)])
    return index


def keyed(join: Join) -> Iterator[tuple[tuple[str, ...], int, list[Cell]]]:
    for table in join.tables:
        headers = Headers(table)
        theirs = [at for _, name in join.lookup.on if (at := headers.find(name)) is not None]
        if len(theirs) < len(join.lookup.on):
            continue
        used = [headers.find(name) for name in join.used]
        where = pruned_tests(join.lookup.where, headers.__contains__)
        counts = tests(where, headers.require) if where else None
        for row in table.rows():
            key = key_at(row.cells, theirs)
            if any(key) and (counts is None or counts(row.cells)):
                yield key, row.number, [row.cells[at] if at is not None else "" for at in used]


def twice(join: Join, key: tuple[str, ...], first: int, second: int) -> BadMap:
    facts: dict[str, Any] = {
        "word": join.lookup.name,
        "table": ", ".join(table.name for table in join.tables),
        "value": " + ".join(key),
        "first": first,
        "second": second,
    }
    return BadMap([MapProblem("lookup_twice", file=join.file, line=join.lookup.line, **facts)])
