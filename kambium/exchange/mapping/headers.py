"""Where a header stands in a file, however it is written."""

from typing import Any

from kambium.exchange.mapping.folding import folded, without_brackets
from kambium.exchange.mapping.problems import MapProblem, nearest
from kambium.exchange.reading.table import Table

Places = dict[str, list[int]]


class Headers:
    """The headers of one table: found exactly, else folded, else without what stands in brackets."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.texts = [column.header for column in table.columns if column.header]
        self.exact: Places = {}
        self.whole: Places = {}
        self.base: Places = {}
        for column in table.columns:
            if not column.header:
                continue
            self.exact.setdefault(column.header, []).append(column.index)
            self.whole.setdefault(folded(column.header), []).append(column.index)
            self.base.setdefault(without_brackets(column.header), []).append(column.index)

    def __contains__(self, header: str) -> bool:
        return self.find(header) is not None

    def find(self, header: str) -> int | None:
        """Where the column of this header stands; None where there is none or the header fits several."""
        found = self.all(header)
        return found[0] if len(found) == 1 else None

    def all(self, header: str) -> list[int]:
        """The places of all columns that this header may mean, by the strictest way that finds any.

        `Record Id | id` means the first of them that the file has.
        """
        found = self.by_one(header)
        if found or "|" not in header:
            return found
        return next((places for each in header.split("|") if (places := self.by_one(each.strip()))), [])

    def by_one(self, header: str) -> list[int]:
        whole = folded(header)
        ways = ((self.exact, header), (self.whole, whole), (self.base, whole))
        return next((places[text] for places, text in ways if text and text in places), [])

    def require(self, header: str) -> int:
        """Where the column stands. Raises MapProblem."""
        found = self.all(header)
        if len(found) == 1:
            return found[0]
        raise self.problem(header, several=bool(found))

    def problem(self, header: str, *, several: bool) -> MapProblem:
        """Why a header can't be used in this table."""
        facts: dict[str, Any] = {"table": self.table.name, "word": header}
        if several:
            return MapProblem("column_twice", **facts)
        near = nearest(header, self.texts)
        return MapProblem("unknown_column_near" if near else "unknown_column", **facts, near=near)
