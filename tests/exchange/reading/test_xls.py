"""Old XLS workbooks give what XLSX workbooks give."""

import io
import struct
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlwt
from xlwt.Cell import FormulaCell

from kambium.exchange.reading import CellError, Limits, open_table, parse_code
from kambium.exchange.reading.cells import Percent
from tests.exchange.reading.making import left_out, ole, refusal, rows


def xls(
    fill: Callable[[Any], None], *, titles: tuple[str, ...] = ("S",), prepare: Callable[[Any], None] | None = None
) -> bytes:
    book = xlwt.Workbook()
    if prepare:
        prepare(book)
    sheets = [book.add_sheet(title) for title in titles]
    fill(sheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def lines(*written: list[Any]) -> Callable[[Any], None]:
    def fill(sheet: Any) -> None:
        for row, line in enumerate(written):
            for column, value in enumerate(line):
                if value is not None:
                    sheet.write(row, column, *(value if isinstance(value, tuple) else (value,)))

    return fill


def style(number_format: str) -> Any:
    return xlwt.easyxf(num_format_str=number_format)


def test_texts_numbers_dates_and_truth_values_are_read() -> None:
    content = xls(
        lines(
            ["客户", "n", "big", "day", "moment", "ok"],
            [
                "华为", 0.1 + 0.2, 12345678901234, (date(2026, 11, 23), style("yyyy-mm-dd")),
                (datetime(2026, 11, 23, 14, 5), style("yyyy-mm-dd hh:mm")), True,
            ],
        )
    )  # fmt: skip
    found = open_table(content)
    assert (found.kind, found.sheet) == ("xls", "S")
    assert rows(found) == [
        ["华为", Decimal("0.3"), 12345678901234, date(2026, 11, 23), datetime(2026, 11, 23, 14, 5), True]
    ]


def test_failed_formulas_are_errors_and_not_empty_cells() -> None:
    def fill(sheet: Any) -> None:
        lines(["name", "n", "m"], ["Acme"])(sheet)
        sheet.row(1).set_cell_error(1, "#REF!")
        sheet.row(1).insert_cell(2, FormulaCell(1, 2, 15, xlwt.Formula("1+1"), calc_flags=2))

    assert rows(open_table(xls(fill))) == [
        ["Acme", CellError("formula_error", "#REF!"), CellError("formula_uncomputed", "")]
    ]


def test_formats_that_change_the_meaning_are_kept() -> None:
    content = xls(lines(["code", "share"], [(10020, style("000000")), (0.25, style("0%"))]))
    code, share = rows(open_table(content))[0]
    assert (parse_code(code), share, type(share)) == ("010020", Decimal("0.25"), Percent)


def test_a_table_away_from_the_corner_keeps_its_row_numbers() -> None:
    content = xls(lines([], [], [None, "name", "n"], [None, "Acme", 1]))
    found = open_table(content)
    assert [(row.number, row.cells) for row in found.rows()] == [(4, ["", "Acme", 1])]


def test_merged_cells_are_filled_down_and_totals_left_out() -> None:
    def fill(sheet: Any) -> None:
        lines(["region", "account", "n"], [None, "Acme", 1], [None, "Beta", 2], ["Total", None, 3])(sheet)
        sheet.write_merge(1, 2, 0, 0, "East")

    found = open_table(xls(fill))
    assert rows(found) == [["East", "Acme", 1], ["East", "Beta", 2]]
    assert left_out(found) == [(4, "total", "Total · 3")]


def test_hidden_sheets_are_not_taken_first() -> None:
    def hide(book: Any) -> None:
        sheet = book.add_sheet("secret")
        lines(["name", "n"], ["Hidden", 1])(sheet)
        sheet.visibility = 1

    content = xls(lines(["name", "n"], ["Acme", 1]), prepare=hide)
    found = open_table(content)
    assert (found.sheet, rows(found)) == ("S", [["Acme", 1]])
    assert rows(open_table(content, sheet="secret")) == [["Hidden", 1]]


def test_the_calendar_from_1904_is_known() -> None:
    def mac(book: Any) -> None:
        book.dates_1904 = True

    content = xls(lines(["day"], [(date(2026, 11, 23), style("yyyy-mm-dd"))]), prepare=mac)
    found = open_table(content)
    assert rows(found) == [[date(2026, 11, 23)]]
    assert found.hints(found.columns[0]).is_1904


def test_a_far_cell_costs_nothing() -> None:
    content = xls(lambda sheet: (sheet.write(0, 0, "a"), sheet.write(65_535, 255, "b"))[0])
    assert [(row.number, len(row.cells)) for row in open_table(content, header_row=1).rows()] == [(65_536, 256)]


def test_more_cells_than_allowed_are_refused() -> None:
    content = xls(lines(["a", "b"], *([row, row] for row in range(50))))
    assert len(rows(open_table(content, limits=Limits(xls_cells=102)))) == 50
    problem = refusal(content, limits=Limits(xls_cells=101))
    assert (problem.code, problem.facts) == ("sheet_too_large", {"limit": 101})


def test_a_password_is_told() -> None:
    content = bytearray(xls(lines(["name", "n"], ["Acme", 1])))
    at = content.index(b"\x42\x00\x02\x00")
    content[at : at + 2] = b"\x2f\x00"
    assert refusal(bytes(content)).code == "encrypted"


def test_a_file_cut_off_is_refused() -> None:
    content = xls(lines(["name", "n"], *(["Acme", number] for number in range(900))))
    for cut in (600, 2000, 5000, 9000):
        assert refusal(content[:cut]).code in ("damaged", "wrong_type", "too_old", "no_sheets")


def test_texts_longer_than_a_record_are_read_whole() -> None:
    texts = ["华为😀é" * 2500, "a" * 30_000, "b" * 8000 + "华" * 8000, "x"]
    content = xls(lines(["name", "n"], *([text, number] for number, text in enumerate(texts))))
    assert rows(open_table(content)) == [[text, number] for number, text in enumerate(texts)]


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: bytes) -> bytes:
    return record(0x0204, struct.pack("<HHHH", row, column, 0, len(text)) + text)


