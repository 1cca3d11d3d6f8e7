"""What a cell can hold before a field gives it a meaning.

A text file holds only text. A workbook also holds numbers, dates and truth values; its numbers come as `int` or
`Decimal`, never `float`, so that what the sheet shows is what is stored. An empty cell is always the empty text.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple, Self, TypeAlias

from kambium.exchange.reading.problems import RowProblem


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell whose formula failed (`#REF!`), was never computed, or whose date does not exist."""

    code: str
    """A code of `problems.VALUE_PROBLEMS`."""
    text: str
    """What the sheet shows."""

    def __str__(self) -> str:
        return self.text


class Percent(Decimal):
    """A number that its cell shows as a percentage: 0.25 for 25 %."""


class PaddedInt(int):
    """A whole number that its cell shows with leading zeros: 10020 as 010020."""

    width: int

    def __new__(cls, value: int, width: int) -> Self:
        made = super().__new__(cls, value)
        made.width = width
        return made

    def __str__(self) -> str:
        return int.__repr__(self).zfill(self.width)


Cell: TypeAlias = "str | int | bool | Decimal | date | datetime | time | timedelta | CellError"


class Row(NamedTuple):
    """One row of the table's body."""

    number: int
    """The row of the sheet, or the line of the text file on which the row starts; the first is 1."""
    cells: list[Cell]
    """All cells by position in the file, at least as many as the table is wide; see `Column.index`."""
    problem: RowProblem | None = None
    """Why the row can't be used, although its cells could be read."""


class RawRow(NamedTuple):
    """One row as it stands in the file, before anything is known about the table."""

    number: int
    cells: list[Cell]


class Region(NamedTuple):
    """Merged cells, rows as the file numbers them (from 1), columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


def text_of(cell: Cell) -> str:
    """The cell as a person would read it in a list of what was found."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Percent):
        return f"{(Decimal(cell) * 100).normalize():f}%"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return str(cell)


def column_letter(index: int) -> str:
    """The name of a column as spreadsheets show it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
