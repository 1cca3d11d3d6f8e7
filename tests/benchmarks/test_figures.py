"""The figures mean what their headings say."""

from pathlib import Path

import pytest

from benchmarks import imports, plain, report
from benchmarks.__main__ import arguments
from benchmarks.clock import Timing, summary


def test_the_middle_and_the_slow_ones() -> None:
    assert summary([float(n) for n in range(100, 0, -1)]) == Timing(n=100, p50=51.0, p95=96.0)


def test_a_quick_run_is_smaller_and_what_was_asked_for_wins() -> None:
    asked = arguments(["--quick", "--accounts", "500"])
    assert (asked.accounts, asked.contacts, asked.files) == (500, 60_000, [10_000, 100_000])
    assert arguments([]).activities == 1_000_000


def test_columns_stand_below_each_other_in_both_scripts() -> None:
    assert list(report.table(("", "n"), [("列表", "10"), ("list", "5")])) == ["       n", "列表  10", "list   5"]


def test_a_target_is_held_up_to_its_value() -> None:
    assert [report.verdict(value, 9.0) for value in (8.9, 9.0, 9.1)] == ["ok", "ok", "over"]


def test_a_file_has_as_many_rows_as_asked_and_passes_the_checks(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    imports.write(path, 6, imports.FIRST)
    rows = list(imports.checked(path))
    assert [row[0] for row in rows] == ["K5000000", "K5000001", "K5000002", "K5000003", "K5000004", "K5000005"]
    path.write_text(path.read_text().replace("automotive", "nonsense"))
    with pytest.raises(ValueError, match="nonsense"):
        list(imports.checked(path))


def test_a_later_page_is_counted_from_the_first_row() -> None:
    page, count = plain.listed("AND sort_zh >= %s AND (sort_zh, id) > (%s, %s)", ["a", "a", 1])
    assert (page[1], count[1]) == (["a", "a", 1], [])
    assert "sort_zh" not in count[0]
    page, count = plain.listed("AND owner_id = %s", [7])
    assert (page[1], count[1]) == ([7], [7])
