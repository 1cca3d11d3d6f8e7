"""Where the table is in its sheet: titles above, a header of one or more rows, the body below."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kambium.exchange.reading.aggregates import KEY_VALUE, is_note, total_reason
from kambium.exchange.reading.cells import Cell, RawRow, Region, text_of
from kambium.exchange.reading.columns import SURE, Column, clean_header, make_columns
from kambium.exchange.reading.looks import is_filled, is_label, look_of
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.typography import plain

SAMPLED_ROWS = 200
SEARCHED_ROWS = 40
"""A header further down is not looked for."""
HEADER_ROWS = 3
LABELS = 0.8
"""The share of a header's cells that must be able to name a column."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a table before its body is read."""

    header: tuple[RawRow, ...]
    """The rows of the header, none where the table has no header."""
    titles: tuple[RawRow, ...]
    columns: tuple[Column, ...]
    width: int
    usual_texts: frozenset[int]
    """Columns in which nearly every record has a text."""
    is_even: bool
    """Whether every row of the sample has as many cells as the header."""

    @property
    def last_header_row(self) -> int:
        above = (*self.titles, *self.header)
        return above[-1].number if above else 0


def find_layout(
    sample: Sequence[RawRow],
    merged: Sequence[Region],
    *,
    header_row: int | None = None,
    known: Collection[str] = (),
    is_text: bool = False,
) -> Layout:
    """The layout of a table from its first rows; `header_row` 0 says that it has no header, another number where it is.

    `known` are header words somebody may be waiting for: a row that holds several of them is the header.
    """
    rows = [row for row in sample if any(map(is_filled, row.cells))]
    if not rows:
        raise Unreadable("no_rows")
    first, last = header_span(rows, merged, header_row, known)
    header, body = rows[first:last], [row.cells for row in rows[last:]]
    width = table_width(header, body, is_text=is_text)
    names = header_names([row.cells for row in header], header, merged, width)
    columns = make_columns(names, body)
    return Layout(
        header=tuple(header),
        titles=tuple(rows[:first]),
        columns=columns,
        width=width,
        usual_texts=usual_texts(columns, body),
        is_even=all(len(cells) == width for cells in body),
    )


