"""Lists in the browser: narrowing and the address, editing in place, many at once, the palette, merging, no script."""

import itertools
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from kambium.accounts.models import Account, Merge
from kambium.demo.world import World

Opened = Callable[..., Page]
LOOKS = list(itertools.product(("zh-hans", "en"), ("light", "dark"), (1440, 390)))
PAGES = (
    ("chen", "/accounts/"), ("shen", "/accounts/?view=all&industry=rail&sort=-revenue"),
    ("chen", "/accounts/?q=qqqqqqqq"),
    ("chen", "/contacts/"), ("chen", "/activities/"), ("shen", "/accounts/duplicates/"), ("wang", "/bin/"),
    ("luo", "/settings/fields/"), ("luo", "/settings/fields/new/"), ("chen", "/notices/"), ("chen", "/pins/"),
    ("he", "/views/"), ("chen", "/views/new/?list=accounts&state=?view=mine"), ("chen", "/search/?q=华栋"),
    ("chen", "/lists/accounts/export/"), ("chen", "/"), ("wang", "/"),
)  # fmt: skip


def test_a_list_narrows_as_one_types_and_the_address_keeps_it(world: World, signed_in_page: Opened) -> None:
    page = signed_in_page(world.chen)
    page.goto("/accounts/?view=all")
    page.locator("[data-filter]").fill("hdzg")
    expect(page.locator("[data-rows] > tr").first).to_contain_text("华栋重工集团有限公司")
    expect(page).to_have_url(re.compile(r"/accounts/\?view=all&q=hdzg$"))
    page.locator("[popovertarget=f-status]").click()
    page.locator("#f-status").get_by_label("合作中").check()
    expect(page).to_have_url(re.compile(r"q=hdzg&status=active$"))
    expect(page.locator(".chip")).to_have_count(2)
    page.reload()
    expect(page.locator("[data-rows] > tr").first).to_contain_text("华栋重工集团有限公司")
    page.locator(".chip a").first.click()
    expect(page).to_have_url(re.compile(r"\?view=all&status=active$"))


def test_an_order_is_kept_when_a_condition_is_added(world: World, signed_in_page: Opened) -> None:
    page = signed_in_page(world.shen)
    page.goto("/accounts/?view=all")
    page.get_by_role("link", name=re.compile("^营收|^收入|^年")).first.click()
    expect(page.locator("[aria-sort=descending]")).to_have_count(1)
    page.locator("[data-filter]").fill("机械")
    expect(page).to_have_url(re.compile("sort=-revenue"))
    expect(page).to_have_url(re.compile("q=%E6%9C%BA%E6%A2%B0"))


def test_a_cell_is_edited_in_its_place_and_taken_back(world: World, signed_in_page: Opened) -> None:
    page, number = signed_in_page(world.chen), world.account_id("kunyue")
    page.goto("/accounts/?view=all&q=堃岳")
    cell = page.locator(f"#c-{number}-status")
    cell.get_by_role("button").click()
    cell.locator("select").select_option("active")
    expect(cell.locator(".cellbtn")).to_contain_text("合作中")
    assert Account.objects.get(pk=number).status == "active"
    page.locator(".toast").get_by_role("button", name="撤销").click()
    expect(cell.locator(".cellbtn")).to_contain_text("沉睡")
    assert Account.objects.get(pk=number).status == "dormant"


def test_several_tags_are_edited_and_taken_back_together(world: World, signed_in_page: Opened) -> None:
    page, number = signed_in_page(world.chen), world.account_id("huadong")
    before = world.account("huadong").tags
    page.goto("/accounts/?view=mine&columns=name&columns=tags&q=hdzg")
    cell = page.locator(f"#c-{number}-tags")
    cell.get_by_role("button").click()
    for tag in before:
        cell.locator(f"input[value={tag}]").uncheck()
    cell.get_by_role("button", name="保存").click()
    expect(cell.locator(".cellbtn")).to_contain_text("–")
    assert world.account("huadong").tags == []
    page.locator(".toast").get_by_role("button", name="撤销").click()
    expect(cell.locator(".tag")).to_have_count(len(before))
    assert world.account("huadong").tags == before


def test_escape_leaves_a_cell_as_it_was(world: World, signed_in_page: Opened) -> None:
    page, number = signed_in_page(world.chen), world.account_id("kunyue")
    page.goto("/accounts/?view=all&q=堃岳")
    cell = page.locator(f"#c-{number}-status")
    cell.get_by_role("button").click()
    expect(cell.locator("select")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(cell.locator(".cellbtn")).to_be_visible()
    assert Account.objects.get(pk=number).status == "dormant"


def test_many_are_chosen_and_given_a_status(world: World, signed_in_page: Opened) -> None:
    page = signed_in_page(world.wang)
    page.goto("/accounts/?view=all&industry=rail")
    count = page.locator(".rowcheck").count()
    page.locator("#checkall").check()
    expect(page.locator("#bulk [data-n]")).to_have_text(str(count))
    page.locator("#bulk").get_by_role("button", name="状态").click()
    page.get_by_label("状态").select_option("dormant")
    page.locator(".formfoot button").click()
    expect(page).to_have_url(re.compile(r"/accounts/\?.*industry=rail"))
    rail = Account.objects.filter(team_id=world.team("east").pk, industry="rail", deleted_at=None)
    assert set(rail.values_list("status", flat=True)) == {"dormant"}


def test_the_palette_opens_an_account_by_its_initials(world: World, signed_in_page: Opened) -> None:
    page = signed_in_page(world.chen)
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("hdzg")
    expect(page.locator("#hits .hit").first).to_contain_text("华栋重工集团有限公司")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/accounts/{world.account_id('huadong')}/$"))


def test_two_accounts_are_merged_and_parted_again(world: World, signed_in_page: Opened) -> None:
    page = signed_in_page(world.wang)
    kept, gone = world.account("junhe"), world.account("junhe_twin")
    page.goto(f"/accounts/{kept.pk}/merges/{gone.pk}/")
    if page.locator("#typed").count():
        page.locator("#typed").fill(kept.name_zh)
    page.locator(".formfoot button").click()
    expect(page).to_have_url(re.compile(rf"/accounts/{kept.pk}/$"))
    assert Merge.objects.get().undone_at is None
    page.goto("/accounts/duplicates/")
    page.get_by_role("button", name="撤销").first.click()
    expect(page).to_have_url(re.compile(rf"/accounts/{gone.pk}/$"))
    assert Merge.objects.get().undone_at is not None


def test_without_script_a_list_is_read_narrowed_and_paged(
    world: World, signed_in_page: Opened, browser: Browser, live_server: LiveServer
) -> None:
    cookies = signed_in_page(world.chen).context.cookies()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto("/accounts/?view=all")
    page.locator("[data-filter]").fill("hdzg")
    page.locator("#filters noscript button, #filters button:not([type=button])").first.click()
    assert "q=hdzg" in page.url
    assert "华栋重工集团有限公司" in page.locator("[data-rows] > tr").first.inner_text()
    page.locator("thead a").first.click()
    assert "sort=-name" in page.url
    context.close()


@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_every_page_stands_before_axe(
    world: World, signed_in_page: Opened, axe: Callable[[Page], None], lang: str, theme: str, width: int
) -> None:
    for who, path in PAGES:
        page = signed_in_page(getattr(world, who), lang, theme, width)
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (who, path)
        page.context.close()
