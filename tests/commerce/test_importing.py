"""Orders from small files: flat lines, totals alone, foreign money, goods that came back."""

from datetime import date
from decimal import Decimal

import pytest

from kambium.commerce.models import ExchangeRate, Order, OrderLine, Product
from tests.exchange.conftest import Imports, counts

pytestmark = pytest.mark.django_db
ORDERS = "订单号,客户,下单日期,订单金额,订单币种\n"
LINES = "订单号,产品,数量,单价,折扣\n"


@pytest.fixture(autouse=True)
def acme(imports: Imports) -> None:
    """One account and two products."""
    imports("account", "Account Name\nAcme\n")
    imports("product", "产品名称,产品编码,计量单位\n伺服电机,SM-1,台套\n联轴器,LZ-2,件\n")


def test_an_order_known_by_its_total_has_one_line(imports: Imports) -> None:
    imports("order", ORDERS + "SO-1,Acme,2026-02-01,1200.50,\n")
    order = Order.objects.get(number="SO-1")
    line = order.lines.get()
    assert (order.amount, line.amount, line.position, line.product) == (Decimal("1200.5"), Decimal("1200.5"), 0, None)
    assert (line.account_id, line.ordered_on, line.is_booked) == (order.account_id, date(2026, 2, 1), True)


def test_lines_that_come_count_instead_of_the_total(imports: Imports) -> None:
    imports("order", ORDERS + "SO-1,Acme,2026-02-01,1200.50,\n")
    imports("order_line", LINES + "SO-1,SM-1,3,100,10%\nSO-1,联轴器,2,50,\n")
    order = Order.objects.get(number="SO-1")
    assert list(order.lines.order_by("position").values_list("product__code", "amount")) == [
        ("SM-1", Decimal(270)), ("LZ-2", Decimal(100)),
    ]  # fmt: skip
    assert order.amount == 370


def test_the_same_files_again_change_nothing(imports: Imports) -> None:
    for _time in range(2):
        imports("order", ORDERS + "SO-1,Acme,2026-02-01,1200.50,\n")
        imports("order_line", "订单号,行号,产品,数量,单价\nSO-1,1,SM-1,3,100\n")
    assert Order.objects.get().amount == 300
    assert (Order.objects.get().version, OrderLine.objects.get().version) == (1, 1)


def test_foreign_money_gets_the_rate_of_its_day_or_none(imports: Imports) -> None:
    imports("exchange_rate", "外币,汇率日期,兑换率\nEUR,2026-01-01,7.8\nEUR,2026-03-01,8\n")
    assert ExchangeRate.objects.count() == 2
    days = "A,Acme,2025-12-31,100,EUR\nB,Acme,2026-02-01,100,EUR\nC,Acme,2026-03-01,100,EUR\nD,Acme,2026-03-01,9,SEK\n"
    imports("order", ORDERS + days)
    found = dict(Order.objects.values_list("number", "home"))
    assert found == {"A": None, "B": Decimal(780), "C": Decimal(800), "D": None}
    assert dict(OrderLine.objects.values_list("order__number", "home")) == found


def test_goods_that_came_back_are_below_zero_and_name_their_order(imports: Imports) -> None:
    imports("order", ORDERS.strip() + ",原订单\nSO-1,Acme,2026-02-01,,,\nRT-1,Acme,2026-02-20,,,SO-1\n")
    imports("order_line", LINES + "SO-1,SM-1,3,100,\nRT-1,SM-1,1,100,\n")
    back = Order.objects.get(number="RT-1")
    assert (back.kind, back.returns, back.amount) == ("return", Order.objects.get(number="SO-1"), Decimal(-100))
    assert back.lines.get().quantity == -1


def test_a_moved_day_moves_the_lines(imports: Imports) -> None:
    imports("order", ORDERS + "SO-1,Acme,2026-02-01,70,\n")
    imports("order", "订单号,客户,下单日期,订单状态\nSO-1,Acme,2026-02-03,已取消\n")
    line = OrderLine.objects.get()
    assert (line.ordered_on, line.is_booked, line.amount) == (date(2026, 2, 3), False, Decimal(70))


@pytest.mark.parametrize(
    ("what", "text", "reason"),
    [
        ("order", ORDERS + "SO-1,Nobody,2026-02-01,1,\n", "no_account"),
        ("order_line", LINES + "SO-9,SM-1,1,1,\n", "no_order"),
        ("product", "产品名称,产品类别\n泵,没有的类别\n", "no_category"),
        ("exchange_rate", "外币,汇率日期,兑换率\nCNY,2026-01-01,1\n", "no_rate"),
    ],
)
def test_what_cannot_be_taken_says_why_and_writes_nothing(imports: Imports, what: str, text: str, reason: str) -> None:
    _run, outcome = imports(what, text)
    assert counts(outcome) == {"refused": 1}
    assert [fault.code for fault in outcome.parts[0].faults] == [reason]
    assert (Order.objects.count(), OrderLine.objects.count(), Product.objects.count()) == (0, 0, 2)
