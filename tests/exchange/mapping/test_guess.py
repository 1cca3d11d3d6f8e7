"""Columns are understood by their header in either language and by their values, and the reasons are told."""

import pytest
from django.utils import translation

from kambium.core.registry import records
from kambium.exchange.mapping import guesses, header_words
from kambium.exchange.mapping.folding import folded
from kambium.exchange.mapping.guess import in_languages
from tests.exchange.mapping.making import table

pytestmark = pytest.mark.django_db


def meant(text: str, record: str = "account") -> dict[str, str]:
    return {guess.column.header: guess.field for guess in guesses(table(text), records[record])}


def why(text: str, record: str = "account") -> dict[str, tuple[float, list[str]]]:
    found = guesses(table(text), records[record])
    return {guess.field: (round(guess.score, 2), [reason.message() for reason in guess.reasons]) for guess in found}


MEANT = """
name: 客户名称 | *客户名称 | Account Name | account_name | ＡＣＣＯＵＮＴ　ＮＡＭＥ
annual_revenue: 年收入（万元） | 年营业额/万元 | AnnualRevenue | Anual Revenue
registration_no: 统一社会信用代码 | Tax-ID
employees: No. of Employees | 员工人数（人）
industry: 所属行业 | 客户所属行业
owner: Account Owner | 大客户经理
parent: Parent Account.id
website: Web-Site | Websit
phone: 公司电话号码
: Colour | Venue | 颜色 | 备注列 | 行业分析报告 | 城市等级 | Industry Award
"""


@pytest.mark.parametrize(
    ("header", "field"),
    [
        (header.strip(), field)
        for field, _, headers in (line.partition(":") for line in MEANT.strip().splitlines())
        for header in headers.split(" | ")
    ],
)
def test_a_header_means_this_field_of_an_account(header: str, field: str) -> None:
    found = meant(f"Zzz,{header}\n1,\n")
    assert list(found.values()) == ([field] if field else [])


def test_a_slip_of_the_pen_is_worth_less_than_the_word_itself() -> None:
    assert why("Zzz,Anual Revenue\n1,5\n")["annual_revenue"] == (
        0.92,
        ["the header is like “annualrevenue”", "1 of 1 values fit"],
    )
    assert why("Zzz,Annual Revenue\n1,5\n")["annual_revenue"] == (
        1.0,
        ["the header says “Annual revenue”", "1 of 1 values fit"],
    )


def test_a_word_within_a_longer_header_is_a_clue() -> None:
    assert why("Zzz,我司客户所属行业\n1,\n")["industry"] == (0.68, ["the header contains “所属行业”"])


def test_values_that_do_not_fit_speak_against_the_header() -> None:
    rows = "Zzz,E-mail,手机\n1,yes,13812345678\n2,no,13912345678\n3,yes,13712345678\n"
    assert meant(rows, "contact") == {"手机": "mobile"}


def test_values_speak_for_a_column_whose_header_says_nothing() -> None:
    text = "Name,K1,K2,K3\n" + "".join(f"A{i},a{i}@x.test,1381234567{i},91330100MA27X1234{i}\n" for i in range(4))
    assert why(text, "contact")["email"] == (0.6, ["4 of 4 values look like it"])
    assert meant(text, "contact") == {"Name": "name", "K1": "email", "K2": "mobile"}
    assert meant(text)["K3"] == "registration_no"


def test_every_field_goes_to_one_column_and_references_to_as_many_as_there_are() -> None:
    assert meant("Account Name,Customer,Account Owner.id,Account Owner\nA,B,7,Ann\n") == {
        "Account Name": "name",
        "Account Owner.id": "owner",
        "Account Owner": "owner",
    }


def test_the_group_above_a_header_is_part_of_what_it_says() -> None:
    from io import BytesIO

    from xlsxwriter import Workbook

    from kambium.exchange.reading.table import open_table

    memory = BytesIO()
    with Workbook(memory) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "客户")
        sheet.merge_range(0, 2, 0, 3, "联系人")
        for row, cells in enumerate(
            [("名称", "电话", "姓名", "电话"), ("明远", "1234567", "王芳", "7654321")], start=1
        ):
            sheet.write_row(row, 0, cells)
    found = guesses(open_table(memory.getvalue(), name="a.xlsx"), records["contact"])
    assert {(g.column.header, g.field) for g in found} >= {("姓名", "name"), ("联系人 / 电话", "phone")}


def test_reasons_are_told_in_the_readers_language() -> None:
    with translation.override("zh-hans"):
        assert why("Zzz,年收入（万元）\n1,5\n")["annual_revenue"][1] == ["表头写着“年收入”", "1 个值中有 1 个符合"]


def test_no_header_text_means_two_fields_of_one_record() -> None:
    for record in records:
        said: dict[str, set[str]] = {}
        for spec in record.fields:
            for text in (spec.name, *in_languages(spec.label), *spec.aliases):
                said.setdefault(folded(text), set()).add(spec.name)
        assert {text: names for text, names in said.items() if len(names) > 1} == {}, record.key


def test_the_words_that_mark_a_header_are_those_of_all_records_in_both_languages() -> None:
    assert {"客户名称", "Account Name", "行业", "Industry", "跟进方式", "工号"} <= header_words()
