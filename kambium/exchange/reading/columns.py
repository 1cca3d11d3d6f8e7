"""The columns of a table: their names, units, samples, and what they seem to hold."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kambium.exchange.reading.cells import Cell, column_letter, text_of
from kambium.exchange.reading.hints import ONE
from kambium.exchange.reading.looks import Look, is_filled, look_of
from kambium.exchange.reading.units import Unit, unit_of_header

SAMPLES = 5
SURE = 0.8
"""The share of filled cells that must look alike."""
REQUIRED = re.compile(r"^[*＊\s]+|[*＊\s]+$|\s*[（(\[【](?:必填|选填|required|mandatory)[)）\]】]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    index: int
    """Where its cells stand in `Row.cells`."""
    header: str
    """Its name, unlike that of every other column; empty where the table gives it none."""
    name: str
    """The lowest line of its header alone."""
    group: str
    """The lines above it that span several columns."""
    unit: Unit | None
    samples: tuple[str, ...]
    kind: Look
    """What most of its cells look like; `empty` where the sample has none."""

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def factor(self) -> Decimal:
        """What its numbers are multiplied by."""
        return self.unit.factor if self.unit else ONE


def clean_header(cell: Cell) -> str:
    """A header in one line, without the marks of required fields."""
    return " ".join(REQUIRED.sub("", text_of(cell)).split())


def make_columns(names: Sequence[tuple[str, str]], body: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Columns from their (group, name) pairs by position; a column with neither name nor cells is left out."""
    columns = []
    headers = distinct_headers(names)
    for index, ((group, name), header) in enumerate(zip(names, headers, strict=True)):
        cells = [row[index] for row in body if index < len(row) and is_filled(row[index])]
        if header or cells:
            unit = unit_of_header(name) or unit_of_header(group)
            columns.append(Column(index, header, name, group, unit, samples_of(cells), kind_of(cells)))
    return tuple(columns)


def distinct_headers(names: Sequence[tuple[str, str]]) -> list[str]:
    """Names as they are where they differ; with their group where they do not; numbered as a last resort."""
    alike = Counter(name for _, name in names if name)
    joined = [f"{group} / {name}" if group and group != name and alike[name] > 1 else name for group, name in names]
    seen: Counter[str] = Counter()
    headers = []
    for header in joined:
        seen[header] += 1
        headers.append(f"{header} ({seen[header]})" if header and seen[header] > 1 else header)
    return headers


def samples_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text_of(cell).strip() for cell in cells))[:SAMPLES]


def kind_of(cells: Sequence[Cell]) -> Look:
    """What most cells look like; numbers and codes mixed are codes, anything else mixed is text."""
    if not cells:
        return "empty"
    looks = Counter(map(look_of, cells))
    looks.pop("error", None)
    if not looks:
        return "error"
    look, count = looks.most_common(1)[0]
    if count >= SURE * looks.total():
        return look
    return "code" if looks["number"] + looks["code"] >= SURE * looks.total() else "text"
