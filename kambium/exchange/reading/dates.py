"""Dates and times of day as people write them, in Chinese and in English."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from kambium.exchange.reading.cells import Cell, CellError, text_of
from kambium.exchange.reading.excel_numbers import moment_of
from kambium.exchange.reading.hints import NO_HINTS, DateOrder, Hints
from kambium.exchange.reading.problems import BadValue
from kambium.exchange.reading.typography import plain

NOTHING = frozenset(
    {"", "-", "--", "—", "——", "–", "/", "\\", "N/A", "n/a", "NA", "null", "NULL", "None", "无", "空", "暂无", "(null)"}
)
"""What people and programs write where there is nothing. In a field of plain text they are text like any other."""

SERIALS = range(10_000, 73_051)
"""Bare numbers taken for dates: 1927 to 2099. Smaller ones are years or amounts."""
SERIAL = re.compile(r"[0-9]{5}\.[0-9]{1,15}")
COMPACT = range(1900_01_01, 2100_01_01)
PIVOT = 69
"""A year of two digits below it lies after 2000."""

MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
MONTH_NUMBERS = {name: number for number, full in enumerate(MONTHS, 1) for name in (full, full[:3])} | {"sept": 9}

YEAR_FIRST = re.compile(r"([0-9]{4}|[0-9]{2}(?=\s*年))\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号.]?")
NUMBERS = re.compile(r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{4}|[0-9]{2})")
DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]{3,9})\.?[\s\-/,.']*([0-9]{4}|[0-9]{2})", re.IGNORECASE
)
MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[\s\-/]*([0-9]{1,2})(?:st|nd|rd|th)?[\s,\-/.']+([0-9]{4})", re.IGNORECASE)
YEAR_MONTH_DAY = re.compile(r"([0-9]{4})[\s\-/]+([a-z]{3,9})\.?[\s\-/]+([0-9]{1,2})", re.IGNORECASE)
INCOMPLETE = re.compile(
    r"[0-9]{4}\s*(?:[-/.年]\s*[0-9]{1,2}\s*月?|年)|[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日?|[a-z]{3,9}\.?\s+[0-9]{4}|(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"[\s(,]*(?:星期|礼拜|周)[一二三四五六日天]\)?|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\b[.,]?",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?:^|[T\s]+|(?<=[日号]))(上午|下午|早上|晚上|中午|凌晨|傍晚|[ap]m\s)?\s*([0-9]{1,2})\s*(?:[:时点]\s*([0-9]{1,2})|[时点])"
    r"\s*(?:[:分]\s*([0-9]{1,2})(?:[.,]([0-9]{1,9}))?)?\s*[秒分]?\s*([ap]\.?m\.?)?\s*(?:(Z|UTC|GMT)|([+-][0-9]{2}):?([0-9]{2}))?$",
    re.IGNORECASE,
)
AFTERNOON = ("下午", "晚上", "傍晚", "中午", "p")
MORNING = ("上午", "早上", "凌晨", "a")


def parse_date(cell: Cell, hints: Hints = NO_HINTS) -> date | None:
    """The date in a cell, None where it is empty; a time of day beside it is dropped."""
    if isinstance(cell, str):
        if len(cell) == 10 and cell[4] == cell[7] == "-" and cell[0] != "0":
            try:
                return date.fromisoformat(cell)
            except ValueError:
                pass
        found = parse_moment(cell, hints)
        return None if found is None else found.date()
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = parse_moment(cell, hints)
    return None if found is None else found.date()


def parse_moment(cell: Cell, hints: Hints = NO_HINTS) -> datetime | None:
    """The date and time in a cell, midnight where only a date stands; in the zone of the hints where they name one."""
    if isinstance(cell, str):
        text = plain(cell)
        return None if text in NOTHING else in_zone(moment_in_text(text, hints), hints)
    if isinstance(cell, CellError):
        raise BadValue(cell.code, value=cell.text)
    if isinstance(cell, datetime):
        return in_zone(cell, hints)
    if isinstance(cell, date):
        return in_zone(datetime.combine(cell, time()), hints)
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        return in_zone(moment_in_number(cell, hints), hints)
    raise BadValue("not_a_date", value=text_of(cell))


def in_zone(moment: datetime, hints: Hints) -> datetime:
    if hints.zone is None:
        return moment
    return moment.astimezone(hints.zone) if moment.tzinfo else moment.replace(tzinfo=hints.zone)


def moment_in_number(number: int | Decimal, hints: Hints) -> datetime:
    """A bare number in a date column: a serial number of Excel, or 20261123."""
    whole = int(number)
    if whole == number and whole in COMPACT:
        return moment_in_text(str(whole), hints)
    found = moment_of(number, "datetime", is_1904=hints.is_1904) if whole in SERIALS else None
    if not isinstance(found, datetime):
        raise BadValue("not_a_date", value=number)
    return found


def moment_in_text(text: str, hints: Hints) -> datetime:
    """The moment a text tells, or why it tells none."""
    if text.startswith("#"):
        raise BadValue("hash_marks" if not text.strip("#") else "formula_error", value=text)
    bare = WEEKDAY.sub(" ", text).strip(" ,()")
    found = CLOCK.search(bare)
    clock, zone = (clock_of(text, found), zone_of(found)) if found else (time(), None)
    day_text = bare[: found.start()].strip(" ,") if found else bare
    if found is None and SERIAL.fullmatch(day_text):
        return moment_in_number(Decimal(day_text), hints)
    if day_text.isdecimal() and day_text.isascii():
        return with_clock(day_in_digits(text, day_text, hints), clock, zone)
    return datetime.combine(day_in_text(text, day_text, hints), clock, tzinfo=zone)


def with_clock(moment: datetime, clock: time, zone: timezone | None) -> datetime:
    return datetime.combine(moment.date(), clock, tzinfo=zone) if clock != time() or zone else moment


def day_in_digits(text: str, digits: str, hints: Hints) -> datetime:
    """20261123, or a serial number of Excel that was exported as text."""
    if len(digits) == 8:
        if int(digits) not in COMPACT:
            raise BadValue("not_a_date", value=text)
        return datetime.combine(calendar_day(text, digits[:4], digits[4:6], digits[6:]), time())
    if int(digits[:6]) in SERIALS and len(digits) == 5:
        return moment_in_number(int(digits), hints)
    raise BadValue("date_incomplete" if INCOMPLETE.fullmatch(digits) else "not_a_date", value=text)


def day_in_text(text: str, day: str, hints: Hints) -> date:
    """The day that a text without a time of day tells."""
    if found := YEAR_FIRST.fullmatch(day):
        return calendar_day(text, *found.groups())
    if found := NUMBERS.fullmatch(day):
        return day_in_order(text, found, hints.date_order)
    for pattern, (year, month, number) in ((DAY_MONTH, (3, 2, 1)), (MONTH_DAY, (3, 1, 2)), (YEAR_MONTH_DAY, (1, 2, 3))):
        if found := pattern.fullmatch(day):
            name = found.group(month).lower()
            if name in MONTH_NUMBERS:
                return calendar_day(text, found.group(year), str(MONTH_NUMBERS[name]), found.group(number))
    if INCOMPLETE.fullmatch(day):
        raise BadValue("date_incomplete", value=text)
    raise BadValue("not_a_date", value=text)


def day_in_order(text: str, found: re.Match[str], order: DateOrder | None) -> date:
    """A date of numbers only: by the order of its column; where none is known, by the only order that makes sense."""
    readings = possible_days(found)
    if order in readings:
        return readings[order]
    if not readings or (order is not None and found.group(2) != "." and order is not DateOrder.YMD):
        raise BadValue("date_impossible", value=text)
    days = list(dict.fromkeys(readings.values()))
    if len(days) > 1:
        raise BadValue("date_ambiguous", value=text, one=days[0], other=days[1])
    return days[0]


def possible_days(found: re.Match[str]) -> dict[DateOrder, date]:
    """What a date of numbers can mean, by order of its parts; points part the German order alone."""
    first, mark, second, third = found.groups()
    parts = {DateOrder.DMY: (third, second, first), DateOrder.MDY: (third, first, second)}
    if len(third) == 2:
        parts[DateOrder.YMD] = (first, second, third)
    days = {order: day_or_none(*each) for order, each in parts.items()}
    possible = {order: day for order, day in days.items() if day is not None}
    if mark == "." and DateOrder.DMY in possible:
        return {DateOrder.DMY: possible[DateOrder.DMY]}
    return possible


def day_or_none(year: str, month: str, day: str) -> date | None:
    try:
        return date(full_year(year), int(month), int(day))
    except ValueError:
        return None


def calendar_day(text: str, year: str, month: str, day: str) -> date:
    found = day_or_none(year, month, day)
    if found is None or found.year < 1000:
        raise BadValue("date_impossible", value=text)
    return found


def full_year(year: str) -> int:
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < PIVOT else 1900)


def clock_of(text: str, found: re.Match[str]) -> time:
    """The time of day, the words for morning and afternoon understood."""
    before, hours, minutes, seconds, fraction, after = found.groups()[:6]
    half = (before or after or "").strip().lower()
    hour = int(hours)
    if half == "晚上" and hour == 12:
        raise BadValue("time_impossible", value=text)
    if half.startswith(AFTERNOON) and hour < 12 and not (half == "中午" and hour >= 10):
        hour += 12
    elif half.startswith(MORNING) and hour == 12:
        hour = 0
    try:
        return time(hour, int(minutes or 0), int(seconds or 0), int((fraction or "0")[:6].ljust(6, "0")))
    except ValueError:
        raise BadValue("time_impossible", value=text) from None


def zone_of(found: re.Match[str]) -> timezone | None:
    name, hours, minutes = found.groups()[6:]
    if name:
        return UTC
    if hours is None:
        return None
    away = timedelta(hours=abs(int(hours)), minutes=int(minutes))
    return timezone(-away if hours[0] == "-" else away)


def iso_cell(raw: str) -> Cell:
    """A date that a workbook stores as ISO text."""
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return CellError("not_a_date", raw)
    return moment.date() if len(raw) <= 10 else moment