def test_a_workbook_of_excel_95_is_read_in_its_code_page() -> None:
    name = "客户".encode("gbk")
    start = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0)) + record(0x0042, struct.pack("<H", 936))
    listed = len(start) + 4 + 6 + 1 + len(name) + 4
    book = start + record(0x0085, struct.pack("<IBBB", listed, 0, 0, len(name)) + name) + record(0x000A, b"")
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 16, 0, 0))
    sheet += label(0, 0, "名称".encode("gbk")) + label(0, 1, b"n") + label(1, 0, "华为技术".encode("gbk"))
    sheet += record(0x0203, struct.pack("<HHHd", 1, 1, 0, 2.5)) + record(0x000A, b"")
    found = open_table(ole({"Book": (book + sheet).ljust(5000, b"\0")}))
    assert (found.sheet, found.columns[0].header, rows(found)) == ("客户", "名称", [["华为技术", Decimal("2.5")]])


def test_charts_inside_a_sheet_do_not_end_it() -> None:
    start = record(0x0809, struct.pack("<HHHH", 0x0600, 5, 0, 0))
    listed = len(start) + 4 + 6 + 3 + 4
    book = start + record(0x0085, struct.pack("<IBBBB", listed, 0, 0, 1, 0) + b"S") + record(0x000A, b"")
    chart = record(0x0809, struct.pack("<HHHH", 0x0600, 32, 0, 0)) + label(9, 9, b"\0chart") + record(0x000A, b"")
    wide = [
        struct.pack("<HHHHB", 0, 0, 0, 1, 0) + b"n",
        struct.pack("<HHHHB", 1, 0, 0, 1, 1) + "华".encode("utf-16-le"),
    ]
    sheet = record(0x0809, struct.pack("<HHHH", 0x0600, 16, 0, 0)) + record(0x0204, wide[0]) + chart
    sheet += record(0x0204, wide[1]) + record(0x00E5, struct.pack("<HHHHH", 1, 1, 3, 0, 0)) + record(0x000A, b"")
    found = open_table(ole({"Workbook": (book + sheet).ljust(5000, b"\0")}), header_row=1)
    assert rows(found) == [["华"]]
    assert [(region.first_row, region.last_row) for region in found.filled_down] == [(2, 4)]


def test_packed_numbers_are_exact() -> None:
    numbers = [0, 1, -1, 100, -100, 536_870_911, -536_870_912, 0.01, -0.01, 123.45, 1e-3, 2.5, 1e10, 99_999_999.99]
    content = xls(lines(["name", "n"], *([f"a{at}", number] for at, number in enumerate(numbers))))
    found = [row[1] for row in rows(open_table(content))]
    assert found == [Decimal(str(number)) for number in numbers]
