"""Texts, codes and truth values. Numbers are in `amounts`, dates in `dates`."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from kambium.exchange.reading.cells import Cell, CellError, PaddedInt, text_of
from kambium.exchange.reading.dates import NOTHING
from kambium.exchange.reading.excel_numbers import EXACT_DIGITS
from kambium.exchange.reading.problems import BadValue
from kambium.exchange.reading.typography import INVISIBLE, plain, unguarded

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
DAMAGED_CODE = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,3}", re.IGNORECASE)
"""A long code that a spreadsheet took for a number and showed as 9.1310115E+17."""
FORMULA_ERRORS = frozenset(
    [
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
    ]
)
YES = frozenset({"是", "y", "yes", "true", "t", "1", "✓", "✔", "√", "☑", "对", "有", "on", "真"})
NO = frozenset({"否", "n", "no", "false", "f", "0", "✗", "✘", "×", "☐", "不是", "错", "无", "没有", "off", "假"})


def parse_text(cell: Cell) -> str:
    """The text of a cell without space around it; a value the spreadsheet broke is refused."""
    if isinstance(cell, str):
        text = unguarded(cell.strip(INVISIBLE))
        if not text.isprintable() and (found := CONTROLS.search(text)):
            raise BadValue("control_character", character=f"U+{ord(found.group()):04X}")
        if text[:1] == "#":
            refuse_spreadsheet_error(text)
        if DAMAGED_CODE.fullmatch(text):
            raise BadValue("digits_lost", value=text)
        return text
    if isinstance(cell, CellError):
        raise BadValue(cell.code, value=cell.text)
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        return digits_kept(cell)
    return text_of(cell)


def refuse_spreadsheet_error(text: str) -> None:
    if text.upper() in FORMULA_ERRORS:
        raise BadValue("formula_error", value=text)
    if len(text) >= 3 and not text.strip("#"):
        raise BadValue("hash_marks", value=text)


def digits_kept(number: int | Decimal) -> str:
    """A number as text, unless it is so long that the spreadsheet has lost its last digits."""
    text = text_of(number)
    if isinstance(number, int) and not isinstance(number, PaddedInt) and len(text.lstrip("-")) > EXACT_DIGITS:
        raise BadValue("digits_lost", value=text)
    return text


def parse_code(cell: Cell) -> str:
    """A number that is a name: registration number, phone, postcode, order number. Never rounded, zeros kept."""
    if isinstance(cell, (date, time, timedelta)):
        raise BadValue("code_became_date", value=text_of(cell))
    text = plain(parse_text(cell))
    return text[1:] if text[:1] == "'" else text


def parse_bool(cell: Cell) -> bool | None:
    """Yes or no in either language, None where the cell is empty."""
    if isinstance(cell, CellError):
        raise BadValue(cell.code, value=cell.text)
    if isinstance(cell, bool):
        return cell
    word = plain(text_of(cell)).lower()
    if word in YES:
        return True
    if word in NO:
        return False
    if word in NOTHING:
        return None
    raise BadValue("not_a_bool", value=text_of(cell))
