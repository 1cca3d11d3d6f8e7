"""Rows of a text file whose cells are parted by a separator."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import BinaryIO, Protocol

from kambium.exchange.reading.cells import Cell, RawRow, Region
from kambium.exchange.reading.encoding import TextEncoding
from kambium.exchange.reading.limits import CELL_CHARS, Limits
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.survey import Opener

SEPARATORS = "\t;,|"
"""In the order in which they are preferred when nothing else decides."""
NO_SEPARATOR = "\x1f"
"""For a file of one column: a character that no table holds."""
SAMPLED_LINES = 200
SAMPLED_CHARS = 400_000
EVEN_ENOUGH = 0.4
"""Titles, notes and ragged rows may make up the rest."""
DECLARED = re.compile(r"\s*sep=(.)\s*$", re.IGNORECASE)
"""Excel's first line that names the separator."""


class CsvReader(Protocol):
    """What is used of a `csv.reader`."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


class DelimitedSource:
    """A CSV, TSV or similar file. Rows can be walked again and again; nothing is kept in memory."""

    kind = "csv"
    sheets: tuple[str, ...] = ()
    merged: tuple[Region, ...] = ()
    is_1904 = False

    def __init__(self, opener: Opener, encoding: TextEncoding, limits: Limits, separator: str | None = None) -> None:
        self.opener = opener
        self.encoding = encoding
        self.limits = limits
        sample = sampled_lines(encoding.lines(opener))
        declared = DECLARED.match(sample[0]) if sample else None
        self.skipped_lines = 1 if declared else 0
        self.separator = separator or (declared and declared.group(1)) or likely_separator(sample)
        self.refuse_too_many_rows()

    def lines(self) -> Iterator[str]:
        return islice(self.encoding.lines(self.opener), self.skipped_lines, None)

    def reader(self) -> CsvReader:
        return csv.reader(self.lines(), delimiter=self.separator or NO_SEPARATOR, strict=True)

    def raw_rows(self) -> Iterator[RawRow]:
        """Every row that has a cell, with the line it starts on."""
        for number, cells in self.numbered(self.reader()):
            if cells:
                yield RawRow(number, list[Cell](self.within_columns(number, cells)))

    def within_columns(self, number: int, cells: list[str]) -> list[str]:
        """The cells without the thousands of empty ones that a sheet formatted to its edge leaves behind."""
        if len(cells) <= self.limits.columns:
            return cells
        if any(map(str.strip, cells[self.limits.columns :])):
            raise Unreadable("too_many_columns", line=number, limit=self.limits.columns)
        return cells[: self.limits.columns]

    def rows_after(self, line: int) -> Iterator[tuple[int, list[str]]]:
        """The rows that start after a line."""
        return dropwhile(lambda row: row[0] <= line, self.numbered(self.reader()))

    def numbered(self, reader: CsvReader) -> Iterator[tuple[int, list[str]]]:
        """Rows with the line they start on, a broken quotation told as a refusal."""
        skipped, number = self.skipped_lines, self.skipped_lines + 1
        try:
            for cells in reader:
                yield number, cells
                number = reader.line_num + skipped + 1
        except csv.Error as error:
            raise quotation_problem(str(error), number, reader.line_num + skipped) from None

    def refuse_too_many_rows(self) -> None:
        """Refuse before the first row is used; only a file with that many lines must be counted."""
        if self.encoding.line_count <= self.limits.rows:
            return
        counted = sum(1 for _ in islice(self.raw_rows(), self.limits.rows + 1))
        if counted > self.limits.rows:
            raise Unreadable("too_many_rows", limit=self.limits.rows)


def quotation_problem(error: str, starts: int, ends: int) -> Unreadable:
    if "field larger" in error:
        return Unreadable("cell_too_long", line=starts, limit=CELL_CHARS)
    if "unexpected end" in error:
        return Unreadable("quote_open", line=starts)
    return Unreadable("quote_broken", line=ends)


def sampled_lines(lines: Iterator[str]) -> list[str]:
    sample: list[str] = []
    chars = 0
    for line in islice(lines, SAMPLED_LINES):
        sample.append(line)
        chars += len(line)
        if chars > SAMPLED_CHARS:
            break
    return sample


def likely_separator(sample: list[str]) -> str | None:
    """The separator that parts the most rows into the same number of cells, or None for a single column."""
    best = max(SEPARATORS, key=lambda separator: evenness(sample, separator))
    return best if evenness(sample, best)[0] >= EVEN_ENOUGH else None


def evenness(sample: list[str], separator: str) -> tuple[float, int]:
    """The share of rows that have the most frequent number of cells beyond one, and that number."""
    counted = Counter(map(len, tolerant_rows(sample, separator)))
    parted = {width: rows for width, rows in counted.items() if width > 1}
    if not parted:
        return 0.0, 0
    width = max(parted, key=lambda width: (parted[width], width))
    return round(parted[width] / counted.total(), 1), width


def tolerant_rows(sample: list[str], separator: str) -> Iterator[list[str]]:
    """The sample's rows as far as they can be told apart by this separator."""
    try:
        yield from filter(None, csv.reader(sample, delimiter=separator))
    except csv.Error:
        return


def opener_of(data: bytes) -> Opener:
    """The way to bytes that are in memory already."""

    def opened() -> BinaryIO:
        return io.BytesIO(data)

    return opened