def table_width(header: Sequence[RawRow], body: Sequence[Sequence[Cell]], *, is_text: bool) -> int:
    """How many columns the table has: what the header and the rows fill.

    In a text file cells beyond the header come from an unquoted separator, unless most rows have them.
    """
    ends = sorted(map(filled_end, body))
    if is_text and header and ends:
        return max(len(header[-1].cells), ends[len(ends) // 2])
    return max([*(filled_end(row.cells) for row in header), *ends])


def filled_end(cells: Sequence[Cell]) -> int:
    """The position after the last cell that holds something."""
    return max((index + 1 for index, cell in enumerate(cells) if is_filled(cell)), default=0)


def filled_count(row: RawRow) -> int:
    return sum(map(is_filled, row.cells))


def usual_texts(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """The columns in which at least four records of five have a text; rows that are no records do not count."""
    texts = frozenset(column.index for column in columns if column.kind in ("text", "email", "code", "bool"))
    records = [cells for cells in body if not total_reason(cells, texts, 2)]
    filled = {index: sum(index < len(cells) and is_filled(cells[index]) for cells in records) for index in texts}
    return frozenset(index for index, count in filled.items() if count >= SURE * len(records))


def header_span(
    rows: Sequence[RawRow], merged: Sequence[Region], header_row: int | None, known: Collection[str]
) -> tuple[int, int]:
    """First and last (exclusive) header row as positions in the sample; both alike where there is no header."""
    if header_row is not None:
        return asked_span(rows, header_row)
    usual = usual_width(rows)
    at = row_of_known_words(rows, known)
    if at is None:
        at = first_full_row(rows, usual)
    if at is None:
        return 0, 0
    if not is_header_like(rows, at):
        return at, at
    first, last = at, at + 1
    while last - first < HEADER_ROWS and continues_header(rows, last, merged):
        last += 1
    while last - first < HEADER_ROWS and groups_header(rows, first, merged):
        first -= 1
    return first, last


def asked_span(rows: Sequence[RawRow], header_row: int) -> tuple[int, int]:
    if header_row == 0:
        return 0, 0
    for at, row in enumerate(rows):
        if row.number == header_row:
            return at, at + 1
    raise Unreadable("no_such_header_row", row=header_row)


def usual_width(rows: Sequence[RawRow]) -> int:
    """How many cells most rows fill: three quarters of them fill no more."""
    counts = sorted(map(filled_count, rows))
    return counts[len(counts) * 3 // 4]


def row_of_known_words(rows: Sequence[RawRow], known: Collection[str]) -> int | None:
    """The row with the most words somebody waits for, if it has at least two, or one of a narrow table."""
    words = {normal_word(word) for word in known}
    if not words:
        return None
    hits = [sum(normal_word(text_of(cell)) in words for cell in row.cells) for row in rows[:SEARCHED_ROWS]]
    best = max(hits)
    at = hits.index(best)
    return at if best >= min(2, filled_count(rows[at])) and best > 0 else None


def normal_word(text: str) -> str:
    return "".join(plain(clean_header(text)).lower().split())


def first_full_row(rows: Sequence[RawRow], usual: int) -> int | None:
    """The first row that fills at least half of the usual cells and is not made of notes."""
    enough = 1 if usual <= 1 else max(2, (usual + 1) // 2)
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        texts = [plain(text_of(cell)) for cell in row.cells if is_filled(cell)]
        is_remark = usual > 1 and all(map(KEY_VALUE.fullmatch, texts)) and not all(text.endswith(":") for text in texts)
        if len(texts) >= enough and not is_remark and not (usual > 1 and is_note(row.cells, usual * 2)):
            return at
    return None


def is_header_like(rows: Sequence[RawRow], at: int) -> bool:
    """Whether nearly all cells of a row can name columns; dates can where figures stand below them."""
    below = rows[at + 1].cells if at + 1 < len(rows) else []
    filled = [(index, cell) for index, cell in enumerate(rows[at].cells) if is_filled(cell)]
    labels = sum(is_label(cell) for _, cell in filled)
    periods = sum(
        look_of(cell) == "date" and index < len(below) and look_of(below[index]) == "number"
        for index, cell in filled
        if not is_label(cell)
    )
    return labels > 0 and labels + periods >= LABELS * len(filled)


def continues_header(rows: Sequence[RawRow], at: int, merged: Sequence[Region]) -> bool:
    """Whether the row below a header's first rows names columns too, under groups."""
    if at >= len(rows) or rows[at].number != rows[at - 1].number + 1 or not is_header_like(rows, at):
        return False
    above, row = rows[at - 1], rows[at]
    if merged:
        under_groups = any(spans(region, above.number) and has_filled(row, region) for region in merged)
        under_tall = any(region.first_row <= above.number < region.last_row for region in merged)
        return under_tall or (under_groups and stands_over_figures(rows, at))
    gaps = [index for index in range(filled_end(row.cells)) if not filled_at(above, index)]
    under_groups = bool(gaps) and all(filled_at(row, index) for index in gaps)
    leaves_some = any(filled_at(above, index) and not filled_at(row, index) for index in range(len(above.cells)))
    return under_groups and leaves_some and at + 1 < len(rows) and filled_count(rows[at + 1]) > filled_count(row)


def stands_over_figures(rows: Sequence[RawRow], at: int) -> bool:
    """Whether a row names what stands below it: some text of it stands over a figure, date or code."""
    if at + 1 >= len(rows):
        return False
    below = zip(rows[at].cells, rows[at + 1].cells, strict=False)
    return any(is_label(cell) and look_of(under) not in ("text", "empty") for cell, under in below)


def groups_header(rows: Sequence[RawRow], first: int, merged: Sequence[Region]) -> bool:
    """Whether the row above a header names groups of its columns, rather than the table."""
    if first == 0 or rows[first - 1].number != rows[first].number - 1 or not is_header_like(rows, first - 1):
        return False
    above, width = rows[first - 1], filled_end(rows[first].cells)
    if any(KEY_VALUE.fullmatch(plain(text_of(cell))) for cell in above.cells if is_filled(cell)):
        return False
    if merged:
        return any(spans(region, above.number) and region_width(region) < width for region in merged)
    return filled_count(above) >= 2 and filled_end(above.cells) <= width


def spans(region: Region, row: int) -> bool:
    """Whether a region joins several columns in one row."""
    return region.first_row <= row <= region.last_row and region.last_column > region.first_column


def region_width(region: Region) -> int:
    return region.last_column - region.first_column + 1


def has_filled(row: RawRow, region: Region) -> bool:
    return any(filled_at(row, index) for index in range(region.first_column, region.last_column + 1))


def filled_at(row: RawRow, index: int) -> bool:
    return index < len(row.cells) and is_filled(row.cells[index])


def header_names(
    cells: Sequence[Sequence[Cell]], header: Sequence[RawRow], merged: Sequence[Region], width: int
) -> list[tuple[str, str]]:
    """The (group, name) of every column; a name that spans several columns or rows holds in all of them."""
    lines = [
        spread([clean_header(cell) if is_filled(cell) else "" for cell in row.cells], row.number, merged, width)
        for row in header
    ]
    if len(lines) > 1 and not merged:
        lines[:-1] = [carried_right(line, lines[-1]) for line in lines[:-1]]
    names = []
    for index in range(width):
        parts = list(dict.fromkeys(line[index] for line in lines if line[index]))
        names.append((" / ".join(parts[:-1]), parts[-1] if parts else ""))
    return names


def spread(line: list[str], number: int, merged: Sequence[Region], width: int) -> list[str]:
    """A header line with the texts of merged cells in all the columns they cover."""
    line = line[:width] + [""] * (width - len(line))
    for region in merged:
        if region.first_row == number and region.first_column < width:
            for index in range(region.first_column, min(region.last_column + 1, width)):
                line[index] = line[index] or line[region.first_column]
    return line


def carried_right(groups: list[str], names: list[str]) -> list[str]:
    """Groups written once over the first of their columns, where no merged cells tell how far they reach."""
    carried, current = [], ""
    for group, name in zip(groups, names, strict=True):
        current = group or (current if name else "")
        carried.append(current)
    return carried
