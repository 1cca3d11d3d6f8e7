"""What only all values of a column together tell: the order of day and month, the sign of the decimals."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from kambium.exchange.reading.amounts import MYRIADS, ONE_GROUP
from kambium.exchange.reading.cells import Cell
from kambium.exchange.reading.dates import CLOCK, NUMBERS, WEEKDAY, possible_days
from kambium.exchange.reading.hints import NO_HINTS, DateOrder, DecimalMark, Hints
from kambium.exchange.reading.looks import is_filled
from kambium.exchange.reading.money import CURRENCY_WORDS, MAGNITUDES
from kambium.exchange.reading.table import Table
from kambium.exchange.reading.typography import plain

OPEN_TO_BOTH = re.compile(f"{ONE_GROUP.pattern}|{MYRIADS.pattern}")
REMEMBERED = 100_000
"""Distinct texts kept so that a repeated date costs nothing."""
SIGNS = (
    "".join(sorted({sign for word in (*CURRENCY_WORDS, *MAGNITUDES) for sign in word if sign not in ".,"})) + "()+-% "
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an ambiguous column, with an example to show."""

    order: DateOrder
    text: str
    day: date


@dataclass(slots=True)
class DateEvidence:
    """Which orders of day and month the dates of a column allow."""

    orders: set[DateOrder] = field(default_factory=lambda: set(DateOrder))
    excluded_by: dict[DateOrder, str] = field(default_factory=dict)
    example: tuple[str, dict[DateOrder, date]] | None = None
    seen: bool = False

    def add(self, text: str) -> None:
        """Take in one text; what is no date of numbers says nothing."""
        found = NUMBERS.fullmatch(day_part(text))
        readings = possible_days(found) if found else {}
        if not readings:
            return
        self.seen = True
        for order in self.orders - readings.keys():
            self.orders.discard(order)
            self.excluded_by[order] = text
        if self.example is None and len(set(readings.values())) > 1:
            self.example = (text, readings)

    @property
    def order(self) -> DateOrder | None:
        """The order all dates agree on; None where none is needed, where several fit, and where none does."""
        if not self.seen or self.example is None:
            return None
        fitting = [order for order in self.orders if order in self.example[1]]
        return fitting[0] if len(fitting) == 1 else None

    @property
    def ambiguous(self) -> tuple[Reading, ...]:
        """The readings to ask about: several orders fit every date, and the choice changes one of them."""
        if self.example is None or self.order is not None:
            return ()
        text, readings = self.example
        fitting = [order for order in DateOrder if order in self.orders and order in readings]
        return tuple(Reading(order, text, readings[order]) for order in fitting)

    @property
    def is_mixed(self) -> bool:
        """Whether some dates allow only one order and some only another: none can be taken for the ambiguous ones."""
        return self.seen and not self.orders


@dataclass(slots=True)
class DecimalEvidence:
    """Which signs part the decimals in a column."""

    marks: set[DecimalMark] = field(default_factory=set)
    open_to_both: str = ""
    """A number such as 1.234, which either sign would fit."""

    def add(self, text: str) -> None:
        if "." not in text and "," not in text:
            return
        digits = plain(text).strip(SIGNS).replace(" ", "").replace("'", "")
        last = max(digits.rfind("."), digits.rfind(","))
        if not digits.replace(".", "").replace(",", "").isdecimal() or last < 0:
            return
        mark, other = digits[last], "," if digits[last] == "." else "."
        if other in digits or (digits.count(mark) == 1 and not OPEN_TO_BOTH.fullmatch(digits)):
            self.marks.add(DecimalMark(mark))
        elif digits.count(mark) > 1:
            self.marks.add(DecimalMark(other))
        else:
            self.open_to_both = self.open_to_both or text

    def mark(self, usual: DecimalMark = DecimalMark.POINT) -> DecimalMark:
        """The column's sign; the usual one where nothing tells, unknown where both are used beside doubtful numbers."""
        if len(self.marks) == 1:
            return next(iter(self.marks))
        return DecimalMark.UNKNOWN if self.marks and self.open_to_both else usual


@dataclass(slots=True)
class ColumnProfile:
    """What a walk over all rows found out about one column."""

    index: int
    filled: int = 0
    longest: int = 0
    dates: DateEvidence = field(default_factory=DateEvidence)
    decimals: DecimalEvidence = field(default_factory=DecimalEvidence)
    known: set[str] = field(default_factory=set)

    def add(self, cell: Cell) -> None:
        if not is_filled(cell):
            return
        self.filled += 1
        if not isinstance(cell, str):
            return
        if cell in self.known:
            return
        if len(self.known) < REMEMBERED:
            self.known.add(cell)
        self.longest = max(self.longest, len(cell))
        self.dates.add(cell)
        self.decimals.add(cell)

    def hints(self, base: Hints = NO_HINTS, usual: DecimalMark = DecimalMark.POINT) -> Hints:
        """What is known of the column, added to what its table knows."""
        return replace(base, date_order=self.dates.order or base.date_order, decimal_mark=self.decimals.mark(usual))


def profile(table: Table, indexes: Collection[int] | None = None) -> dict[int, ColumnProfile]:
    """Walk once over all rows and judge the columns at these places, by default all.

    A number such as 1.234 is read as the other columns of the table are: `usual_mark` tells how.
    """
    chosen = [column.index for column in table.columns if indexes is None or column.index in indexes]
    profiles = {index: ColumnProfile(index) for index in chosen}
    for row in table.rows():
        for index, found in profiles.items():
            if index < len(row.cells):
                found.add(row.cells[index])
    return profiles


def usual_mark(profiles: Collection[ColumnProfile]) -> DecimalMark:
    """The decimal sign of the table's columns that show one: comma only where none shows a point."""
    marks = {mark for found in profiles for mark in found.decimals.marks}
    return DecimalMark.COMMA if marks == {DecimalMark.COMMA} else DecimalMark.POINT


def day_part(text: str) -> str:
    """A date's text without its time of day and weekday."""
    bare = WEEKDAY.sub(" ", plain(text)).strip(" ,()")
    found = CLOCK.search(bare)
    return bare[: found.start()].strip(" ,") if found else bare
