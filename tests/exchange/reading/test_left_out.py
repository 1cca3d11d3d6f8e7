"""Totals, notes and repeated headers are shown, never imported and never lost; accounts called like totals stay."""

import pytest

from tests.exchange.reading.making import left_out, rows, table, xlsx

HEADER = "客户,行业,负责人,收入,回款\n"
BODY = "华为,通信,张三,100,90\n比亚迪,汽车,李四,200,150\n"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("合计,,,300,240", "total"),
        ("合　　计,,,300,240", "total"),
        ("合计：,,,300,240", "total"),
        ("总计,-,-,300,240", "total"),
        ("共计,共2家,,300,240", "total"),
        (",,合计,300,240", "total"),
        ("【合计】,,,300,240", "total"),
        ("Total,,,300,240", "total"),
        ("TOTAL:,,,300,240", "total"),
        ("Grand Total,,,300,240", "total"),
        ("平均值,,,150,120", "total"),
        ("小计,,,300,240", "subtotal"),
        ("华东区小计,,,300,240", "subtotal"),
        ("华东,小计,,300,240", "subtotal"),
        ("Sub-total,,,300,240", "subtotal"),
        ("Total for East,,,300,240", "subtotal"),
        ("East total,,,300,240", "subtotal"),
        ("小计（华东）,,,300,240", "subtotal"),
        ("合计,,,#REF!,240", "total"),
        ("制表人：王五,,,,", "note"),
        ("备注：数据截至十月,,,,", "note"),
        ("制表人：王五,,审核人：赵六,,", "note"),
        ("Note: figures in CNY,,,,", "note"),
        ("数据来源：CRM,,,,", "note"),
        ("第1页 共3页,,,,", "note"),
        ("客户,行业,负责人,收入,回款", "repeated_header"),
    ],
)
def test_a_row_that_is_no_record_is_left_out_with_its_reason(row: str, reason: str) -> None:
    found = table(HEADER + BODY + row + "\n")
    assert len(rows(found)) == 2
    assert [(number, why) for number, why, _ in left_out(found)] == [(4, reason)]


@pytest.mark.parametrize(
    "row",
    [
        "Total Energies,能源,张三,100,90",
        "Total Energies,,,100,90",
        "合计科技,软件,张三,100,90",
        "合计科技,,,100,90",
        "总计划投资,金融,张三,100,90",
        "Total,能源,张三,100,90",
        "合计,软件,张三,100,90",
        "小计智能,硬件,李四,,",
        "华东合计,贸易,张三,100,90",
        "汇总通,软件,张三,,",
        "Sum Holdings,金融,张三,1,2",
        "Overall Inc,服装,张三,1,2",
        "说明书印刷厂,印刷,张三,1,2",
        "备注科技,软件,张三,1,2",
        "注：冠公司,软件,张三,1,2",
        "统计局,政府,张三,1,2",
        "制表厂,机械,张三,,",
    ],
)
def test_an_account_that_is_called_like_a_total_or_note_stays(row: str) -> None:
    found = table(HEADER + BODY + row + "\n")
    assert rows(found)[-1] == row.split(",")
    assert left_out(found) == []


def test_an_account_called_total_in_a_numbered_list_stays() -> None:
    found = table("序号,客户,收入\n1,华为,100\n2,Total,50\n,合计,150\n")
    assert rows(found) == [["1", "华为", "100"], ["2", "Total", "50"]]
    assert left_out(found) == [(4, "total", "合计 · 150")]


def test_what_is_left_out_is_shown_with_its_text() -> None:
    found = table(HEADER + BODY + "合计,,,300,240\n制表人：王五,,,,\n")
    assert left_out(found) == [(4, "total", "合计 · 300 · 240"), (5, "note", "制表人：王五")]


def test_totals_in_a_long_file_are_found_wherever_they_stand() -> None:
    lines = [f"客户{number},通信,张三,{number},1" for number in range(5000)]
    for at in (4000, 3000, 2000):
        lines.insert(at, f"第{at}组小计,,,5,5")
    found = table(HEADER + "\n".join(lines) + "\n合计,,,5,5\n")
    assert len(rows(found)) == 5000
    assert [number for number, _, _ in left_out(found)] == [2002, 3003, 4004, 5005]


def test_averages_are_found_in_a_table_of_one_text_column() -> None:
    found = table("客户,收入,回款\n华为,1,2\n比亚迪,3,4\nAverage,2,3\n")
    assert (len(rows(found)), [why for _, why, _ in left_out(found)]) == (2, ["total"])


def test_only_the_first_ten_thousand_are_kept_but_all_are_counted() -> None:
    found = table("客户,行业,收入\n华为,通信,1\n" + "合计,,1\n" * 10_500)
    assert (len(left_out(found)), found.left_out_count) == (10_000, 10_500)


def test_a_cell_merged_over_several_rows_holds_in_each_of_them() -> None:
    found = table(
        xlsx(
            [
                ["region", "account", "n"],
                ["East", "Acme", 1],
                [None, "Beta", 2],
                [None, "Gamma", 3],
                ["West", "Delta", 4],
            ],
            merged=["A2:A4"],
        )
    )
    assert [cells[0] for cells in rows(found)] == ["East", "East", "East", "West"]
    assert [(region.first_row, region.last_row, region.first_column) for region in found.filled_down] == [(2, 4, 0)]


def test_a_subtotal_inside_a_merged_group_is_still_left_out() -> None:
    found = table(
        xlsx(
            [["大区", "客户", "收入"], ["华东", "华为", 1], [None, "中车", 2], [None, "小计", 3], ["合计", None, 3]],
            merged=["A2:A4", "A5:B5"],
        )
    )
    assert rows(found) == [["华东", "华为", 1], ["华东", "中车", 2]]
    assert left_out(found) == [(4, "subtotal", "华东 · 小计 · 3"), (5, "total", "合计 · 3")]


def test_a_heading_merged_over_the_table_is_a_section() -> None:
    found = table(
        xlsx(
            [["客户", "行业", "收入"], ["一、华东区"], ["华为", "通信", 1], ["二、华南区"], ["比亚迪", "汽车", 2]],
            merged=["A2:C2", "A4:C4"],
        )
    )
    assert rows(found) == [["华为", "通信", 1], ["比亚迪", "汽车", 2]]
    assert left_out(found) == [(2, "section", "一、华东区"), (4, "section", "二、华南区")]


def test_the_reason_is_told_in_words() -> None:
    found = table(HEADER + BODY + "合计,,,300,240\n")
    rows(found)
    assert found.left_out[0].message() in ("a total", "合计行")
