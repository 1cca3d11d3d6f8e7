"""The account page as people use it: recording, planning on, two at one record, calling a colleague, adding a file."""

import re

import pytest
from playwright.sync_api import expect

from kambium.accounts import actions
from kambium.accounts.models import AccountFile, Activity, Comment
from kambium.core.context import acting
from kambium.core.models import Notice

PAGES = ("", "people/", "activity/", "files/", "group/", "changes/", "changes/?on=2026-05-01", "edit/", "activity/new/")


def dialog_of(page):
    return page.locator("dialog[open]")


def test_a_visit_is_recorded_without_leaving_the_page(world, signed_in_page):
    page = signed_in_page(world.chen)
    page.goto(f"/accounts/{world.account_id('huadong')}/")
    page.get_by_role("link", name="记录跟进").first.click()
    dialog = dialog_of(page)
    expect(dialog.get_by_role("heading", name="记录跟进")).to_be_visible()
    dialog.get_by_text("拜访", exact=True).click()
    dialog.get_by_label("主题").fill("看二号车间的样机")
    dialog.get_by_label("许嘉文").check()
    dialog.get_by_label("下一步", exact=True).fill("寄试用报告")
    dialog.get_by_label("截止日期").fill("2026-11-24")
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator(".toast")).to_contain_text("已记录")
    expect(page.locator(".timeline li").first).to_contain_text("拜访 · 看二号车间的样机")
    made = Activity.objects.latest("id")
    assert (made.kind, made.next_step, made.participants.get().contact_id) == (
        "visit", "寄试用报告", world.contact("huadong.buyer").pk)  # fmt: skip


def test_what_is_refused_stays_in_the_dialog_with_its_reason(world, signed_in_page):
    page = signed_in_page(world.lin, lang="en", theme="dark")
    before = Activity.objects.count()
    page.goto(f"/accounts/{world.account_id('weidental')}/")
    page.get_by_role("link", name="Log activity").first.click()
    dialog = dialog_of(page)
    dialog.get_by_label("Subject").fill("Call with Jonas")
    dialog.get_by_label("By when").fill("2026-12-01")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".error")).to_contain_text("Say what the next step is.")
    expect(dialog.get_by_label("Subject")).to_have_value("Call with Jonas")
    assert Activity.objects.count() == before
    dialog.get_by_label("Next step", exact=True).fill("Send the offer")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_contain_text("Recorded")
    assert Activity.objects.count() == before + 1


def test_from_the_create_menu_the_account_is_found_by_its_initials(world, signed_in_page):
    page = signed_in_page(world.chen)
    page.goto("/")
    page.get_by_role("button", name="新建").first.click()
    page.locator("#create").get_by_role("link", name="记录跟进").click()
    dialog = dialog_of(page)
    with page.expect_response(lambda r: "/accounts/offers/" in r.url):
        dialog.get_by_label("客户").press_sequentially("hdzg")
    offer = dialog.locator("datalist option").first
    expect(offer).to_have_attribute("value", f"华栋重工集团有限公司 #{world.account_id('huadong')}")
    dialog.get_by_label("客户").fill(offer.get_attribute("value"))
    dialog.get_by_role("button", name="继续").click()
    dialog.get_by_label("主题").fill("从菜单记录")
    dialog.get_by_role("button", name="保存").click()
    expect(page).to_have_url(re.compile(rf"/accounts/{world.account_id('huadong')}/$"))
    assert Activity.objects.latest("id").subject == "从菜单记录"


def test_a_step_is_done_and_the_next_is_planned(world, signed_in_page):
    page = signed_in_page(world.chen, width=390)
    page.goto(f"/accounts/{world.account_id('huadong')}/")
    card = page.locator(".nextstep")
    first = card.locator(".big").inner_text()
    card.get_by_role("link", name="完成并安排下一步").click()
    dialog = dialog_of(page)
    expect(dialog.get_by_label("主题")).to_have_value(first)
    dialog.get_by_label("下一步", exact=True).fill("约试用评审")
    dialog.get_by_label("截止日期").fill("2026-11-23")
    dialog.get_by_role("button", name="完成", exact=True).click()
    expect(page.locator(".toast")).to_contain_text(f"已完成：{first}")
    assert Activity.objects.filter(next_step=first, account_id=world.account_id("huadong")).latest("id").next_done_at


def test_two_at_one_record_the_second_chooses(world, signed_in_page, axe):
    number = world.account_id("huadong")
    page = signed_in_page(world.chen)
    page.goto(f"/accounts/{number}/edit/")
    page.get_by_label("城市").fill("无锡")
    page.get_by_label("网址").fill("huadong.example")
    with acting(world.wang.actor()):
        actions.change(by=world.wang.actor(), account_id=number, version=None, at=world.now,
                       values={"city": "苏州", "employees": 9000})  # fmt: skip
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="有人先保存了 华栋重工集团有限公司")).to_be_visible()
    expect(page.locator(".diff tbody tr")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("王艺涵")
    axe(page)
    page.get_by_label("苏州").check()
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".toast")).to_contain_text("已更新")
    account = world.account("huadong")
    assert (account.city, account.website, account.employees) == ("苏州", "huadong.example", 9000)


