"""Importing in the browser: files, columns, check, writing and taking back, as the director of the key accounts."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kambium.accounts.models import Account
from kambium.demo.world import World
from kambium.exchange.actions.queue import carry_out_run
from kambium.exchange.models import Run, SavedMap

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "客户编号,客户名称,统一社会信用代码,行业,员工数,城市,备注列\n"
ROWS = (
    "M1,苏州试运电机有限公司,,装备制造,120,苏州,甲\n"
    "M2,名字特别特别长的一家专门用来看表格怎样折行的精密机械自动化设备进出口贸易发展有限公司,,装备制造,80,昆山,乙\n"
    "M3,错码公司,913205940000000000,装备制造,12,无锡,丙\n"
    "M4,错数公司,,装备制造,很多,无锡,丁\n"
    "合计,,,,200,,\n"
)
WORDS = {
    "zh-hans": ("下一步：对应列", "检查", "写入", "撤销导入"),
    "en": ("Next: columns", "Check", "Import now", "Take the import back"),
}
LOOKS = [("zh-hans", "light", 1440), ("en", "dark", 390), ("en", "light", 1440), ("zh-hans", "dark", 390)]


def picture(page: Page, name: str) -> None:
    """Kept only where somebody wants to look."""
    if folder := os.environ.get("KAMBIUM_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def work() -> None:
    """What the worker does with the run that waits."""
    carry_out_run(run_id=Run.objects.get(state="queued").pk)


def upload(page: Page, name: str, data: bytes, next_step: str) -> None:
    page.goto("/imports/")
    page.set_input_files("input[name=files]", {"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name=next_step).click()


@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_a_file_is_checked_written_and_taken_back(
    world: World, signed_in_page: Callable[..., Page], axe: Callable[[Page], None], lang: str, theme: str, width: int
) -> None:
    page = signed_in_page(world.shen, lang=lang, theme=theme, width=width)
    go_on, check, write, back = WORDS[lang]

    def look(step: str) -> None:
        page.wait_for_load_state("networkidle")
        picture(page, f"import-{step}-{lang}-{theme}-{width}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto("/imports/")
    look("1-files")
    upload(page, "客户.csv", (HEAD + ROWS).encode(), go_on)
    expect(page.locator("select[name=p0key]")).to_have_value("source_key")
    page.select_option("select[name=p0key]", "name")
    look("2-columns")
    page.get_by_role("button", name=check, exact=True).click()
    expect(page.locator("progress")).to_be_visible()
    look("3-waiting")
    work()
    expect(page.get_by_role("button", name=write)).to_be_visible()
    look("4-checked")
    assert not Account.objects.filter(source_key="M1").exists()
    page.get_by_role("button", name=write).click()
    expect(page.locator("progress")).to_be_visible()
    work()
    expect(page.get_by_role("button", name=back)).to_be_visible()
    look("5-done")
    assert Account.objects.get(source_key="M1").owner_id == world.shen.pk
    with page.expect_download() as refused:
        page.locator("a[href$='/refused/']").click()
    assert refused.value.path().read_text("utf-8-sig").count("公司") == 2
    page.get_by_role("button", name=back).click()
    page.wait_for_load_state("networkidle")
    look("6-reverted")
    assert not Account.objects.filter(source_key="M1").exists()
    upload(page, "下个月.csv", (HEAD + "M9,另一家有限公司,,装备制造,3,苏州,戊\n").encode(), go_on)
    expect(page.locator("select[name=p0key]")).to_have_value("name")
    expect(page.locator("a[href='?anew=1']")).to_be_visible()
    look("7-remembered")
    assert SavedMap.objects.get().person_id == world.shen.pk
