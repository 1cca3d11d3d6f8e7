"""Opening a table file: from any file a sales office has to typed columns and a stream of rows."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from os import PathLike
from pathlib import Path

from kambium.exchange.reading.body import Body, LeftOut
from kambium.exchange.reading.cells import Region, Row, text_of
from kambium.exchange.reading.columns import Column
from kambium.exchange.reading.delimited import DelimitedSource, opener_of
from kambium.exchange.reading.encoding import find_encoding
from kambium.exchange.reading.hints import Hints
from kambium.exchange.reading.layout import SAMPLED_ROWS, Layout, find_layout
from kambium.exchange.reading.limits import Limits
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.sheets import Sheet, Source
from kambium.exchange.reading.signature import HEAD_BYTES, kind_of
from kambium.exchange.reading.survey import Opener
from kambium.exchange.reading.typography import plain
from kambium.exchange.reading.units import Unit, unit_in_words
from kambium.exchange.reading.xls_book import XlsBook
from kambium.exchange.reading.xlsx_book import XlsxBook

STATED_UNIT = re.compile(r"(?:单位|units?)\s*:\s*([^\s,;()]+)", re.IGNORECASE)
TRIED_SHEETS = 10


class Table:
    """One table of one file. `rows()` can be walked again and again; each walk reads the file anew."""

    def __init__(
        self,
        source: Source,
        *,
        name: str = "",
        sheet: str | None = None,
        sheets: Sequence[Sheet] = (),
        header_row: int | None = None,
        known: Collection[str] = (),
    ) -> None:
        self.source = source
        self.name = name
        self.sheet = sheet
        self.sheets = tuple(sheets)
        sample = list(islice(source.raw_rows(), SAMPLED_ROWS))
        self.layout: Layout = find_layout(
            sample, source.merged, header_row=header_row, known=known, is_text=self.is_text
        )
        self.body = Body(self.layout, source.merged)

    @property
    def kind(self) -> str:
        """`csv`, `xlsx` or `xls`, by content."""
        return self.source.kind

    @property
    def is_text(self) -> bool:
        return isinstance(self.source, DelimitedSource)

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.layout.columns

    @property
    def width(self) -> int:
        """How many cells every usable row has at least."""
        return self.layout.width

    @property
    def header_row(self) -> int | None:
        """The row (line) of the header's last line; None where the table has no header."""
        return self.layout.header[-1].number if self.layout.header else None

    @property
    def encoding(self) -> str | None:
        """The encoding of a text file; None for workbooks."""
        return self.source.encoding.name if isinstance(self.source, DelimitedSource) else None

    @property
    def delimiter(self) -> str | None:
        """The separator of a text file; None for workbooks and for a single column."""
        return self.source.separator if isinstance(self.source, DelimitedSource) else None

    @property
    def line_count(self) -> int | None:
        """The lines of a text file, for a progress bar; rows are no more than these."""
        return self.source.encoding.line_count if isinstance(self.source, DelimitedSource) else None

    @property
    def filled_down(self) -> list[Region]:
        """Merged cells of the body whose value is repeated in each of their rows."""
        return [region for region in self.body.merged if region.last_row > region.first_row]

    @property
    def left_out(self) -> list[LeftOut]:
        """Rows that are no records: complete once `rows()` has been walked, the first 10,000 of them."""
        return self.body.left_out

    @property
    def left_out_count(self) -> int:
        return self.body.left_out_count

    @property
    def stated_unit(self) -> Unit | None:
        """The unit a line above the header states for the whole table (单位：万元). It is not applied; ask."""
        for row in self.layout.titles:
            for cell in row.cells:
                if found := STATED_UNIT.search(plain(text_of(cell))):
                    return unit_in_words(found.group(1))
        return None

    def rows(self) -> Iterator[Row]:
        """The records in their order. `left_out` starts anew with each walk."""
        self.body = Body(self.layout, self.source.merged)
        last_header_row = self.layout.last_header_row
        if isinstance(self.source, DelimitedSource):
            return self.body.text_rows(self.source.rows_after(last_header_row))
        return self.body.sheet_rows(row for row in self.source.raw_rows() if row.number > last_header_row)

    def hints(self, column: Column) -> Hints:
        """What the table itself knows about a column; what only its values tell is in `profile`."""
        return Hints(
            unit=column.factor,
            currency=column.unit.currency if column.unit else None,
            is_1904=self.source.is_1904,
        )


def open_table(
    file: "str | PathLike[str] | bytes",
    *,
    name: str = "",
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    known: Collection[str] = (),
    limits: Limits | None = None,
) -> Table:
    """Open a table file by its content, whatever its name says.

    Raises `Unreadable` before the first row where the file is empty, of another kind, protected, damaged, too large, or
    in an encoding that is not certain on every line. A workbook damaged in its middle, or a quotation mark broken in a
    text file, is only met while walking: `rows()` raises `Unreadable` there.

    `sheet` names a worksheet (default: the first visible one with a table); `encoding`, `delimiter` and `header_row`
    overrule what is found (`header_row` 0: there is none); `known` are header words that mark the header row.
    """
    limits = limits or Limits()
    opener, name = opener_and_name(file, name)
    kind = kind_of(head_of(opener, name))
    if kind == "text":
        source = DelimitedSource(opener, find_encoding(opener, encoding), limits, delimiter)
        return Table(source, name=name, header_row=header_row, known=known)
    book = XlsxBook(opener, limits) if kind == "zip" else XlsBook(opener, limits)
    return table_of_book(book, name=name, sheet=sheet, header_row=header_row, known=known)


def opener_and_name(file: "str | PathLike[str] | bytes", name: str) -> tuple[Opener, str]:
    if isinstance(file, bytes):
        return opener_of(file), name
    path = Path(file)
    return lambda: path.open("rb"), name or path.name


def head_of(opener: Opener, name: str) -> bytes:
    try:
        with opener() as stream:
            return stream.read(HEAD_BYTES)
    except OSError:
        raise Unreadable("not_found", name=name) from None


def table_of_book(
    book: XlsxBook | XlsBook, *, name: str, sheet: str | None, header_row: int | None, known: Collection[str]
) -> Table:
    """The named sheet's table, or that of the first visible sheet that holds one."""

    def table(chosen: str) -> Table:
        return Table(
            book.source(chosen), name=name, sheet=chosen, sheets=book.sheets, header_row=header_row, known=known
        )

    names = [each.name for each in book.sheets]
    if sheet is not None:
        if sheet not in names:
            raise Unreadable("no_such_sheet", sheet=sheet, sheets=", ".join(names))
        return table(sheet)
    return first_tabular(table, [each.name for each in sorted(book.sheets, key=lambda each: not each.is_visible)])


def first_tabular(table: Callable[[str], Table], names: list[str]) -> Table:
    """The first sheet with two columns or more, else the first with any row: first sheets are often read-me texts."""
    found: Table | None = None
    for name in names[:TRIED_SHEETS]:
        try:
            tried = table(name)
        except Unreadable as problem:
            if problem.code != "no_rows":
                raise
            continue
        if len(tried.columns) > 1:
            return tried
        found = found or tried
    if found is None:
        raise Unreadable("no_rows")
    return found
