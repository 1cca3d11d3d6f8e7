"""Where the header is, and what the columns are called."""

from typing import Any

import pytest

from kambium.exchange.reading import Table, open_table
from tests.exchange.reading.making import left_out, refusal, rows, table, xlsx


def headers(found: Table) -> list[str]:
    return [column.header for column in found.columns]


def test_a_header_stands_below_titles_and_notes() -> None:
    found = table(
        "2026年大客户清单,,,\n制表人：张三,,日期：2026-11-01,\n\n客户名称,行业,年收入(万元),负责人\n华为,通信,100,李四\n"
    )
    assert (found.header_row, headers(found)) == (4, ["客户名称", "行业", "年收入(万元)", "负责人"])
    assert rows(found) == [["华为", "通信", "100", "李四"]]
    assert left_out(found) == [(1, "title", "2026年大客户清单"), (2, "title", "制表人：张三 · 日期：2026-11-01")]


def test_a_merged_title_is_no_group_of_columns() -> None:
    found = table(xlsx([["Key accounts"], ["name", "city", "n"], ["Acme", "Berlin", 1]], merged=["A1:C1"]))
    assert (found.header_row, headers(found)) == (2, ["name", "city", "n"])
    assert left_out(found) == [(1, "title", "Key accounts")]


def test_a_group_merged_over_columns_is_joined_to_names_that_repeat() -> None:
    found = table(
        xlsx(
            [
                ["客户", "销售额", None, "回款", None],
                [None, "一季度", "二季度", "一季度", "二季度"],
                ["华为", 1, 2, 3, 4],
            ],
            merged=["A1:A2", "B1:C1", "D1:E1"],
        )
    )
    assert headers(found) == ["客户", "销售额 / 一季度", "销售额 / 二季度", "回款 / 一季度", "回款 / 二季度"]
    assert [(column.group, column.name) for column in found.columns[:2]] == [("", "客户"), ("销售额", "一季度")]
    assert (found.header_row, rows(found)) == (2, [["华为", 1, 2, 3, 4]])


def test_a_group_over_names_that_differ_is_kept_beside_them() -> None:
    found = table(
        xlsx(
            [["Basics", None, "Contact", None], ["name", "city", "person", "phone"], ["Acme", "Berlin", "Ann", "12"]],
            merged=["A1:B1", "C1:D1"],
        )
    )
    assert headers(found) == ["name", "city", "person", "phone"]
    assert [column.group for column in found.columns] == ["Basics", "Basics", "Contact", "Contact"]


def test_a_header_of_two_lines_is_found_in_a_text_file() -> None:
    found = table("客户,销售额,,回款,\n,一季度,二季度,一季度,二季度\n华为,1,2,3,4\n比亚迪,5,6,7,8\n")
    assert headers(found) == ["客户", "销售额 / 一季度", "销售额 / 二季度", "回款 / 一季度", "回款 / 二季度"]
    assert rows(found) == [["华为", "1", "2", "3", "4"], ["比亚迪", "5", "6", "7", "8"]]


def test_a_record_below_a_merged_name_is_not_taken_for_its_second_line() -> None:
    found = table(
        xlsx([["客户", "联系人", None], ["华为", "张三", "李四"], ["中车", "王五", "赵六"]], merged=["B1:C1"])
    )
    assert headers(found) == ["客户", "联系人", "联系人 (2)"]
    assert rows(found) == [["华为", "张三", "李四"], ["中车", "王五", "赵六"]]


def test_names_with_a_colon_are_no_remark() -> None:
    assert headers(table("客户名称：,行业：\n华为,通信\n")) == ["客户名称：", "行业："]


def test_a_title_above_a_two_line_header_is_told_apart() -> None:
    found = table(
        xlsx(
            [["2026 report"], ["Account", "Sales", None], [None, "Q1", "Q2"], ["Acme", 1, 2]],
            merged=["A1:C1", "A2:A3", "B2:C2"],
        )
    )
    assert (headers(found), found.header_row) == (["Account", "Q1", "Q2"], 3)
    assert left_out(found) == [(1, "title", "2026 report")]


def test_years_and_months_over_figures_are_names() -> None:
    assert headers(table("客户,2024,2025,2026年\n华为,1,2,3\n")) == ["客户", "2024", "2025", "2026年"]
    assert headers(table("account,2026-01,2026-02\nAcme,1,2\n")) == ["account", "2026-01", "2026-02"]


def test_a_table_without_a_header_loses_no_row() -> None:
    found = table("A001,华为,1000,2026-01-01\nA002,比亚迪,2000,2026-01-02\n")
    assert (found.header_row, headers(found)) == (None, ["", "", "", ""])
    assert [column.letter for column in found.columns] == ["A", "B", "C", "D"]
    assert len(rows(found)) == 2


def test_a_row_of_texts_deep_in_the_data_is_not_taken_for_the_header() -> None:
    found = table("A001,华为,1000\nA002,比亚迪,2000\n编号,名称,金额\nA003,中车,3000\n")
    assert (found.header_row, len(rows(found))) == (None, 4)


