"""How scores become a value of an axis: the weighted mean of what is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Weighed:
    """A value from 0 to 10, or None where too little is known; `known` is the share of the weights that had a score."""

    value: Decimal | None
    known: Decimal


def weigh(parts: Iterable[tuple[Decimal, Decimal | None]], least_known: Decimal = Decimal(0)) -> Weighed:
    """Σ weight · score / Σ weight over the parts (weight, score) that have a score, to two decimals, half up.

    Scores 8, 6, 7, 5 with weights 15, 35, 20, 30 give 6.20 (the KAM scoring workbook's GROWTH axis). What is missing is
    left out, never taken for zero; below `least_known` of the weights there is no value.
    """
    rows = list(parts)
    whole = sum((weight for weight, _score in rows), Decimal(0))
    known = [(weight, score) for weight, score in rows if score is not None]
    weights = sum((weight for weight, _score in known), Decimal(0))
    share = weights / whole if whole else Decimal(0)
    if not weights or share < least_known:
        return Weighed(None, share)
    mean = sum((weight * score for weight, score in known), Decimal(0)) / weights
    return Weighed(mean.quantize(HUNDREDTH, ROUND_HALF_UP), share)


def banded(value: Decimal | None, bands: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The score of the highest band a figure reaches, 0 below the first; None for a figure that is not known."""
    if value is None:
        return None
    reached = [score for least, score in sorted(bands) if value >= least]
    return reached[-1] if reached else Decimal(0)
