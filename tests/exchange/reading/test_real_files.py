"""Files nobody here wrote: every row comes, none is lost, none is taken for a total."""

import csv
from pathlib import Path

import pytest

from kambium.exchange.reading import Unreadable, open_table, parse_date, parse_number, profile
from tests.exchange.reading.making import SHARED_DATA, rows, shared

GARBLED = "dw_DimReseller.csv"
"""Holds a name with a lost umlaut (Kurf…rstenstr) in line 105."""
FILES = sorted(path.relative_to(SHARED_DATA) for path in SHARED_DATA.glob("*/*.csv") if path.name != GARBLED)


@pytest.mark.skipif(not FILES, reason="the shared data sets are not on this machine")
@pytest.mark.parametrize("name", FILES, ids=str)
def test_every_row_of_a_real_file_is_read_as_it_stands(name: Path) -> None:
    with (SHARED_DATA / name).open(encoding="utf-8", newline="") as file:
        header, *body = list(csv.reader(file))
    found = open_table(SHARED_DATA / name)
    assert [column.header for column in found.columns] == header
    assert rows(found) == body
    assert found.left_out == []
    assert [row for row in found.rows() if row.problem] == []


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize(
    "name",
    ["vendor_export_zoho_maven/Accounts_001.csv", "northwind/customers.csv", "zh_feedback_waimai/waimai_10k.csv"],
)
def test_a_real_file_reads_the_same_in_another_encoding(name: str, codec: str) -> None:
    path = shared(name)
    assert rows(open_table(path.read_text(encoding="utf-8").encode(codec))) == rows(open_table(path))


def test_the_zoho_export_is_understood() -> None:
    found = open_table(shared("vendor_export_zoho_maven/Deals_001.csv"))
    kinds = {column.header: column.kind for column in found.columns}
    assert {kinds["Amount"], kinds["Closing Date"], kinds["Deal Name"]} == {"number", "date", "text"}
    at = {column.header: column.index for column in found.columns}
    won = [row.cells for row in found.rows() if row.cells[at["Stage"]] == "Closed Won"]
    assert sum(parse_number(cells[at["Amount"]]) or 0 for cells in won) == 10_005_534


def test_the_dates_of_a_real_file_are_all_read() -> None:
    found = open_table(shared("adventureworks_oltp/SalesPersonQuotaHistory.csv"))
    at = next(column.index for column in found.columns if column.header == "QuotaDate")
    hints = profile(found, [at])[at].hints()
    days = [parse_date(row.cells[at], hints) for row in found.rows()]
    assert (min(filter(None, days)).isoformat(), max(filter(None, days)).isoformat()) == ("2022-05-30", "2025-02-28")
    assert None not in days


def test_notes_of_several_lines_are_one_cell() -> None:
    found = open_table(shared("northwind/employees.csv"))
    assert [row.number for row in found.rows()][:3] == [2, 3, 4]
    assert len(rows(found)) == 9


def test_a_real_garbled_name_is_refused_by_its_line() -> None:
    with pytest.raises(Unreadable) as caught:
        open_table(shared(f"adventureworks_reseller_sales/{GARBLED}"))
    assert (caught.value.code, caught.value.facts["line"]) == ("mojibake", 105)
