"""What a part can see: the columns of its file, and behind them those of the files it looks up."""

from collections.abc import Iterable, Mapping, Sequence

from kambium.exchange.mapping.headers import Headers
from kambium.exchange.mapping.joins import Join
from kambium.exchange.mapping.language import Layout, Lookup, PartMap
from kambium.exchange.mapping.problems import MapProblem
from kambium.exchange.reading.columns import Column
from kambium.exchange.reading.hints import Hints
from kambium.exchange.reading.table import Table


class Sight:
    """Finds headers in a file and its lookups, as places in the row with the looked-up cells behind it."""

    def __init__(self, table: Table, layout: Layout, tables: Mapping[str, Sequence[Table]], file: str) -> None:
        self.table = table
        self.own = Headers(table)
        self.width = table.width
        self.file = file
        self.tables = tables
        self.lookups = {lookup.name: lookup for lookup in layout.lookups}
        self.looked: dict[tuple[str, str], int] = {}
        self.joins: list[Join] = []
        for lookup in layout.lookups:
            self.join(lookup, headers_read(layout))

    def join(self, lookup: Lookup, read: Iterable[str]) -> None:
        """Give the used columns of a lookup their places behind those of the earlier ones."""
        used: list[str] = []
        offset = self.width + len(self.looked)
        for header in read:
            name, _, theirs = header.partition(".")
            if name == lookup.name and not self.owns(header) and theirs not in used:
                used.append(theirs)
        ours = tuple(place for place in (self.find(header) for header, _ in lookup.on) if place is not None)
        tables = tuple(self.tables[lookup.name]) if len(ours) == len(lookup.on) else ()
        self.looked |= {(lookup.name, theirs): offset + at for at, theirs in enumerate(used)}
        self.joins.append(Join(lookup, tables, ours, tuple(used), self.file))

    def find(self, header: str) -> int | None:
        """The place of a header, None where there is none."""
        if self.owns(header):
            return self.own.find(header)
        name, _, theirs = header.partition(".")
        return self.looked.get((name, theirs))

    def owns(self, header: str) -> bool:
        """Whether a header is one of this file's; `lookup.Header` is only where the file has just that."""
        looked_up = header.partition(".")[0] in self.lookups
        return bool(self.own.by_one(header)) if looked_up else header in self.own

    def place(self, header: str) -> int:
        """The place of a header that is known to be there."""
        found = self.find(header)
        if found is None:
            raise KeyError(header)
        return found

    def has(self, header: str) -> bool:
        """Whether any row can have a value under this header."""
        return self.origin(header) is not None

    def hints(self, header: str) -> Hints | None:
        """What is known of a header's column, None where there is no such column."""
        origin = self.origin(header)
        return origin[0].hints(origin[1]) if origin else None

    def shown(self, header: str) -> str:
        """A header as the file writes it; a looked-up one with its file's name."""
        origin = self.origin(header)
        if origin is None:
            return header
        table, column = origin
        return column.header if table is self.table else f"{table.name}: {column.header}"

    def origin(self, header: str) -> tuple[Table, Column] | None:
        """The file and the column of a header, in this file or a looked-up one."""
        if self.owns(header):
            return self.table, column_at(self.table, self.own.require(header))
        name, _, theirs = header.partition(".")
        if (name, theirs) not in self.looked:
            return None
        join = next(join for join in self.joins if join.lookup.name == name)
        places = ((table, Headers(table).find(theirs)) for table in join.tables)
        return next(((table, column_at(table, at)) for table, at in places if at is not None), None)

    def fault(self, header: str) -> MapProblem | None:
        """What is wrong with a header, if anything."""
        if self.owns(header):
            return None
        name, _, theirs = header.partition(".")
        if name not in self.lookups:
            return self.own.problem(header, several=bool(self.own.all(header)))
        tables = self.tables[name]
        if not tables:
            return self.absent(self.lookups[name])
        return next((f for f in (missing_in(table, theirs) for table in tables) if f), None)

    def absent(self, lookup: Lookup) -> MapProblem | None:
        return (
            None
            if lookup.optional
            else MapProblem("unknown_lookup", line=lookup.line, word=lookup.name, wanted=lookup.file)
        )


def theirs(lookup: Lookup) -> list[str]:
    """The columns that a lookup needs in the file it looks up, beside those that are used of it."""
    return [header for _, header in lookup.on] + [header for test in lookup.where for header, _ in test]


def missing_in(table: Table, header: str) -> MapProblem | None:
    headers = Headers(table)
    return None if header in headers else headers.problem(header, several=bool(headers.all(header)))


def column_at(table: Table, index: int) -> Column:
    return next(column for column in table.columns if column.index == index)


def headers_read(layout: Layout) -> list[str]:
    """Every header that a layout's parts and lookups read."""
    found = [header for part in layout.parts for header in part_headers(part)]
    return found + [ours for lookup in layout.lookups for ours, _ in lookup.on]


def part_headers(part: PartMap) -> list[str]:
    """Every header that a part reads."""
    found = [header for feed in part.feeds for header in feed.pick.headers()]
    found += [header for test in (*part.only_when, *part.skip_when) for header, _ in test]
    return [*found, *part.once_per]
