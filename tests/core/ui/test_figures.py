"""Numbers, money and sizes in both languages."""

from decimal import Decimal

import pytest

from kambium.core.ui.figures import amount, amount_unit, exact_money, filesize, money, number, percent, short

THIN = "\N{THIN SPACE}"


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (Decimal("123.45"), "123.45", "123.45"),
        (1234, "1,234", "1.23K"),
        (9999, "9,999", "10K"),
        (10_000, f"1{THIN}万", "10K"),
        (86_400, f"8.64{THIN}万", "86.4K"),
        (46_200_000, f"4,620{THIN}万", "46.2M"),
        (123_400_000, f"1.23{THIN}亿", "123M"),
        (1_234_567_890, f"12.3{THIN}亿", "1.23B"),
        (1_000_000_000_000, f"1{THIN}万亿", "1T"),
        (-86_400, f"−8.64{THIN}万", "−86.4K"),
    ],
)
def test_a_single_figure_keeps_three_digits(value, chinese, english):
    assert (short(value, "zh-hans"), short(value, "en")) == (chinese, english)


def test_a_figure_that_rounds_up_to_the_next_unit_takes_it():
    assert short(99_999_999, "zh-hans") == f"1{THIN}亿"
    assert short(999_999, "en") == "1M"


def test_money_shows_the_short_sum_and_keeps_the_exact_one():
    assert money(Decimal("123400000.50"), "CNY", "zh-hans") == (
        f'<data class="num" value="123400000.50" title="¥123,400,000.50">¥1.23{THIN}亿</data>'
    )
    assert money(-1500, "USD", "en") == '<data class="num" value="-1500" title="−$1,500">−$1.5K</data>'


def test_money_follows_the_reader(chinese):
    assert f"¥8.64{THIN}万" in money(86_400)


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (Decimal("1234.5"), "CNY", "¥1,234.50"),
        (Decimal("1234.00"), "CNY", "¥1,234"),
        (Decimal("1234.6"), "JPY", "JP¥1,235"),
        (7, "CHF", "CHF\N{NO-BREAK SPACE}7"),
        (Decimal("-0.05"), "EUR", "−€0.05"),
    ],
)
def test_an_exact_sum_has_every_digit(value, currency, text):
    assert exact_money(value, currency) == text


def test_a_column_of_sums_has_its_unit_in_the_head():
    assert amount(169_640_000, "CNY", "zh-hans") == (
        f'<data class="num" value="169640000" title="¥169,640,000">16,964<span class="unit">{THIN}万</span></data>'
    )
    assert ">169.6<" in amount(169_640_000, "CNY", "en")
    assert [amount_unit(c, lang) for c in ("CNY", "USD") for lang in ("zh-hans", "en")] == [
        "万元",
        "¥M",
        "万 USD",
        "$M",
    ]


def test_what_is_not_known_is_a_dash_and_never_a_zero():
    assert [money(None), amount(None), exact_money(None), number(None), percent(None, 10), percent(3, 0)] == ["–"] * 6


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234567, None, "1,234,567"),
        (Decimal("-0.4"), 0, "0"),
        (2.5, 0, "3"),
        (1 / 3, None, "0.333333"),
        (-7, None, "−7"),
    ],
)
def test_numbers_round_half_up_and_never_show_minus_zero(value, digits, text):
    assert number(value, digits) == text


def test_a_share_is_given_by_its_two_parts():
    assert [percent(7, 8), percent(7, 8, 1), percent(-1, 3, 1), percent(0.5)] == ["88%", "87.5%", "−33.3%", "50%"]


def test_sizes_are_those_of_the_file_manager():
    assert [filesize(n) for n in (0, 999, 1000, 1536, 20 * 2**20, 3 * 2**40)] == [
        "0 B", "999 B", "0.98 KB", "1.5 KB", "20 MB", "3 TB",
    ]  # fmt: skip
