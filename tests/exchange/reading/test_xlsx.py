"""Cells of XLSX workbooks come as what the sheet shows."""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kambium.exchange.reading import BadValue, CellError, open_table, parse_code, parse_number, parse_text
from kambium.exchange.reading.number_formats import shape_of, shape_of_code
from tests.exchange.reading.making import MAIN, package, rows, saved, sheet_data, table, xlsx


def one_cell(inner: str, **options: str) -> Any:
    """The value of a single cell written by hand below a header."""
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
    content = package(sheet_data(f'{head}<row r="2">{inner}</row>'), **options)
    return rows(table(content))[0][0]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1", 1),
        ("-7", -7),
        ("0.1", Decimal("0.1")),
        ("0.30000000000000004", Decimal("0.3")),
        ("1234567.8900000001", Decimal("1234567.89")),
        ("1E3", 1000),
        ("1.5E-3", Decimal("0.0015")),
        ("2.0", 2),
        ("9007199254740993", 9007199254740993),
        ("12345678901234567890", 12345678901234567890),
        ("9.1310115123456794E+17", 913101151234568000),
        ("-0.10000000000000001", Decimal("-0.1")),
    ],
)
def test_a_number_is_what_the_sheet_shows(raw: str, value: object) -> None:
    found = one_cell(f'<c r="A2"><v>{raw}</v></c>')
    assert (found, type(found)) == (value, type(value))


def test_the_sum_of_a_tenth_and_a_fifth_is_three_tenths() -> None:
    assert rows(table(xlsx([["n"], [0.1 + 0.2]]))) == [[Decimal("0.3")]]
    assert str(rows(table(xlsx([["n"], [1.1 * 3]])))[0][0]) == "3.3"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A2" t="str"><v>text</v></c>', "text"),
        ('<c r="A2" t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r></is></c>', "rich text"),
        ('<c r="A2" t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh></is></c>', "漢"),
        ('<c r="A2" t="s"><v>1</v></c>', "shared rich"),
        ('<c r="A2" t="b"><v>1</v></c>', True),
        ('<c r="A2" t="b"><v>0</v></c>', False),
        ('<c r="A2" t="e"><v>#REF!</v></c>', CellError("formula_error", "#REF!")),
        ('<c r="A2" t="d"><v>2026-11-23</v></c>', date(2026, 11, 23)),
        ('<c r="A2" t="d"><v>2026-11-23T14:05:00</v></c>', datetime(2026, 11, 23, 14, 5)),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="A2"><f>A1+1</f><v/></c>', CellError("formula_uncomputed", "")),
        ('<c r="A2"><f>A1+1</f></c>', CellError("formula_uncomputed", "")),
        ('<c r="A2" t="str"><f>A1&amp;"x"</f><v>namex</v></c>', "namex"),
        ('<c r="A2" t="str"><v>a_x000D_\nb</v></c>', "a\r\nb"),
        ("<c><v>5</v></c>", 5),
        ('<c r="A2" t="str"><v>&lt;b&gt; &amp; "x"</v></c>', '<b> & "x"'),
    ],
)
def test_each_kind_of_cell_is_read(cell: str, value: object) -> None:
    rich = '<si><r><t>shared</t></r><r><t xml:space="preserve"> rich</t></r></si>'
    strings = f'<sst xmlns="{MAIN}"><si><t>name</t></si>{rich}</sst>'
    assert one_cell(cell, strings=strings) == value


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell() -> None:
    head = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
    text = sheet_data(f'{head}<row r="2"><c r="A2" t="str"><v>x</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>')
    assert rows(table(package(text))) == [["x", ""]]


