"""A workbook in the format of Excel 97 to 2003 (XLS), also as written by WPS and many exports."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

import python_calamine

from kambium.exchange.reading.biff import BiffNotes, SheetNotes
from kambium.exchange.reading.cells import Cell, PaddedInt, Percent, RawRow, Region
from kambium.exchange.reading.limits import MEGABYTE, Limits
from kambium.exchange.reading.number_formats import Shape
from kambium.exchange.reading.ole import workbook_stream
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.sheets import Sheet
from kambium.exchange.reading.survey import Opener
from kambium.exchange.reading.xlsx_cells import number_of

Result = TypeVar("Result")
LibraryValue = int | float | str | bool | time | date | datetime | timedelta


def guarded(call: Callable[[], Result]) -> Result:
    """Run the library; its panics are no `Exception`s and must not end the worker."""
    try:
        return call()
    except python_calamine.PasswordError:
        raise Unreadable("encrypted") from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise Unreadable("damaged") from error


class XlsBook:
    """The workbook, held in memory as a whole: the format has at most 65,536 rows a sheet."""

    kind = "xls"

    def __init__(self, opener: Opener, limits: Limits) -> None:
        self.limits = limits
        with opener() as stream:
            data = stream.read(limits.inflated_bytes + 1)
        if len(data) > limits.inflated_bytes:
            raise Unreadable("inflated_too_large", limit=limits.inflated_bytes // MEGABYTE)
        try:
            self.notes = BiffNotes(workbook_stream(data))
        except (IndexError, ValueError, EOFError) as error:
            raise Unreadable("damaged") from error
        self.is_1904 = self.notes.is_1904
        self.book = guarded(lambda: python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)))
        self.sheets, self.by_name = self.listed_sheets()

    def listed_sheets(self) -> tuple[list[Sheet], dict[str, SheetNotes]]:
        names = self.book.sheet_names
        if len(names) != len(self.notes.sheets):
            raise Unreadable("damaged")
        tables = {name: notes for name, notes in zip(names, self.notes.sheets, strict=True) if notes.is_worksheet}
        if not tables:
            raise Unreadable("no_sheets")
        return [Sheet(name, is_visible=notes.is_visible) for name, notes in tables.items()], tables

    def source(self, sheet: str) -> "XlsSource":
        return XlsSource(self, sheet)


class XlsSource:
    """One sheet of an XLS workbook."""

    kind = "xls"

    def __init__(self, book: XlsBook, name: str) -> None:
        notes = book.by_name[name]
        if notes.rows * notes.columns > book.limits.xls_cells:
            raise Unreadable("sheet_too_large", rows=notes.rows, columns=notes.columns)
        self.notes = notes
        self.limits = book.limits
        self.is_1904 = book.is_1904
        self.sheet = guarded(lambda: book.book.get_sheet_by_name(name))
        self.merged = self.merged_regions()

    def merged_regions(self) -> tuple[Region, ...]:
        ranges = guarded(lambda: self.sheet.merged_cell_ranges) or []
        if len(ranges) > self.limits.merges:
            raise Unreadable("too_many_merges", limit=self.limits.merges)
        return tuple(sorted(Region(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in ranges))

    def raw_rows(self) -> Iterator[RawRow]:
        """Every row that has a value, by its number in the sheet."""
        values = iter(guarded(lambda: self.sheet.to_python(skip_empty_area=False)))
        for index, row in enumerate(values):
            cells = [self.cell(index, column, value) for column, value in enumerate(row)]
            while cells and cells[-1] == "":
                cells.pop()
            if len(cells) > self.limits.columns:
                raise Unreadable("too_many_columns", line=index + 1, limit=self.limits.columns)
            if cells:
                yield RawRow(index + 1, cells)

    def cell(self, row: int, column: int, value: LibraryValue) -> Cell:
        if isinstance(value, str):
            return value or self.notes.errors.get((row, column), "")
        if isinstance(value, float | int) and not isinstance(value, bool):
            return with_shape(number_of(repr(value)), self.notes.shapes.get((row, column), "number"))
        return value


def with_shape(number: int | Decimal, shape: Shape) -> Cell:
    if shape == "percent":
        return Percent(number)
    if isinstance(shape, int) and isinstance(number, int) and number >= 0:
        return PaddedInt(number, shape)
    return number
