"""How a column's numbers and dates are to be read, where the mapping says more than the file."""

from dataclasses import replace
from decimal import Decimal

from kambium.exchange.mapping.language import Feed
from kambium.exchange.reading.hints import NO_HINTS, DateOrder, Hints
from kambium.exchange.reading.units import unit_in_words


def hints_of(feed: Feed, known: Hints | None) -> Hints:
    """What the file knows of the column, overruled by what the mapping says."""
    hints = known or NO_HINTS
    unit = unit_of(feed.unit)
    if unit:
        hints = replace(hints, unit=unit[0], currency=unit[1] or hints.currency)
    return replace(hints, date_order=DateOrder(feed.order)) if feed.order else hints


def unit_of(text: str) -> tuple[Decimal, str | None] | None:
    """Factor and currency of a unit: 万元 is 10000 CNY, `thousand USD` 1000 USD, `1000` just 1000. None for others."""
    if text.isascii() and text.isdecimal() and len(text) <= 12 and int(text):
        return Decimal(text), None
    unit = unit_in_words(text) if text else None
    return (unit.factor, unit.currency) if unit else None
