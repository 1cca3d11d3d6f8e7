"""What is known about a column that its cells alone do not say."""

from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from enum import StrEnum


class DateOrder(StrEnum):
    """In which order the parts of an all-number date stand, as in 03/04/2026."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


class DecimalMark(StrEnum):
    """Which sign parts the decimals: 1,234.5 or 1.234,5."""

    POINT = "."
    COMMA = ","
    UNKNOWN = "?"
    """The column uses both: a number that can be read either way is refused."""


ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Hints:
    """How the cells of one column are to be read."""

    date_order: DateOrder | None = None
    """None: a date that can be read in two ways is refused."""
    decimal_mark: DecimalMark = DecimalMark.POINT
    unit: Decimal = ONE
    """What the header says its numbers are counted in: 10000 for 万元. A number with its own 万 is not multiplied."""
    currency: str | None = None
    """The ISO code taken for a bare number and for a sign that several currencies share."""
    is_1904: bool = False
    """Whether bare serial numbers count from 1904, as in workbooks of old Macs."""
    zone: tzinfo | None = None
    """The zone of a time that names none, and the one a date is told in."""


NO_HINTS = Hints()