def test_a_colleague_is_called_by_initials_and_hears_of_it(world, signed_in_page):
    page = signed_in_page(world.chen)
    page.goto(f"/accounts/{world.account_id('huadong')}/")
    box = page.get_by_label("写评论")
    box.click()
    box.press_sequentially("@sjy", delay=30)
    expect(page.locator(".mentions [role=option]").first).to_contain_text("沈静怡")
    box.press("Enter")
    expect(box).to_have_value("@沈静怡 ")
    box.press_sequentially("月底前定")
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".say").first).to_contain_text("@沈静怡 月底前定")
    assert Comment.objects.latest("id").mentions == [world.shen.pk]
    assert Notice.objects.filter(person=world.shen, kind="comment.mentioned").latest("id").data["excerpt"] == (
        "@沈静怡 月底前定")  # fmt: skip


def test_who_cannot_see_the_account_is_not_told_and_one_learns_of_it(world, signed_in_page):
    page = signed_in_page(world.chen)
    page.goto(f"/accounts/{world.account_id('huadong')}/")
    before = Notice.objects.filter(person=world.zhou).count()
    page.get_by_label("写评论").fill("@周子墨 看看")
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".toast")).to_contain_text("没有通知：周子墨")
    assert Notice.objects.filter(person=world.zhou).count() == before


def test_a_file_is_dropped_in_and_an_empty_one_says_why_not(world, signed_in_page):
    page = signed_in_page(world.chen)
    page.goto(f"/accounts/{world.account_id('huadong')}/files/")
    before = AccountFile.objects.count()
    field = page.locator("input[type=file]")
    field.set_input_files({"name": "空.pdf", "mimeType": "application/pdf", "buffer": b""})
    page.get_by_role("button", name="添加").click()
    expect(page.locator(".dropped .error")).to_contain_text("是空的")
    field.set_input_files({"name": "报价.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 offer"})
    page.get_by_role("button", name="添加").click()
    expect(page.locator(".people li").first).to_contain_text("报价.pdf")
    assert AccountFile.objects.count() == before + 1


def test_earlier_entries_come_below(world, signed_in_page):
    page = signed_in_page(world.chen)
    page.goto(f"/accounts/{world.account_id('huadong')}/activity/")
    lines = page.locator(".timeline > li:not(.date)")
    expect(lines).to_have_count(30)
    page.get_by_role("link", name="更早").click()
    expect(lines).to_have_count(60)


def test_a_property_is_edited_in_its_place_and_taken_back(world, signed_in_page):
    page = signed_in_page(world.chen)
    page.goto(f"/accounts/{world.account_id('huadong')}/")
    place = page.locator(f"dd#c-{world.account_id('huadong')}-industry")
    place.get_by_role("button").click()
    place.get_by_label("行业").select_option("automotive")
    expect(place.get_by_role("button")).to_contain_text("汽车")
    assert world.account("huadong").industry == "automotive"
    page.locator(".toast").get_by_role("button", name="撤销").click()
    expect(place.get_by_role("button")).to_contain_text("装备制造")
    assert world.account("huadong").industry == "machinery"
    place.get_by_role("button").click()
    place.get_by_role("button", name="取消").click()
    expect(place.get_by_role("button")).to_contain_text("装备制造")


LOOKS = (("zh-hans", "light", 1440), ("en", "dark", 1440), ("zh-hans", "dark", 390), ("en", "light", 320))


@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_every_part_of_the_page_is_whole(world, signed_in_page, axe, lang, theme, width):
    """No complaint of axe or the console, nothing wider than the screen; in both languages, light and dark."""
    page = signed_in_page(world.chen, lang=lang, theme=theme, width=width)
    for part in PAGES:
        page.goto(f"/accounts/{world.account_id('huadong')}/{part}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, part
    buyer, latest = world.contact("huadong.buyer").pk, world.activities("huadong")[0].pk
    for path in (f"/contacts/{buyer}/", f"/contacts/{buyer}/edit/", f"/activities/{latest}/", "/accounts/new/"):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_without_scripts_everything_can_be_read_and_entered(world, signed_in_page, browser, live_server):
    page = signed_in_page(world.chen)
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="zh-CN")
    plain.add_cookies(page.context.cookies())
    page = plain.new_page()
    number = world.account_id("huadong")
    page.goto(f"/accounts/{number}/")
    page.get_by_role("link", name="记录跟进").first.click()
    page.get_by_label("主题").fill("没有脚本")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".timeline li").first).to_contain_text("没有脚本")
    page.goto(f"/accounts/{number}/activity/")
    page.get_by_role("link", name="更早").click()
    expect(page.locator(".timeline > li:not(.date)").first).to_be_visible()
    plain.close()
