"""Numbers and amounts of money as people write them, exactly."""

import re
from decimal import Decimal
from typing import NamedTuple, NoReturn

from kambium.exchange.reading.cells import Cell, CellError, Percent, text_of
from kambium.exchange.reading.dates import NOTHING
from kambium.exchange.reading.hints import NO_HINTS, DecimalMark, Hints
from kambium.exchange.reading.money import COUNTED, CURRENCY_WORDS, MAGNITUDES, currency_of, magnitude_of, one_of
from kambium.exchange.reading.problems import BadValue
from kambium.exchange.reading.typography import plain

LONGEST = 80
DIGITS = 28
"""More than any sum of money has, and what is computed exactly."""

SIMPLE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
SCIENTIFIC = re.compile(r"([0-9]+(?:\.[0-9]+)?)e([+-]?[0-9]{1,2})", re.IGNORECASE)
CURRENCY = one_of(CURRENCY_WORDS)
WRITTEN = re.compile(
    rf"(?P<sign>[-+]?)\s*(?P<before>{CURRENCY})?\s*(?P<inner>[-+]?)\s*"
    r"(?P<digits>[0-9.,](?:[0-9., ']*[0-9.,])?(?:e[+-]?[0-9]+)?)"
    rf"\s*(?P<magnitude>{one_of(MAGNITUDES)})?\s*(?P<after>{CURRENCY})?\s*(?P<counted>{one_of(COUNTED)})?"
    rf"(?P<trailing>-?)\s*(?P<per>[%‰]?)",
    re.IGNORECASE,
)
COMPOUND = re.compile(r"(.*[0-9]\s*亿)\s*([0-9].*万.*)")
GROUPED = re.compile(r"[0-9]{1,3}(?:([,.' ])[0-9]{3})(?:\1[0-9]{3})*")
INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
MYRIADS = re.compile(r"[0-9]{1,4},[0-9]{4}")
"""12,3456: groups of four, as 万 counts, or a decimal comma."""
ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


class Amount(NamedTuple):
    """An amount of money; the currency is None where neither cell, header nor column names one."""

    value: Decimal
    currency: str | None


def parse_number(cell: Cell, hints: Hints = NO_HINTS) -> Decimal | None:
    """The number in a cell in the unit of its header, None where the cell is empty."""
    if isinstance(cell, str) and SIMPLE.fullmatch(cell) and hints.decimal_mark is DecimalMark.POINT:
        return Decimal(cell) * hints.unit if len(cell) <= DIGITS else refuse(cell)
    found = parse_amount(cell, hints)
    return None if found is None else found.value


def parse_amount(cell: Cell, hints: Hints = NO_HINTS) -> Amount | None:
    """The amount in a cell with its currency, None where the cell is empty."""
    if isinstance(cell, CellError):
        raise BadValue(cell.code, value=cell.text)
    if isinstance(cell, str):
        text = plain(cell)
        return None if text in NOTHING else amount_in_text(text, hints)
    if isinstance(cell, Percent):
        return Amount(Decimal(cell), hints.currency)
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        return Amount(Decimal(cell) * hints.unit, hints.currency)
    return refuse(text_of(cell))


def refuse(text: str) -> NoReturn:
    raise BadValue("not_a_number", value=text)


def amount_in_text(text: str, hints: Hints) -> Amount:
    """Sign, currency, digits, magnitude: `(¥1.2亿)`, `USD 3.2m`, `1.234,56 €`."""
    if text.startswith("#"):
        raise BadValue("hash_marks" if not text.strip("#") else "formula_error", value=text)
    if len(text) > LONGEST:
        refuse(text)
    if compound := COMPOUND.fullmatch(text):
        high, low = (amount_in_text(part.strip(), hints) for part in compound.groups())
        return Amount(high.value + (low.value if high.value >= 0 else -low.value), high.currency or low.currency)
    inside = text[1:-1].strip() if text[0] == "(" and text[-1] == ")" else text
    found = WRITTEN.fullmatch(inside)
    if not found or len(found["digits"]) > DIGITS:
        return refuse(text)
    value = digits_value(text, found["digits"], hints.decimal_mark) * own_factor(found, hints)
    return Amount(-value if is_negative(text, inside, found) else value, own_currency(found, hints))


def is_negative(text: str, inside: str, found: re.Match[str]) -> bool:
    """Brackets or one minus make a number negative; two signs are no number."""
    signs = [sign for sign in (found["sign"], found["inner"], found["trailing"]) if sign]
    bracketed = inside is not text
    if len(signs) + bracketed > 1:
        refuse(text)
    return bracketed or signs == ["-"]


def own_factor(found: re.Match[str], hints: Hints) -> Decimal:
    """A percent sign or magnitude in the cell goes before the unit of the header."""
    if found["per"]:
        return Decimal("0.01") if found["per"] == "%" else Decimal("0.001")
    return magnitude_of(found["magnitude"]) if found["magnitude"] else hints.unit


def own_currency(found: re.Match[str], hints: Hints) -> str | None:
    named = {currency_of(sign, hints.currency) for sign in (found["before"], found["after"]) if sign}
    if len(named) > 1:
        refuse(found.string)
    return named.pop() if named else hints.currency


def digits_value(text: str, digits: str, mark: DecimalMark) -> Decimal:
    """The value of digits with group and decimal marks of either culture."""
    if scientific := SCIENTIFIC.fullmatch(digits):
        return Decimal(f"{scientific.group(1)}E{scientific.group(2)}")
    whole, decimal_mark, decimals = split_decimals(text, digits, mark)
    bare = re.sub(r"[,.' ]", "", whole)
    if bare != whole and not GROUPED.fullmatch(whole) and not (decimal_mark != "," and INDIAN.fullmatch(whole)):
        refuse(text)
    if not bare + decimals or not (bare + decimals).isdecimal():
        refuse(text)
    return Decimal(f"{bare or 0}.{decimals or 0}") if decimals else Decimal(bare)


def split_decimals(text: str, digits: str, mark: DecimalMark) -> tuple[str, str, str]:
    """Whole part, decimal mark and decimals: the last mark of two kinds, or the one that can't be a group mark."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        decimal = max(".,", key=digits.rfind)
        return parted(digits, decimal) if digits.count(decimal) == 1 else refuse(text)
    if points + commas != 1:
        return digits, "", ""
    used = "." if points else ","
    is_doubtful = mark is DecimalMark.UNKNOWN and ONE_GROUP.fullmatch(digits)
    if is_doubtful or (mark is not DecimalMark.COMMA and MYRIADS.fullmatch(digits)):
        raise BadValue("number_ambiguous", value=text, one=digits.replace(used, ""), other=digits.replace(used, "."))
    if used == mark or not ONE_GROUP.fullmatch(digits):
        return parted(digits, used)
    return digits, "", ""


def parted(digits: str, mark: str) -> tuple[str, str, str]:
    whole, _, decimals = digits.rpartition(mark)
    return whole, mark, decimals
