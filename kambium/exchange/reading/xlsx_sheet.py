"""The rows of one worksheet, read in a stream."""

from collections.abc import Iterable, Iterator

from kambium.exchange.reading.cells import Cell, CellError, RawRow
from kambium.exchange.reading.dates import iso_cell
from kambium.exchange.reading.excel_numbers import shaped
from kambium.exchange.reading.limits import CELL_CHARS, Limits
from kambium.exchange.reading.markup import Attributes, Markup, Walker
from kambium.exchange.reading.number_formats import Shape
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.shared_strings import SharedStrings, unescaped

LAST_ROW = 1_048_576
REMEMBERED = 50_000
"""Values kept by their raw text: dates, small figures and the words of a list come again and again."""


class SheetWalk(Walker):
    """Turns the tags of a worksheet into rows; `rows` holds those that are complete.

    Its methods run several times a cell, so that what most cells are comes first in each of them.
    """

    def __init__(self, strings: SharedStrings, shapes: list[Shape], limits: Limits, *, is_1904: bool) -> None:
        self.strings = strings
        self.shapes = shapes
        self.limits = limits
        self.is_1904 = is_1904
        self.rows: list[RawRow] = []
        self.columns: dict[str, int] = {}
        self.known: dict[tuple[str, str], Cell] = {}
        self.number = 0
        self.digits = 1
        self.cells: list[Cell] = []
        self.column = -1
        self.cell: Attributes = {}
        self.raw = ""
        self.takes_text = False
        self.is_aid = False
        self.has_formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if name == "v":
            self.takes_text = True
        elif name == "c":
            self.cell = attributes
            self.raw = ""
        elif name == "row":
            self.start_row(attributes)
        elif name == "f":
            self.has_formula = True
        elif name == "t":
            self.takes_text = not self.is_aid
        elif name == "rPh":
            self.is_aid = True

    def text(self, text: str) -> None:
        if self.takes_text:
            self.raw += text
            if len(self.raw) > CELL_CHARS:
                raise Unreadable("cell_too_long", line=self.number, limit=CELL_CHARS)

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == "v":
            self.takes_text = False
        elif name == "c":
            reference = self.cell.get("r")
            letters = reference[: -self.digits] if reference else None
            column = self.columns.get(letters) if letters else None
            self.column = self.column_of(letters) if column is None else column
            if self.raw or self.has_formula:
                self.place(self.value(self.raw))
                self.has_formula = False
        elif name == "row":
            if self.cells:
                self.rows.append(RawRow(self.number, self.cells))
        elif name == "t":
            self.takes_text = False
        elif name == "rPh":
            self.is_aid = False

    def start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        row = int(number) if number and number.isascii() and number.isdecimal() else self.number + 1
        if not self.number < row <= LAST_ROW:
            raise Unreadable("damaged")
        self.number = row
        self.digits = len(str(row))
        self.cells = []
        self.column = -1

    def column_of(self, letters: str | None) -> int:
        """The column a reference names for the first time, or the one after the last where there is no reference."""
        if letters is None:
            return self.column + 1
        index = self.columns[letters] = column_index(letters)
        return index

    def place(self, value: Cell) -> None:
        """Put a value at its column; only cells with values count as used."""
        if value == "":
            return
        gap = self.column - len(self.cells)
        if gap:
            if gap < 0:
                raise Unreadable("damaged")
            self.guard_column()
            self.cells.extend([""] * gap)
        self.cells.append(value)
        if len(self.cells) > self.limits.columns:
            self.guard_column()

    def guard_column(self) -> None:
        if self.column >= self.limits.columns:
            raise Unreadable("too_many_columns", line=self.number, limit=self.limits.columns)

    def value(self, raw: str) -> Cell:
        kind = self.cell.get("t", "n")
        key = (raw, "s" if kind == "s" else self.cell.get("s", "0"))
        if kind in ("s", "n") and raw:
            known = self.known.get(key)
            return self.remembered(key) if known is None else known
        if not raw:
            return "" if kind == "str" else CellError("formula_uncomputed", "")
        if kind in ("str", "inlineStr"):
            return unescaped(raw)
        if kind == "b":
            return raw.strip() in ("1", "true")
        if kind == "e":
            return CellError("formula_error", raw)
        return iso_cell(raw)

    def remembered(self, key: tuple[str, str]) -> Cell:
        """A number or shared text met for the first time; its key is its raw text with its style, or `s` for texts."""
        raw, style = key
        if style == "s":
            value: Cell = self.strings[int(raw) if raw.isascii() and raw.isdecimal() else -1]
        else:
            value = shaped(raw, self.shape(style), is_1904=self.is_1904)
        if len(self.known) < REMEMBERED:
            self.known[key] = value
        return value

    def shape(self, style: str) -> Shape:
        index = int(style) if style.isascii() and style.isdecimal() else 0
        return self.shapes[index] if index < len(self.shapes) else "number"

    def walk(self, pieces: Iterable[bytes]) -> Iterator[RawRow]:
        markup = Markup(self)
        for piece in pieces:
            markup.feed(piece)
            yield from self.rows
            self.rows.clear()
        markup.feed(b"", final=True)
        yield from self.rows


def column_index(letters: str) -> int:
    """0 for A, 26 for AA; three letters are the most a sheet has."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise Unreadable("damaged")
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
