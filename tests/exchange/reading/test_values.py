"""Texts, codes and truth values."""

from datetime import date
from decimal import Decimal

import pytest

from kambium.exchange.reading import BadValue, CellError, parse_bool, parse_code, parse_text
from kambium.exchange.reading.cells import Cell, PaddedInt, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Acme", "Acme"),
        ("  \u3000Acme\xa0\ufeff\u200b", "Acme"),
        ("line\r\nbreak", "line\r\nbreak"),
        ("", ""),
        ("<b>Acme</b>", "<b>Acme</b>"),
        ("=1+1", "=1+1"),
        ("#1 Bakery", "#1 Bakery"),
        ("##", "##"),
        (12, "12"),
        (Decimal("1.50"), "1.50"),
        (True, "TRUE"),
        (date(2026, 11, 23), "2026-11-23"),
        ("E+17", "E+17"),
        ("3E Consulting", "3E Consulting"),
    ],
)
def test_a_text_is_kept_as_it_is_but_for_the_space_around_it(cell: Cell, text: str) -> None:
    assert parse_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("#REF!", "formula_error"),
        ("#N/A", "formula_error"),
        ("#name?", "formula_error"),
        ("#######", "hash_marks"),
        ("9.1310115E+17", "digits_lost"),
        ("1E+05", "digits_lost"),
        (913101151234567890, "digits_lost"),
        ("a\x00b", "control_character"),
        ("a\x1bb", "control_character"),
        ("a\x85b", "control_character"),
        ("a\ud800b", "control_character"),
        (CellError("formula_error", "#REF!"), "formula_error"),
    ],
)
def test_what_the_spreadsheet_broke_is_refused(cell: Cell, code: str) -> None:
    for parse in (parse_text, parse_code):
        with pytest.raises(BadValue) as caught:
            parse(cell)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("91310000MA1K35X12C", "91310000MA1K35X12C"),
        ("913101151234567890", "913101151234567890"),
        ("０２１－６２３４５６７８", "021-62345678"),
        ("'00123", "00123"),
        ("00123", "00123"),
        (13800138000, "13800138000"),
        (123456789012345, "123456789012345"),
        (PaddedInt(10020, 6), "010020"),
        ("", ""),
    ],
)
def test_a_code_keeps_every_digit(cell: Cell, code: str) -> None:
    assert parse_code(cell) == code


def test_a_damaged_registration_number_is_refused_with_its_reason() -> None:
    with pytest.raises(BadValue) as caught:
        parse_code("9.1310115E+17")
    lost = "“9.1310115E+17” was a long number whose last digits the spreadsheet lost."
    assert str(caught.value) == f"{lost} Format the column as text and enter it again"


def test_a_code_that_became_a_date_is_refused() -> None:
    with pytest.raises(BadValue) as caught:
        parse_code(date(2026, 3, 1))
    assert (caught.value.code, caught.value.facts) == ("code_became_date", {"value": "2026-03-01"})


def test_yes_and_no_are_read_in_both_languages() -> None:
    yes = ["是", "Y", "yes", "TRUE", "True", "1", 1, True, "✓", "√", "有", " 是 ", "Ｙ"]
    no = ["否", "N", "No", "false", "0", 0, False, "×", "✗", "无", "没有"]
    assert [parse_bool(cell) for cell in yes] == [True] * len(yes)
    assert [parse_bool(cell) for cell in no] == [False] * len(no)
    assert [parse_bool(cell) for cell in ("", "-", "N/A", " ")] == [None] * 4


@pytest.mark.parametrize("cell", ["x", "2", 2, "maybe", "是否", date(2026, 1, 1)])
def test_what_is_neither_yes_nor_no_is_refused(cell: Cell) -> None:
    with pytest.raises(BadValue) as caught:
        parse_bool(cell)
    assert caught.value.code == "not_a_bool"


def test_cells_are_shown_as_people_read_them() -> None:
    from kambium.exchange.reading.cells import Percent, column_letter

    assert [text_of(cell) for cell in (Percent("0.125"), Percent("1"), Decimal("1E+3"), True, "x")] == [
        "12.5%", "100%", "1000", "TRUE", "x",
    ]  # fmt: skip
    assert [column_letter(index) for index in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
