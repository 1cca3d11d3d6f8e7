"""The cells of one sheet of an .xls workbook."""

import struct
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from kambium.exchange.reading.biff import Texts, joined, records
from kambium.exchange.reading.cells import Cell, CellError, RawRow, Region
from kambium.exchange.reading.excel_numbers import number_of, with_shape
from kambium.exchange.reading.limits import Limits
from kambium.exchange.reading.number_formats import Shape
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.shared_strings import SharedStrings

FORMULA, STRING, BOOLERR, NUMBER, RK, MULRK = 0x0006, 0x0207, 0x0205, 0x0203, 0x027E, 0x00BD
LABELSST, LABEL, RSTRING, MERGEDCELLS = 0x00FD, 0x0204, 0x00D6, 0x00E5

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
IS_TEXT, IS_BOOL, IS_ERROR, IS_EMPTY = 0, 1, 2, 3
"""What a formula gave, where it is no number."""
COMPUTE_ON_OPEN = 2


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the cells of a sheet need to know of their workbook."""

    strings: SharedStrings
    shapes: list[Shape]
    code_page: str
    is_1904: bool
    limits: Limits


@dataclass(slots=True)
class SheetCells:
    """The values of a sheet by row and column from 0, and its merged regions."""

    book: BookFacts
    rows: dict[int, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))
    merged: list[Region] = field(default_factory=list)
    count: int = 0
    formula: tuple[int, int] | None = None
    """The place of a formula whose text comes in a record of its own."""

    def read(self, stream: bytes, position: int) -> None:
        for kind, bodies in joined(records(stream, position)):
            self.take(kind, bodies)

    def take(self, kind: int, bodies: list[bytes]) -> None:
        body = bodies[0]
        if kind == LABELSST:
            row, column, _, index = struct.unpack_from("<HHHI", body)
            self.put(row, column, self.book.strings[index])
        elif kind == NUMBER:
            row, column, style, number = struct.unpack_from("<HHHd", body)
            self.put_number(row, column, style, number_of(repr(number)))
        elif kind == RK:
            row, column, style, packed = struct.unpack_from("<HHHI", body)
            self.put_number(row, column, style, unpacked(packed))
        elif kind == MULRK:
            self.take_numbers(body)
        elif kind == FORMULA:
            self.take_formula(body)
        elif kind == STRING and self.formula:
            self.put(*self.formula, Texts(bodies, self.book.code_page).text())
        elif kind in (LABEL, RSTRING):
            row, column, _ = struct.unpack_from("<HHH", body)
            self.put(row, column, Texts([body[6:], *bodies[1:]], self.book.code_page).text())
        elif kind == BOOLERR:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", body)
            self.put(row, column, failed(value) if is_error else value == 1)
        elif kind == MERGEDCELLS:
            self.take_merged(body)

    def take_numbers(self, body: bytes) -> None:
        """Numbers side by side in one row."""
        row, first = struct.unpack_from("<HH", body)
        for offset in range((len(body) - 6) // 6):
            style, packed = struct.unpack_from("<HI", body, 4 + 6 * offset)
            self.put_number(row, first + offset, style, unpacked(packed))

    def take_formula(self, body: bytes) -> None:
        """The stored result of a formula; a text follows in the next record."""
        row, column, style, number = struct.unpack_from("<HHHd", body)
        self.formula = None
        if body[12:14] != b"\xff\xff":
            self.put_number(row, column, style, number_of(repr(number)))
        elif body[6] == IS_TEXT:
            self.formula = (row, column)
        elif body[6] == IS_BOOL:
            self.put(row, column, body[8] == 1)
        elif body[6] == IS_ERROR:
            self.put(row, column, failed(body[8]))
        elif body[6] == IS_EMPTY and body[14] & COMPUTE_ON_OPEN:
            self.put(row, column, CellError("formula_uncomputed", ""))

    def take_merged(self, body: bytes) -> None:
        (count,) = struct.unpack_from("<H", body)
        for offset in range(min(count, (len(body) - 2) // 8)):
            first_row, last_row, first, last = struct.unpack_from("<HHHH", body, 2 + 8 * offset)
            self.merged.append(Region(first_row + 1, last_row + 1, first, last))
        if len(self.merged) > self.book.limits.merges:
            raise Unreadable("too_many_merges", limit=self.book.limits.merges)

    def put_number(self, row: int, column: int, style: int, number: int | Decimal) -> None:
        shape = self.book.shapes[style] if style < len(self.book.shapes) else "number"
        self.put(row, column, with_shape(number, shape, is_1904=self.book.is_1904))

    def put(self, row: int, column: int, value: Cell) -> None:
        if value == "":
            return
        limits = self.book.limits
        if column >= limits.columns:
            raise Unreadable("too_many_columns", line=row + 1, limit=limits.columns)
        self.count += 1
        if self.count > limits.xls_cells:
            raise Unreadable("sheet_too_large", limit=limits.xls_cells)
        self.rows[row][column] = value

    def raw_row(self, row: int) -> RawRow:
        """One row with the empty cells between its values."""
        cells = self.rows[row]
        return RawRow(row + 1, [cells.get(column, "") for column in range(max(cells) + 1)])


def unpacked(packed: int) -> int | Decimal:
    """A number packed into 30 bits: a whole one or the front of a float, perhaps times 100."""
    if packed & 2:
        whole = (packed >> 2) - (1 << 30 if packed & 0x80000000 else 0)
        number: int | Decimal = whole
    else:
        number = number_of(repr(struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))[0]))
    if packed & 1:
        return number_of(f"{Decimal(number) / 100:f}")
    return number


def failed(code: int) -> CellError:
    return CellError("formula_error", ERRORS.get(code, "#ERROR!"))
