"""From the numbers of a workbook's cells to their values, exactly as Excel shows them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from kambium.exchange.reading.cells import Cell, CellError, PaddedInt, Percent
from kambium.exchange.reading.number_formats import Shape
from kambium.exchange.reading.problems import Unreadable

EXACT_DIGITS = 15
"""Excel shows and keeps 15 significant digits; what a file holds beyond them is noise of binary fractions."""

EPOCH_1904 = date(1904, 1, 1)
EPOCH_1900 = date(1899, 12, 31)
MIDNIGHT = datetime.combine(EPOCH_1904, time())
LEAP_BUG = 60
"""Excel's 29 February 1900, a day that never was; from there on the count is one ahead."""
LAST_SERIAL = 2_958_466
DAY_MILLISECONDS = 86_400_000


def number_of(raw: str) -> int | Decimal:
    """The number a cell shows: 0.30000000000000004 is 0.3, whole numbers are exact."""
    digits = raw[1:] if raw[:1] == "-" else raw
    if digits.isdecimal() and digits.isascii():
        return int(raw)
    try:
        if len(raw) <= EXACT_DIGITS and "e" not in raw.lower() and raw.isascii():
            value = Decimal(raw)
        else:
            value = Decimal(f"{float(raw):.{EXACT_DIGITS}g}")
    except (ValueError, ArithmeticError):
        raise Unreadable("damaged") from None
    if not value.is_finite():
        raise Unreadable("damaged")
    whole = value.to_integral_value()
    return int(whole) if whole == value else value.normalize()


def shaped(raw: str, shape: Shape, *, is_1904: bool) -> Cell:
    """The text of a number in the meaning its format gives it."""
    return with_shape(number_of(raw), shape, is_1904=is_1904)


def with_shape(number: int | Decimal, shape: Shape, *, is_1904: bool) -> Cell:
    """A number in the meaning its format gives it."""
    if shape in ("number", "text"):
        return number
    if shape == "percent":
        return Percent(number)
    if isinstance(shape, int):
        return PaddedInt(number, shape) if isinstance(number, int) and number >= 0 else number
    if shape == "elapsed":
        return timedelta(milliseconds=round(Decimal(number) * DAY_MILLISECONDS))
    return moment_of(number, shape, is_1904=is_1904)


def moment_of(number: int | Decimal, shape: Shape, *, is_1904: bool) -> Cell:
    """The date, time of day or both that a serial number stands for."""
    if not 0 <= number < LAST_SERIAL:
        return CellError("date_impossible", f"{number}")
    days, milliseconds = divmod(round(Decimal(number) * DAY_MILLISECONDS), DAY_MILLISECONDS)
    clock = (MIDNIGHT + timedelta(milliseconds=milliseconds)).time()
    if shape == "time" and days == 0:
        return clock
    day = day_of(days, is_1904=is_1904)
    if isinstance(day, CellError):
        return day
    return day if shape == "date" and clock == time() else datetime.combine(day, clock)


def day_of(serial: int, *, is_1904: bool) -> date | CellError:
    """The day with a serial number in either of Excel's two calendars."""
    if is_1904:
        return EPOCH_1904 + timedelta(days=serial)
    if serial == LEAP_BUG:
        return CellError("date_impossible", "1900-02-29")
    if serial == 0:
        return CellError("date_impossible", "1900-01-00")
    return EPOCH_1900 + timedelta(days=serial - (serial > LEAP_BUG))
