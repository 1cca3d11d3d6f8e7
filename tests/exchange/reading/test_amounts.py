"""Numbers and money in both cultures, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kambium.exchange.reading import Amount, BadValue, CellError, DecimalMark, Hints, parse_amount, parse_number
from kambium.exchange.reading.cells import Cell, Percent

COMMA = Hints(decimal_mark=DecimalMark.COMMA)
UNKNOWN = Hints(decimal_mark=DecimalMark.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567,89", "1234567.89"),
        ("1 234", "1234"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("12,34,567.8", "1234567.8"),
        ("12.5万", "125000"),
        ("1.2亿", "120000000"),
        ("1亿2000万", "120000000"),
        ("3千万", "30000000"),
        ("5百万", "5000000"),
        ("1.5k", "1500"),
        ("2 million", "2000000"),
        ("3.2bn", "3200000000"),
        ("1,5 Mio.", "1500000"),
        ("(1,200)", "-1200"),
        ("（1,200）", "-1200"),
        ("-5", "-5"),
        ("5-", "-5"),
        ("−5", "-5"),
        ("－5", "-5"),
        ("+5", "5"),
        ("１２３．５", "123.5"),
        ("12.5%", "0.125"),
        ("１２．５％", "0.125"),
        ("3‰", "0.003"),
        ("1e5", "100000"),
        ("1.5E-3", "0.0015"),
        ("120人", "120"),
        ("007", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0,5", "0.5"),
        ("1234,567", "1234.567"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)
    assert parse_number(f"  {text}\u3000") == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("￥1,200", "1200", "CNY"),
        ("¥1200元", "1200", "CNY"),
        ("1,200元", "1200", "CNY"),
        ("RMB 3,000", "3000", "CNY"),
        ("人民币3000", "3000", "CNY"),
        ("USD 3.2m", "3200000", "USD"),
        ("3.2m USD", "3200000", "USD"),
        ("US$1,234.50", "1234.50", "USD"),
        ("-$5", "-5", "USD"),
        ("$-5", "-5", "USD"),
        ("($5)", "-5", "USD"),
        ("1.234,56 €", "1234.56", "EUR"),
        ("€1,234.56", "1234.56", "EUR"),
        ("£2k", "2000", "GBP"),
        ("HK$ 5k", "5000", "HKD"),
        ("120万美元", "1200000", "USD"),
        ("3.5亿元", "350000000", "CNY"),
        ("1,200", "1200", None),
    ],
)
def test_an_amount_tells_its_currency(text: str, value: str, currency: str | None) -> None:
    assert parse_amount(text) == Amount(Decimal(value), currency)


def test_a_sign_of_several_currencies_means_the_one_that_is_expected() -> None:
    assert parse_amount("¥100", Hints(currency="JPY")) == Amount(Decimal(100), "JPY")
    assert parse_amount("$100", Hints(currency="SGD")) == Amount(Decimal(100), "SGD")
    assert parse_amount("$100", Hints(currency="EUR")) == Amount(Decimal(100), "USD")
    assert parse_amount("100", Hints(currency="EUR")) == Amount(Decimal(100), "EUR")
    assert parse_amount("€100", Hints(currency="USD")) == Amount(Decimal(100), "EUR")


@pytest.mark.parametrize("text", ["", " ", "-", "--", "—", "/", "N/A", "无", "NULL", "\u3000"])
def test_nothing_is_no_number_and_no_error(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "abc", "约100", "100-200", "100~200万", ">100", "1.2.3", "1,234.567.8", "1,23,4", "12,345,67", "--5", "(-5)",
        "5--", "NaN", "Infinity", "1_000", "0x10", "²", "½", "١٢", "Ⅷ", "一百", "5 USD EUR", "€5$", "1 23",
        "9" * 29, "1" * 200,
        "1e999", "万", "%", ".", ",", "1,,000", "=1+1", "5 kg",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_the_text(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_number(text)
    assert caught.value.code == "not_a_number"
    assert str(caught.value.facts["value"])[:20] == text[:20]


def test_errors_of_a_spreadsheet_are_told_as_such() -> None:
    for cell, code in (
        ("#N/A", "formula_error"),
        ("#REF!", "formula_error"),
        ("####", "hash_marks"),
        (True, "not_a_number"),
    ):
        with pytest.raises(BadValue) as caught:
            parse_number(cell)
        assert caught.value.code == code
    with pytest.raises(BadValue) as caught:
        parse_number(CellError("formula_uncomputed", ""))
    assert caught.value.code == "formula_uncomputed"


def test_a_thousand_and_a_thousandth_are_told_apart_by_the_culture_of_the_column() -> None:
    assert (parse_number("1.234"), parse_number("1,234")) == (Decimal("1.234"), Decimal(1234))
    assert (parse_number("1.234", COMMA), parse_number("1,234", COMMA)) == (Decimal(1234), Decimal("1.234"))
    for text in ("1.234", "1,234"):
        with pytest.raises(BadValue) as caught:
            parse_number(text, UNKNOWN)
        assert caught.value.code == "number_ambiguous"
        assert str(caught.value) == f"“{text}” can mean 1234 or 1.234"
    assert parse_number("1234,5", UNKNOWN) == Decimal("1234.5")


def test_groups_of_four_are_asked_about() -> None:
    with pytest.raises(BadValue) as caught:
        parse_number("12,3456")
    assert str(caught.value) == "“12,3456” can mean 123456 or 12.3456"
    assert parse_number("12,3456", COMMA) == Decimal("12.3456")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12.5", "125000"),
        ("1,000.5", "10005000"),
        ("¥3", "30000"),
        (3, "30000"),
        (Decimal("0.1"), "1000"),
        ("12.5万", "125000"),
        ("2亿", "200000000"),
        ("5%", "0.05"),
        (Percent("0.05"), "0.05"),
    ],
)
def test_the_unit_of_the_header_holds_unless_the_cell_has_its_own(cell: Cell, value: str) -> None:
    assert parse_number(cell, Hints(unit=Decimal(10_000))) == Decimal(value)


def test_percentages_under_a_percent_header_are_not_divided_twice() -> None:
    percent = Hints(unit=Decimal("0.01"))
    assert [parse_number(cell, percent) for cell in ("12.5", "12.5%", 12, Percent("0.125"))] == [
        Decimal("0.125"), Decimal("0.125"), Decimal("0.12"), Decimal("0.125"),
    ]  # fmt: skip


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_a_number_comes_back_from_every_way_of_writing_it(number: Decimal) -> None:
    english = f"{number:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    swiss = english.replace(",", "'")
    wide = english.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.,-"})
    assert parse_number(f"{number:f}") == number
    assert parse_number(english) == number
    assert parse_number(german, COMMA) == number
    assert parse_number(swiss) == number
    assert parse_number(wide) == number
    assert parse_number(f"¥{english}") == number
    assert parse_number(f"({english})" if number > 0 else english) == -abs(number)


@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from([1, 1000, 10_000, 10**8]))
def test_units_multiply_exactly(number: int, unit: int) -> None:
    assert parse_number(str(number), Hints(unit=Decimal(unit))) == number * unit


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        found = parse_number(text)
    except BadValue:
        return
    assert found is None or found.is_finite()
