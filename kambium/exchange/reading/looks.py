"""What a cell looks like at a glance, for finding the header and guessing what columns hold."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Literal

from kambium.exchange.reading.amounts import parse_amount
from kambium.exchange.reading.cells import Cell, CellError
from kambium.exchange.reading.dates import NOTHING, parse_moment
from kambium.exchange.reading.hints import DateOrder, Hints
from kambium.exchange.reading.problems import BadValue
from kambium.exchange.reading.values import NO, YES

Look = Literal["empty", "text", "number", "date", "bool", "code", "email", "error"]

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
CODE = re.compile(r"\+?[0-9][0-9 ()\-]{6,}|0[0-9]+|(?=.*[0-9])[0-9A-Z]{15,20}")
"""Digits that are a name: phones, registration numbers, anything long or with a leading zero."""
ANY_ORDER = Hints(date_order=DateOrder.DMY)
HAS_DIGIT = re.compile("[0-9０-９]")
PERIOD = re.compile(r"(?:19|20)[0-9]{2}(?:年?|[-/.年][0-9]{1,2}月?|[-/年 ]?[Qq][1-4])")


def look_of(cell: Cell) -> Look:
    """The kind of value a cell seems to hold."""
    if isinstance(cell, str):
        return look_of_text(cell.strip())
    if isinstance(cell, bool):
        return "bool"
    if isinstance(cell, (int, Decimal)):
        return "number"
    if isinstance(cell, (date, time, timedelta)):
        return "date"
    return "error"


def look_of_text(text: str) -> Look:
    if text == "":
        return "empty"
    if text.lower() in (YES | NO) - {"0", "1"}:
        return "bool"
    if EMAIL.fullmatch(text):
        return "email"
    if not HAS_DIGIT.search(text) or len(text) > 60:
        return "text"
    if reads_as_date(text):
        return "date"
    if CODE.fullmatch(text):
        return "code"
    return "number" if reads_as_number(text) else "text"


def reads_as_number(text: str) -> bool:
    try:
        return parse_amount(text) is not None
    except BadValue:
        return False


def reads_as_date(text: str) -> bool:
    """Whether a text is a date; bare digits are taken for numbers, an impossible day for a date all the same."""
    if text.isdecimal() and len(text) != 8:
        return False
    try:
        return parse_moment(text, ANY_ORDER) is not None
    except BadValue as problem:
        return problem.code == "date_impossible" and not text.isdecimal()


def is_filled(cell: Cell) -> bool:
    return cell != "" and not (isinstance(cell, str) and cell.isspace())


def is_label(cell: Cell) -> bool:
    """Whether a cell can be the name of a column: a short text, or a year or month over figures."""
    if isinstance(cell, CellError) or not isinstance(cell, str):
        return isinstance(cell, int) and not isinstance(cell, bool) and 1990 <= cell <= 2100
    text = cell.strip()
    if not text or len(text) > 80 or text in NOTHING or LINK.match(text):
        return False
    return look_of_text(text) in ("text", "bool") or PERIOD.fullmatch(text) is not None
