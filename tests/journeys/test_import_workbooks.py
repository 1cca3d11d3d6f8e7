"""A workbook as offices write it: a cover sheet, a title over the header, merged cells, 万元, subtotals and a sum."""

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from kambium.accounts.models import Account
from kambium.core.models import Term
from kambium.demo.world import World
from tests.journeys.test_import import picture, work

pytestmark = pytest.mark.django_db(transaction=True)
THIS_YEAR = (
    ("2026 年重点客户名单",),
    ("大区", "客户名称", "行业", "年收入（万元）", "员工人数", "城市", "毛利率"),
    ("华东", "苏州试运电机有限公司", "装备制造", 1234.5, 120, "苏州", "#DIV/0!"),
    (None, "无锡试车传动有限公司", "暂无", "800", "—", "无锡", 0.21),
    ("小计", None, None, 2034.5, 120, None, None),
    ("华南", "佛山试样陶瓷有限公司", "装备制造", "#DIV/0!", 30, "佛山", 0.3),
    ("合计", None, None, 2034.5, 150, None, None),
)
LAST_YEAR = (("客户名称", "城市"), ("去年的客户有限公司", "常州"))


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "说明"
    book.active.append(["本表由销售支持部维护，每季度更新一次。"])
    for name, rows in (("2025", LAST_YEAR), ("2026", THIS_YEAR)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["2026"].merge_cells("A1:G1")
    book["2026"].merge_cells("A3:A4")
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
def test_the_sheet_that_is_meant_is_chosen_and_its_rows_arrive_to_the_yuan(
    world: World, signed_in_page: Callable[..., Page], axe: Callable[[Page], None], theme: str, width: int
) -> None:
    page = signed_in_page(world.shen, theme=theme, width=width)
    page.goto("/imports/")
    page.set_input_files("input[name=files]", {"name": "重点客户.xlsx", "mimeType": "", "buffer": workbook()})
    page.get_by_role("button", name="下一步：对应列").click()
    expect(page.locator("select[name=sheet]")).to_have_value("2025")
    expect(page.get_by_role("row", name="客户名称").locator("select")).to_have_value("name")
    page.select_option("select[name=sheet]", "2026")
    page.get_by_role("button", name="读取这张表").click()
    expect(page.get_by_role("row", name="年收入（万元）").locator("select")).to_have_value("annual_revenue")
    expect(page.get_by_role("row", name="员工人数")).to_contain_text("“—” 读作空")
    picture(page, f"import-workbook-columns-{theme}-{width}")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_role("button", name="检查", exact=True).click()
    work()
    page.get_by_role("button", name="写入").wait_for()
    for line, reason in ((6, "#DIV/0!"), (5, "小计"), (7, "合计")):
        expect(
            page.get_by_role("row").filter(has=page.get_by_role("cell", name=str(line), exact=True))
        ).to_contain_text(reason)
    picture(page, f"import-workbook-checked-{theme}-{width}")
    axe(page)
    page.get_by_role("button", name="写入").click()
    work()
    expect(page.get_by_role("button", name="撤销导入")).to_be_visible()
    east = Term.objects.get(vocabulary="region", name_zh="华东").code
    new = Account.objects.filter(source_run__isnull=False).order_by("annual_revenue")
    assert list(new.values_list("name_zh", "region", "annual_revenue", "employees", "city")) == [
        ("无锡试车传动有限公司", east, Decimal(8_000_000), None, "无锡"),
        ("苏州试运电机有限公司", east, Decimal(12_345_000), 120, "苏州"),
    ]
    assert new[0].industry == ""
