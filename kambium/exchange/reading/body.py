"""The rows below the header: records as they come, everything else told apart and kept for showing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kambium.exchange.reading.aggregates import LOOKED_AT, Reason, is_note, total_reason
from kambium.exchange.reading.cells import Cell, RawRow, Region, Row, column_letter, text_of
from kambium.exchange.reading.layout import Layout, filled_end, region_width
from kambium.exchange.reading.limits import LEFT_OUT_KEPT
from kambium.exchange.reading.looks import is_filled
from kambium.exchange.reading.problems import LEFT_OUT_REASONS, RowProblem, translated

NOTE_SIGNS = frozenset("制填审复批经编打导统备说注附数来提页第")
"""Signs that the first cell of a note begins with, if neither of the next two cells is empty."""
FIRST_SIGNS = frozenset("TtSs*＊【[（(《 \u3000")
LAST_SIGNS = frozenset("计总和额值Ll:：*】])）》 \u3000")
"""Signs that one of the first cells of a total begins or ends with, if neither of the next two cells is empty."""

TELLING = re.compile(
    r"计|汇总|总和|总金额|平均|[:：]|total|sum|overall|average|mean|注|页|confidential|end of", re.IGNORECASE
)

LEFT_OUT_CHARS = 200


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no record, and why."""

    number: int
    reason: Reason
    text: str
    """Its filled cells in one line."""

    def message(self) -> str:
        """The reason in the reader's language."""
        return translated(LEFT_OUT_REASONS[self.reason])


def left_out(row: RawRow, reason: Reason) -> LeftOut:
    text = " · ".join(text_of(cell).strip() for cell in row.cells if is_filled(cell))
    return LeftOut(row.number, reason, text[:LEFT_OUT_CHARS])


