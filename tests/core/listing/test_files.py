"""Files made of lists: what a spreadsheet would run is only shown, and every value keeps its kind."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import timezone, translation

from kambium.core.web.listing.files import safe, write_csv, write_xlsx

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
PAYLOADS = [
    f"{start}{rest}"
    for start in STARTS
    for rest in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example")', "SUM(A1:A9)", "2", "", "中文", " =1",
                 "A1",
                 "@SUM(1)", "-1", "\n=1", '"=1"', "'=1", "IMPORTXML(1)", "DDE(1)", "a,b", "0x10", "1e9", "+1")
]  # fmt: skip


def csv_of(rows: list[list[object]]) -> tuple[bytes, list[list[str]]]:
    target = io.BytesIO()
    count = write_csv(target, ["Name"], iter(rows), lambda done: None)
    assert count == len(rows)
    raw = target.getvalue()
    return raw, list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1:]


def sheet_of(rows: list[list[object]]):
    target = io.BytesIO()
    write_xlsx(target, ["=Name"], iter(rows), lambda done: None, "A/B:[c]")
    return openpyxl.load_workbook(io.BytesIO(target.getvalue())).active


def test_there_are_two_hundred_payloads() -> None:
    assert len(PAYLOADS) == 200


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_csv_file_begins_like_a_formula(payload: str) -> None:
    _raw, rows = csv_of([[payload]])
    assert rows[0][0] == f"'{payload}"


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    sheet = sheet_of([[payload] for payload in PAYLOADS])
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s"}
    assert sheet["A1"].value == "'=Name"


def test_a_zero_byte_before_a_formula_does_not_hide_it() -> None:
    assert safe("\0=1+1") == "'=1+1"


def test_what_is_no_formula_stays_as_it_is() -> None:
    for text in ("华栋重工（集团）", "a=b", "3-4", "", "'quoted"):
        assert safe(text) == text


def test_csv_has_the_mark_of_utf8_and_values_machines_can_read() -> None:
    moment = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        raw, rows = csv_of([["王", Decimal("-1234.50"), 7, date(2026, 1, 5), moment, True, None]])
    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows == [["王", "-1234.50", "7", "2026-01-05", "2026-11-23 10:30", "Yes", ""]]


def test_a_workbook_keeps_numbers_dates_and_times_as_such() -> None:
    moment = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    with timezone.override("Asia/Shanghai"):
        sheet = sheet_of([["王", Decimal("-1234.50"), date(2026, 1, 5), moment, None]])
    values = [cell.value for cell in sheet[2]]
    assert values[:4] == ["王", -1234.5, datetime(2026, 1, 5), datetime(2026, 11, 23, 10, 30)]
    assert sheet.title == "ABc"
    assert sheet.freeze_panes == "A2"


def test_a_long_text_is_cut_where_a_cell_ends() -> None:
    assert len(sheet_of([["x" * 40_000]])["A2"].value) == 32_767
