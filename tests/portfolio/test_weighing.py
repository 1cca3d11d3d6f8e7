"""The weighted mean of what is known, and the figures of the published scoring workbook."""

from decimal import Decimal

import pytest

from kambium.portfolio.queries.weighing import banded, weigh


def parts(scores: list[int | None], weights: list[int]) -> list[tuple[Decimal, Decimal | None]]:
    return [(Decimal(w), None if s is None else Decimal(s)) for s, w in zip(scores, weights, strict=True)]


def test_the_growth_axis_of_the_scoring_workbook_is_six_twenty() -> None:
    assert weigh(parts([8, 6, 7, 5], [15, 35, 20, 30])).value == Decimal("6.20")


def test_its_harmony_axis_is_seven_ten() -> None:
    assert weigh(parts([7, 6, 8, 9, 5], [10, 20, 30, 20, 20])).value == Decimal("7.10")


def test_what_is_missing_is_left_out_and_not_taken_for_zero() -> None:
    weighed = weigh(parts([8, None, 7, None], [15, 35, 20, 30]))
    assert weighed.value == Decimal("7.43")  # (8·15 + 7·20) / 35
    assert weighed.known == Decimal("0.35")


def test_below_the_least_share_known_there_is_no_value() -> None:
    weighed = weigh(parts([8, None, 7, None], [15, 35, 20, 30]), least_known=Decimal("0.6"))
    assert weighed.value is None
    assert weighed.known == Decimal("0.35")


def test_half_a_hundredth_is_rounded_up() -> None:
    assert weigh([(Decimal(1), Decimal("6.24")), (Decimal(1), Decimal("6.25"))]).value == Decimal("6.25")


def test_of_nothing_there_is_no_value() -> None:
    assert weigh([]).value is None


@pytest.mark.parametrize(
    ("value", "score"), [("0", "0"), ("0.99", "0"), ("1", "2"), ("2.5", "4"), ("99", "10"), (None, None)]
)
def test_a_figure_scores_by_the_highest_band_it_reaches(value: str | None, score: str | None) -> None:
    bands = [(Decimal(1), Decimal(2)), (Decimal(2), Decimal(4)), (Decimal(3), Decimal(10))]
    found = banded(None if value is None else Decimal(value), bands)
    assert found == (None if score is None else Decimal(score))
