"""An order in a real browser: found by the account's initials, entered line by line, shipped, and partly returned."""

import pytest
from playwright.sync_api import expect

from kambium.commerce.models import Order


def test_an_order_is_entered_shipped_and_partly_returned(world, signed_in_page):
    page = signed_in_page(world.chen)
    page.goto("/orders/new/")
    page.fill("[name=q]", "hdzg")
    page.press("[name=q]", "Enter")
    page.click("text=华栋重工集团有限公司 >> nth=0")
    page.fill("[name=line-0-product]", "MY-4003")
    page.fill("[name=line-0-quantity]", "4")
    page.click("[name=more]")
    expect(page.locator("tr.entry")).to_have_count(8)
    expect(page.locator("[name=line-0-product]")).to_have_value("MY-4003")
    page.fill("[name=line-1-text]", "运费补差")
    page.fill("[name=line-1-quantity]", "1")
    page.fill("[name=line-1-unit_price]", "120.50")
    page.click("text=录入订单")
    expect(page.locator("h1")).to_contain_text("已确认")
    made = Order.objects.latest("id")
    bearing = made.lines.get(position=1)
    assert made.amount == bearing.unit_price * 4 + made.lines.get(position=2).amount
    page.click("button:has-text('发货')")
    expect(page.locator("h1")).to_contain_text("已发货")
    page.goto(f"/orders/{made.pk}/return/")
    page.fill(f"[name=back-{bearing.pk}]", "5")
    page.press(f"[name=back-{bearing.pk}]", "Enter")
    assert Order.objects.filter(returns=made).count() == 0
    page.fill(f"[name=back-{bearing.pk}]", "1")
    page.press(f"[name=back-{bearing.pk}]", "Enter")
    expect(page.locator("h1")).to_contain_text("退货单")
    assert Order.objects.get(returns=made).amount == -bearing.unit_price


@pytest.mark.parametrize(
    ("lang", "theme", "width"), [("zh-hans", "light", 1280), ("en", "dark", 1280), ("zh-hans", "dark", 390)]
)
def test_every_page_of_commerce_is_whole(world, signed_in_page, axe, lang, theme, width):
    page = signed_in_page(world.shen, lang=lang, theme=theme, width=width)
    order = Order.objects.filter(status="confirmed", owner=world.chen).first()
    for address in ("/orders/?view=all", f"/orders/{order.pk}/", f"/orders/{order.pk}/edit/",
                    f"/orders/{order.pk}/return/", f"/accounts/{order.account_id}/orders/", "/products/",
                    "/products/3/", "/products/3/edit/", "/rates/"):  # fmt: skip
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