class Body:
    """Sorts the rows of one walk; `left_out` fills while it walks, beyond the first ten thousand only the count."""

    def __init__(self, layout: Layout, merged: Sequence[Region]) -> None:
        self.layout = layout
        self.width = layout.width
        self.merged = [region for region in merged if region.first_row > layout.last_header_row]
        self.headers = [tuple(map(text_of, row.cells)) for row in layout.header]
        header_signs = {header[0][0] for header in self.headers if header and header[0]}
        self.leading_signs = NOTE_SIGNS | FIRST_SIGNS | header_signs
        shown = {column.index for column in layout.columns}
        self.hidden = [index for index in range(self.width) if index not in shown]
        self.left_out: list[LeftOut] = []
        self.left_out_count = 0
        for title in layout.titles:
            self.leave_out(title, "title")

    def leave_out(self, row: RawRow, reason: Reason) -> None:
        self.left_out_count += 1
        if len(self.left_out) < LEFT_OUT_KEPT:
            self.left_out.append(left_out(row, reason))

    def text_rows(self, numbered: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
        """The records of a text file. The loop is the speed of the import: most rows pass its one test."""
        width, leading_signs, first_signs, last_signs = self.width, self.leading_signs, FIRST_SIGNS, LAST_SIGNS
        look_always = bool(self.hidden) or width < LOOKED_AT or self.layout.usual_texts.isdisjoint((1, 2))
        for number, cells in numbered:
            if (
                look_always
                or len(cells) != width
                or not (first := cells[0])
                or first[0] in leading_signs
                or first[-1] in last_signs
                or not (second := cells[1])
                or second[0] in first_signs
                or second[-1] in last_signs
                or not (third := cells[2])
                or third[0] in first_signs
                or third[-1] in last_signs
            ):
                row = self.sorted_text(number, cells)
                if row:
                    yield row
            else:
                yield Row(number, cells)  # type: ignore[arg-type]

    def sorted_text(self, number: int, texts: list[str]) -> Row | None:
        """A row of a text file that had to be looked at."""
        cells: list[Cell] = list(texts)
        if not any(map(is_filled, cells)):
            return None
        reason = self.reason(cells)
        if reason:
            self.leave_out(RawRow(number, cells), reason)
            return None
        return Row(number, cells, self.shape_problem(cells))

    def shape_problem(self, cells: list[Cell]) -> RowProblem | None:
        """Why a text row has not the shape of the table; one with cells missing is filled up where that is usual."""
        missing = self.width - len(cells)
        if missing > 0:
            cells.extend([""] * missing)
            if self.layout.is_even:
                return RowProblem("too_few_cells", cells=self.width - missing, columns=self.width)
        elif missing < 0 and filled_end(cells) > self.width:
            return RowProblem("too_many_cells", cells=len(cells), columns=self.width)
        return self.hidden_problem(cells)

    def hidden_problem(self, cells: list[Cell]) -> RowProblem | None:
        for index in self.hidden:
            if is_filled(cells[index]):
                return RowProblem("outside_columns", column=column_letter(index), value=text_of(cells[index]))
        return None

    def reason(self, cells: Sequence[Cell]) -> Reason | None:
        """Why a row is no record, or None."""
        if not any(isinstance(cell, str) and TELLING.search(cell) for cell in self.leading(cells)):
            return "repeated_header" if self.is_header(cells) else None
        if reason := total_reason(cells, self.layout.usual_texts, self.width):
            return reason
        if is_note(cells, self.width):
            return "note"
        return "repeated_header" if self.is_header(cells) else None

    def leading(self, cells: Sequence[Cell]) -> list[Cell]:
        filled = (cell for cell in cells if cell != "")
        return [cell for cell, _ in zip(filled, range(LOOKED_AT), strict=False)]

    def is_header(self, cells: Sequence[Cell]) -> bool:
        return self.width > 1 and bool(self.headers) and tuple(map(text_of, cells)) in self.headers

    def sheet_rows(self, rows: Iterator[RawRow]) -> Iterator[Row]:
        """The records of a worksheet, merged cells filled down."""
        fill = FillDown(self.merged)
        half = max(2, (self.width + 1) // 2)
        wide = [region for region in self.merged if region_width(region) >= half]
        for row in rows:
            fill.into(row)
            if not any(map(is_filled, row.cells)):
                continue
            reason = self.reason(row.cells) or (section_reason(row, wide) if wide else None)
            if reason:
                self.leave_out(row, reason)
            else:
                yield self.sheet_row(row)

    def sheet_row(self, row: RawRow) -> Row:
        cells = row.cells
        if len(cells) < self.width:
            cells.extend([""] * (self.width - len(cells)))
        elif len(cells) > self.width and filled_end(cells) > self.width:
            at = filled_end(cells) - 1
            problem = RowProblem("outside_columns", column=column_letter(at), value=text_of(cells[at]))
            return Row(row.number, cells, problem)
        return Row(row.number, cells, self.hidden_problem(cells))


def section_reason(row: RawRow, wide: Sequence[Region]) -> Reason | None:
    """A row whose only text is merged over half the table is a heading between records."""
    if sum(map(is_filled, row.cells)) != 1:
        return None
    return "section" if any(region.first_row <= row.number <= region.last_row for region in wide) else None


class FillDown:
    """Repeats a cell merged over several rows in each of them, as a reader of the sheet understands it."""

    def __init__(self, merged: Sequence[Region]) -> None:
        self.waiting = sorted((region for region in merged if region.last_row > region.first_row), reverse=True)
        self.open: dict[int, tuple[int, Cell]] = {}

    def into(self, row: RawRow) -> None:
        """Fill the row's merged cells from the first row of their region; rows must come in order."""
        for column, (last_row, value) in list(self.open.items()):
            if row.number > last_row:
                del self.open[column]
            elif column < len(row.cells):
                row.cells[column] = value
            else:
                row.cells.extend([""] * (column - len(row.cells)) + [value])
        while self.waiting and self.waiting[-1].first_row <= row.number:
            region = self.waiting.pop()
            if region.first_row == row.number and region.first_column < len(row.cells):
                self.open[region.first_column] = (region.last_row, row.cells[region.first_column])
