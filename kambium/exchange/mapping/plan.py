"""From files and a mapping to a plan: what is taken out of which file, in which order, column by column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from kambium.core.registry import Record, records
from kambium.exchange.mapping.check import Specs, check, key_of, lacking, specs_of
from kambium.exchange.mapping.columns import ColumnPlan, columns_of
from kambium.exchange.mapping.language import Layout, Lookup, MapFile, Mode, OwnField, PartMap
from kambium.exchange.mapping.left import LATER, Left
from kambium.exchange.mapping.names import expanded
from kambium.exchange.mapping.order import ranks
from kambium.exchange.mapping.problems import BadMap, MapProblem
from kambium.exchange.mapping.prune import pruned
from kambium.exchange.mapping.rows import LEFT_OUT, RowValues, row_values
from kambium.exchange.mapping.sight import Sight, headers_read, missing_in, part_headers, theirs
from kambium.exchange.mapping.taking import layout_of
from kambium.exchange.reading.table import Table

__all__ = ["LEFT_OUT", "ColumnPlan", "Part", "Plan", "RowValues", "plan"]


@dataclass(frozen=True)
class Part:
    """One record taken out of one file.

    `source` is the system that keys belong to; `empty` says whether an empty cell keeps or clears what is stored;
    `unused` are the file's headers that no part reads.
    """

    record: Record
    table: Table
    layout: Layout
    source: str
    mode: Mode
    key: tuple[str, ...]
    columns: tuple[ColumnPlan, ...]
    empty: str
    unused: tuple[str, ...]
    map: PartMap
    sight: Sight

    @property
    def own_fields(self) -> tuple[OwnField, ...]:
        """Custom fields to make before the rows are written, where they are missing."""
        return tuple(column.own for column in self.columns if column.own)

    def row_values(self) -> RowValues:
        """The function that takes the values of all columns out of a row's cells, in the order of `columns`.

        Reads looked-up files; make a new one for each walk through the rows. Raises BadMap.
        """
        return row_values(self.map, self.columns, self.sight)


@dataclass(frozen=True)
class Plan:
    """What will be taken in, people before accounts before contacts, and which files are left."""

    parts: tuple[Part, ...]
    left: tuple[Left, ...]
    map: MapFile


Taken = Sequence[tuple[Table, Layout | None]]


def plan(tables: Sequence[Table], found: MapFile, known: Mapping[str, Record] | None = None) -> Plan:
    """How these files are taken in by this mapping. Raises BadMap with everything that is wrong."""
    by_key = {record.key: record for record in records} if known is None else known
    specs = specs_of(by_key)
    check(found, by_key, specs)
    taken = [(table, layout_of(table, found.layouts)) for table in tables]
    planner = Planner(found, by_key, specs, taken)
    parts = list(planner.parts())
    if planner.problems:
        raise BadMap(planner.problems)
    return Plan(tuple(ordered(parts, found, by_key)), tuple(planner.left(parts)), found)


def ordered(parts: Sequence[Part], found: MapFile, records: Mapping[str, Record]) -> list[Part]:
    """What is pointed to comes first; parts of one record as the mapping and then the files were given."""
    rank, place = ranks(records), {layout.name: at for at, layout in enumerate(found.layouts)}
    return sorted(parts, key=lambda part: (rank[part.record.key], place[part.layout.name]))


class Planner:
    """Puts layouts and the files they take together, and keeps what does not fit."""

    def __init__(self, found: MapFile, records: Mapping[str, Record], specs: Specs, taken: Taken) -> None:
        self.map = found
        self.records = records
        self.specs = specs
        self.taken = taken
        self.problems: list[MapProblem] = []
        self.lacking: dict[str, str] = {}

    def parts(self) -> Iterator[Part]:
        """What is taken out of all files; the parts of one file one after another."""
        for table, layout in self.taken:
            if layout and layout.parts:
                yield from self.parts_of(table, layout)

    def parts_of(self, table: Table, layout: Layout) -> Iterator[Part]:
        tables = {lookup.name: self.looked_up(lookup, layout) for lookup in layout.lookups}
        sight = Sight(table, layout, tables, self.map.file)
        if self.map.missing == "refuse":
            self.problems += faults(layout, sight, self.map.file)
            if self.problems:
                return
        unused = unread(table, layout, sight)
        for number, part in enumerate(layout.parts):
            left = pruned(part, sight.has) if self.map.missing == "ignore" else part
            if left is None or not self.has_required(left, table, is_main=number == 0):
                continue
            record = self.records[part.record]
            yield Part(
                record, table, layout, self.map.source, left.mode, key_of(left, record), self.columns(left, sight),
                left.empty, unused, left, sight,
            )  # fmt: skip

    def columns(self, part: PartMap, sight: Sight) -> tuple[ColumnPlan, ...]:
        specs = self.specs[part.record]
        feeds = expanded(part.feeds, self.records[part.record])
        return tuple(column for feed in feeds for column in columns_of(feed, specs, sight, self.records))

    def has_required(self, part: PartMap, table: Table, *, is_main: bool) -> bool:
        """Whether a file whose columns may be missing still has those that no row can be without."""
        lacks = lacking(part, self.records[part.record])
        if lacks and is_main:
            self.lacking[table.name] = ", ".join(str(spec.label) for spec in lacks)
        return not lacks

    def looked_up(self, lookup: Lookup, layout: Layout) -> list[Table]:
        """The files a lookup reads: those that another layout of that name takes, else by file name."""
        if any(lookup.file == each.name for each in self.map.layouts):
            return [table for table, taker in self.taken if taker and taker.name == lookup.file]
        glob = lookup.file.casefold()
        return [table for table, _ in self.taken if fnmatchcase(table.name.casefold(), glob)]

    def left(self, parts: Sequence[Part]) -> Iterator[Left]:
        """Files of which nothing is taken in."""
        busy = {id(part.table) for part in parts}
        looked = {id(table) for part in parts for join in part.sight.joins if join.used for table in join.tables}
        for table, layout in self.taken:
            if id(table) in busy:
                continue
            if layout and layout.later:
                yield Left(table.name, "later", {"what": LATER.get(layout.later, layout.later)})
            elif id(table) in looked:
                yield Left(table.name, "looked_up")
            elif table.name in self.lacking:
                yield Left(table.name, "lacks", {"what": self.lacking[table.name]})
            else:
                yield Left(table.name, "unknown")


def faults(layout: Layout, sight: Sight, file: str) -> list[MapProblem]:
    """Headers that a layout names and a file does not have, each told once."""
    found: dict[str, MapProblem] = {}
    read = [(h, feed.line) for part in layout.parts for feed in part.feeds for h in feed.pick.headers()]
    read += [(h, part.line) for part in layout.parts for h in part_headers(part)]
    read += [(ours, lookup.line) for lookup in layout.lookups for ours, _ in lookup.on]
    told = [(fault, line) for header, line in read if (fault := sight.fault(header))]
    for lookup in layout.lookups:
        there = (missing_in(table, header) for header in theirs(lookup) for table in sight.tables[lookup.name])
        told += [(fault, lookup.line) for fault in there if fault]
    for fault, line in told:
        found.setdefault(str(fault), placed(fault, file, fault.line or line))
    return list(found.values())


def placed(fault: MapProblem, file: str, line: int) -> MapProblem:
    """A fault found in a data file, told where the mapping says it."""
    facts: dict[str, Any] = {**fault.facts, "file": file, "line": line}
    return MapProblem(fault.code, **facts)


def unread(table: Table, layout: Layout, sight: Sight) -> tuple[str, ...]:
    """The headers of a file that nothing reads."""
    read = {sight.find(header) for header in headers_read(layout)}
    return tuple(column.header for column in table.columns if column.header and column.index not in read)