def test_a_failed_formula_is_an_error_of_the_field_that_needs_it() -> None:
    cell = one_cell('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    for parse in (parse_text, parse_number, parse_code):
        with pytest.raises(BadValue) as caught:
            parse(cell)
        assert (caught.value.code, str(caught.value)) == ("formula_error", "The formula gives #DIV/0!")


def test_tags_with_a_prefix_are_read() -> None:
    text = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>name</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2" t="str"><x:v>Acme</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert rows(table(package(text))) == [["Acme"]]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (datetime(2026, 11, 23), "yyyy-mm-dd", date(2026, 11, 23)),
        (datetime(2026, 11, 23), 'yyyy"年"m"月"d"日"', date(2026, 11, 23)),
        (datetime(2026, 11, 23), "yyyy-mm-dd hh:mm", datetime(2026, 11, 23)),
        (datetime(2026, 11, 23, 14, 5), "yyyy-mm-dd hh:mm:ss", datetime(2026, 11, 23, 14, 5)),
        (datetime(2026, 11, 23, 14, 5), "yyyy-mm-dd", datetime(2026, 11, 23, 14, 5)),
        (datetime(2026, 11, 23), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", date(2026, 11, 23)),
        (date(1900, 1, 1), "yyyy-mm-dd", date(1900, 1, 1)),
        (date(1900, 3, 1), "yyyy-mm-dd", date(1900, 3, 1)),
        (time(14, 5, 30), "h:mm:ss", time(14, 5, 30)),
        (timedelta(hours=30), "[h]:mm", timedelta(hours=30)),
        (0.25, "0.0%", Decimal("0.25")),
        (10020, "000000", 10020),
        (1234.5, "#,##0.00", Decimal("1234.5")),
        (1234.5, '"¥"#,##0.00_);[Red]("¥"#,##0.00)', Decimal("1234.5")),
        (5, '0" days"', 5),
    ],
)
def test_a_number_has_the_meaning_its_format_gives_it(value: object, number_format: str, expected: object) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "name")
    write = sheet.write_number if isinstance(value, (int, float)) else sheet.write_datetime
    write(1, 0, value, book.add_format({"num_format": number_format}))
    book.close()
    found = rows(open_table(stream.getvalue()))[0][0]
    assert (found, isinstance(found, datetime)) == (expected, isinstance(expected, datetime))


def test_zeros_that_a_format_shows_stay_in_codes() -> None:
    formats = '<numFmts><numFmt numFmtId="164" formatCode="000000"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>'
    styles = f'<styleSheet xmlns="{MAIN}">{formats}</styleSheet>'
    cell = one_cell('<c r="A2" s="0"><v>10020</v></c>', styles=styles)
    assert (parse_code(cell), parse_number(cell)) == ("010020", 10020)


def test_the_day_that_never_was_is_an_error() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    assert one_cell('<c r="A2" s="0"><v>59</v></c>', styles=styles) == date(1900, 2, 28)
    assert one_cell('<c r="A2" s="0"><v>60</v></c>', styles=styles) == CellError("date_impossible", "1900-02-29")
    assert one_cell('<c r="A2" s="0"><v>61</v></c>', styles=styles) == date(1900, 3, 1)
    assert one_cell('<c r="A2" s="0"><v>-1</v></c>', styles=styles) == CellError("date_impossible", "-1")
    assert one_cell('<c r="A2" s="0"><v>99999999</v></c>', styles=styles) == CellError("date_impossible", "99999999")


def test_workbooks_that_count_from_1904_give_the_same_days() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet: Any = book.active
    sheet.append(["day"])
    sheet.append([datetime(2026, 11, 23)])
    sheet["A2"].number_format = "yyyy-mm-dd"
    found = open_table(saved(book))
    assert rows(found) == [[date(2026, 11, 23)]]
    assert found.hints(found.columns[0]).is_1904


def test_formats_are_told_apart() -> None:
    codes = {
        "General": "number", "0.00": "number", "@": "text", "0%": "percent", "yyyy/m/d": "date",
        "m/d/yy h:mm": "datetime",
        "h:mm AM/PM": "time", "mm:ss.0": "time", "[h]:mm:ss": "elapsed", "[mm]:ss": "elapsed", "0000": 4,
        '"day" 0': "number", "0.00E+00": "number", "# ?/?": "number", "[Red]0.0": "number", "上午/下午h:mm": "time",
        'yyyy"年"m"月"': "date", "[$-804]aaaa": "number", "d-mmm": "date", "mmm-yy": "date", "\\d0": "number",
    }  # fmt: skip
    assert {code: shape_of_code(code) for code in codes} == codes
    assert [shape_of(number, {}) for number in (0, 9, 14, 22, 31, 46, 49, 57)] == [
        "number", "percent", "date", "datetime", "date", "elapsed", "text", "date",
    ]  # fmt: skip


def test_cells_left_out_of_a_row_are_empty_and_numbers_are_those_of_the_sheet() -> None:
    found = table(xlsx([["a", "b", "c"], [1, None, 3], [], [None, 5]]))
    assert [(row.number, row.cells) for row in found.rows()] == [(2, [1, "", 3]), (4, ["", 5, ""])]


def test_a_workbook_from_every_writer_reads_the_same() -> None:
    lines: list[list[object]] = [["name", "n", "day", "ok"], ["华为", 1.5, date(2026, 11, 23), True]]
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for at, line in enumerate(lines):
        for column, value in enumerate(line):
            day = book.add_format({"num_format": "yyyy-mm-dd"}) if isinstance(value, date) else None
            sheet.write(at, column, value, day)
    book.close()
    assert (
        rows(table(stream.getvalue()))
        == rows(table(xlsx(lines)))
        == [["华为", Decimal("1.5"), date(2026, 11, 23), True]]
    )
