"""What the records of an .xls workbook say that the library reading it does not pass on.

Cells with formula errors come from the library as empty and number formats not at all, so both are looked up here. The
same walk tells how large a sheet is before it is taken into memory whole.
"""

import struct
from dataclasses import dataclass, field

from kambium.exchange.reading.cells import CellError
from kambium.exchange.reading.number_formats import Shape, shape_of
from kambium.exchange.reading.problems import Unreadable

BOF, EOF, FILEPASS, BOUNDSHEET, DATEMODE, FORMAT, XF = 0x0809, 0x000A, 0x002F, 0x0085, 0x0022, 0x041E, 0x00E0
FORMULA, BOOLERR, NUMBER, RK, MULRK = 0x0006, 0x0205, 0x0203, 0x027E, 0x00BD
OTHER_CELLS = frozenset({0x00FD, 0x0204, 0x00D6, 0x0201})
"""Texts and blanks: only their place matters."""

FAILED, EMPTY, COMPUTE_ON_OPEN = 2, 3, 2
"""Kinds of a formula's stored result and a flag of it."""

BIFF8 = 0x0600
WORKSHEET = 0
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(slots=True)
class SheetNotes:
    """What one sheet holds besides its values; places are row and column from 0."""

    position: int
    is_visible: bool
    is_worksheet: bool
    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], CellError] = field(default_factory=dict)
    shapes: dict[tuple[int, int], Shape] = field(default_factory=dict)


class BiffNotes:
    """The notes on all sheets in the order of the workbook."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.is_1904 = False
        self.sheets: list[SheetNotes] = []
        self.custom: dict[int, str] = {}
        self.format_ids: list[int] = []
        self.read_globals()
        self.special = self.special_formats()
        for notes in self.sheets:
            self.read_sheet(notes)

    def records(self, position: int) -> list[tuple[int, bytes]]:
        """The records of one part of the stream, up to its end mark."""
        found: list[tuple[int, bytes]] = []
        stream, length = self.stream, len(self.stream)
        while position + 4 <= length:
            kind, size = struct.unpack_from("<HH", stream, position)
            if kind == EOF:
                break
            found.append((kind, stream[position + 4 : position + 4 + size]))
            position += 4 + size
        return found

    def read_globals(self) -> None:
        records = self.records(0)
        if not records or records[0][0] != BOF:
            raise Unreadable("too_old")
        self.is_biff8 = struct.unpack_from("<H", records[0][1])[0] == BIFF8
        for kind, body in records:
            if kind == FILEPASS:
                raise Unreadable("encrypted")
            if kind == DATEMODE:
                self.is_1904 = body[:1] == b"\x01"
            elif kind == BOUNDSHEET:
                position, state, sheet_type = struct.unpack_from("<IBB", body)
                self.sheets.append(SheetNotes(position, state & 3 == 0, sheet_type == WORKSHEET))
            elif kind == XF:
                self.format_ids.append(struct.unpack_from("<H", body, 2)[0])
            elif kind == FORMAT and self.is_biff8:
                self.custom[struct.unpack_from("<H", body)[0]] = format_code(body)

    def special_formats(self) -> dict[int, Shape]:
        """The cell formats that change what a number means and are not dates."""
        shapes = {index: shape_of(number, self.custom) for index, number in enumerate(self.format_ids)}
        return {index: shape for index, shape in shapes.items() if shape == "percent" or isinstance(shape, int)}

    def read_sheet(self, notes: SheetNotes) -> None:
        for kind, body in self.records(notes.position):
            if kind in (FORMULA, BOOLERR, NUMBER, RK):
                row, column, style = struct.unpack_from("<HHH", body)
                self.note_cell(notes, row, column, style)
                if error := error_in(kind, body):
                    notes.errors[row, column] = error
            elif kind == MULRK:
                row, first = struct.unpack_from("<HH", body)
                for offset in range((len(body) - 6) // 6):
                    self.note_cell(notes, row, first + offset, struct.unpack_from("<H", body, 4 + 6 * offset)[0])
            elif kind in OTHER_CELLS:
                row, column = struct.unpack_from("<HH", body)
                self.note_cell(notes, row, column, -1)

    def note_cell(self, notes: SheetNotes, row: int, column: int, style: int) -> None:
        notes.rows = max(notes.rows, row + 1)
        notes.columns = max(notes.columns, column + 1)
        if style in self.special:
            notes.shapes[row, column] = self.special[style]


def error_in(kind: int, body: bytes) -> CellError | None:
    """The error a cell shows, or that its formula was left to be computed when the file is opened."""
    if kind == BOOLERR and body[7:8] == b"\x01":
        return CellError("formula_error", ERRORS.get(body[6], "#ERROR!"))
    if kind != FORMULA or body[12:14] != b"\xff\xff":
        return None
    if body[6] == FAILED:
        return CellError("formula_error", ERRORS.get(body[8], "#ERROR!"))
    return CellError("formula_uncomputed", "") if body[6] == EMPTY and body[14] & COMPUTE_ON_OPEN else None


def format_code(body: bytes) -> str:
    """The text of a number format record: length, width flag, characters."""
    length, wide = struct.unpack_from("<HB", body, 2)
    return (
        body[5 : 5 + 2 * length].decode("utf-16-le", "replace") if wide & 1 else body[5 : 5 + length].decode("latin-1")
    )
