"""The unit a header names: 年收入(万元), Revenue (CNY k), 金额（亿元）, Umsatz in Mio. €."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kambium.exchange.reading.money import (
    COUNTED,
    CURRENCY_WORDS,
    MAGNITUDES,
    currency_of,
    magnitude_of,
    one_of,
)
from kambium.exchange.reading.typography import plain

ALONE = frozenset(
    [
        "k",
        "mn",
        "mio",
        "mio.",
        "bn",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "trillion",
        "trillions",
    ]
)
"""Magnitudes in Latin letters that need no currency beside them; m and mm are as often metres and millimetres."""

CURRENCY = one_of(CURRENCY_WORDS)
WORDS = re.compile(
    rf"(?:单位[::]?|unit:?|in\s|in(?=[^a-z]))?\s*(?P<before>{CURRENCY})?\s*"
    rf"(?:(?P<zeros>'?(?P<thousands>000|000,000)'?s?)|(?P<magnitude>{one_of(MAGNITUDES)}))?"
    rf"\s*(?P<after>{CURRENCY})?\s*(?P<counted>{one_of(COUNTED)})?",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
TAIL = re.compile(r"(?:[/_:,|-]|\s(?=in\s))\s*([^/_:,|]+)$")
CHINESE_END = re.compile(
    rf"((?:{one_of(tuple(word for word in MAGNITUDES if not word.isascii()))})(?:元|美元|欧元|港元|人民币))$"
)
ZEROS = {"000": 10**3, "000,000": 10**6}


@dataclass(frozen=True, slots=True)
class Unit:
    """What numbers of a column are counted in."""

    factor: Decimal
    currency: str | None
    text: str
    """The words of the header that say so."""


def unit_of_header(header: str) -> Unit | None:
    """The unit in the brackets or at the end of a header, None where it names none."""
    text = plain(header)
    found = [*BRACKETED.findall(text), *TAIL.findall(text), *CHINESE_END.findall(text)]
    return next((unit for unit in map(unit_in_words, found) if unit), None)


def unit_in_words(words: str) -> Unit | None:
    """The unit that some words are, and nothing but it."""
    words = words.strip()
    if words in ("%", "percent", "百分比"):
        return Unit(Decimal("0.01"), None, words)
    found = WORDS.fullmatch(words)
    if not found or not any(found.group("before", "after", "magnitude", "zeros")):
        return None
    sign = found["before"] or found["after"]
    magnitude = found["magnitude"] or ""
    if magnitude and not sign and magnitude.isascii() and magnitude.lower() not in ALONE and magnitude != "M":
        return None
    return Unit(factor_of(found), currency_of(sign, None) if sign else None, words)


def factor_of(found: re.Match[str]) -> Decimal:
    if found["zeros"]:
        return Decimal(ZEROS[found["thousands"]])
    return magnitude_of(found["magnitude"]) if found["magnitude"] else Decimal(1)