def test_the_header_row_can_be_told() -> None:
    text = "Acme,Berlin\nname,city\nBeta,Paris\n"
    assert (headers(table(text, header_row=2)), rows(table(text, header_row=2))) == (
        ["name", "city"],
        [["Beta", "Paris"]],
    )
    assert rows(table(text, header_row=0)) == [["Acme", "Berlin"], ["name", "city"], ["Beta", "Paris"]]
    assert refusal(text, header_row=99).code == "no_such_header_row"


def test_words_that_are_waited_for_mark_the_header() -> None:
    text = "Acme,Berlin\nfrom,crm\nAccount Name,City\nBeta,Paris\n"
    assert table(text, known=["account name", "CITY"]).header_row == 3
    assert table(text).header_row == 1


def test_names_that_repeat_are_numbered_and_columns_without_name_or_cells_are_skipped() -> None:
    found = table("phone,,phone,name\n1,,2,Acme\n")
    assert [(column.index, column.header) for column in found.columns] == [(0, "phone"), (2, "phone (2)"), (3, "name")]
    assert rows(found) == [["1", "", "2", "Acme"]]


def test_a_value_in_a_skipped_column_is_told() -> None:
    found = table("name,,city\n" + "Acme,,Berlin\n" * 300 + "Beta,surprise,Paris\n")
    assert [(row.number, str(row.problem)) for row in found.rows() if row.problem] == [
        (302, "Column B has no header but holds “surprise” here")
    ]


def test_a_column_without_a_name_but_with_cells_is_listed() -> None:
    found = table("name,,city\nAcme,x,Berlin\nBeta,y,Paris\n")
    assert [(column.letter, column.header, column.samples) for column in found.columns][1] == ("B", "", ("x", "y"))


def test_a_table_that_starts_in_the_middle_of_the_sheet_is_found() -> None:
    def change(sheet: Any) -> None:
        sheet["C4"], sheet["D4"] = "name", "city"
        sheet["C5"], sheet["D5"] = "Acme", "Berlin"

    found = table(xlsx([], change=change))
    assert [(column.letter, column.header) for column in found.columns] == [("C", "name"), ("D", "city")]
    assert [(row.number, row.cells) for row in found.rows()] == [(5, ["", "", "Acme", "Berlin"])]


def test_marks_of_required_fields_and_line_ends_are_no_part_of_a_name() -> None:
    found = table('*客户名称,行业（必填）,"年收入\n(万元)",Phone*\n华为,通信,1,2\n')
    assert headers(found) == ["客户名称", "行业", "年收入 (万元)", "Phone"]


def test_columns_tell_unit_samples_and_kind() -> None:
    found = table(
        "客户,年收入(万元),成立日期,电话,邮箱,大客户,备注\n"
        '华为,"1,200",1987-09-15,13800000000,a@example.com,是,\n比亚迪,900,1995-02-10,13900000000,b@example.com,否,\n'
    )
    assert [column.kind for column in found.columns] == ["text", "number", "date", "code", "email", "bool", "empty"]
    assert found.columns[0].samples == ("华为", "比亚迪")
    unit = found.columns[1].unit
    assert unit is not None
    assert (unit.factor, unit.currency) == (10_000, "CNY")
    assert found.columns[0].factor == 1


def test_a_unit_stated_above_the_table_is_told_but_not_applied() -> None:
    found = table("大客户销售额,,\n,,单位：万元\n客户,一季度,二季度\n华为,1,2\n")
    assert found.stated_unit is not None
    assert (found.stated_unit.factor, found.stated_unit.currency) == (10_000, "CNY")
    assert [column.factor for column in found.columns] == [1, 1, 1]


def test_the_first_sheet_with_a_table_is_taken_and_another_can_be_named() -> None:
    from openpyxl import Workbook

    from tests.exchange.reading.making import saved

    book = Workbook()
    book.active.title = "read me"  # type: ignore[union-attr]
    book["read me"].append(["Fill in the next sheet"])
    for title, name in (("secret", "Hidden"), ("accounts", "Acme"), ("more", "Beta")):
        sheet = book.create_sheet(title)
        sheet.append(["name", "n"])
        sheet.append([name, 1])
    book["secret"].sheet_state = "hidden"
    content = saved(book)
    found = open_table(content)
    assert (found.sheet, rows(found)) == ("accounts", [["Acme", 1]])
    assert [(sheet.name, sheet.is_visible) for sheet in found.sheets] == [
        ("read me", True), ("secret", False), ("accounts", True), ("more", True),
    ]  # fmt: skip
    assert rows(open_table(content, sheet="more")) == [["Beta", 1]]
    problem = refusal(content, sheet="nope")
    assert str(problem) == "The workbook has no sheet “nope”. It has: read me, secret, accounts, more."


@pytest.mark.parametrize("text", ["name\n合计\n小计\n", "公司\n备注：有限公司\n"])
def test_a_single_column_has_no_totals_and_no_notes(text: str) -> None:
    assert left_out(table(text)) == []
