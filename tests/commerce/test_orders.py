"""Orders from the first line to what came back, with amounts worked out by hand."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import translation

from kambium.commerce import actions
from kambium.commerce.actions import Line
from kambium.commerce.actions.orders import NotAnOrder, NotOpen, NumberTaken, TooMuch, rounded
from kambium.commerce.models import ExchangeRate, Order, OrderLine, Price, PriceList, Product
from kambium.commerce.queries.orders import sheet
from kambium.commerce.queries.prices import offers, price_for
from kambium.core.access import Actor, NotThere, Refused
from kambium.core.models import Event
from kambium.demo.world import World
from kambium.people.actions.rejected import Stale
from kambium.people.models import Person

ActorOf = Callable[[Person], Actor]
ClientOf = Callable[[Person], Client]
D = Decimal


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def motor(world: World) -> Product:
    """A motor: 100 yuan from one, 90 from fifty on; until last year 80."""
    product = Product.objects.create(name_zh="电机", name_en="Motor", code="TEST-1", cost=D(60), cost_currency="CNY")
    home = PriceList.objects.create(name_en="Home", currency="CNY", active=DateRange(date(2020, 1, 1), None))
    turn = date(world.today.year, 1, 1)
    for amount, quantity, active in (
        (100, 1, DateRange(turn, None)), (90, 50, DateRange(turn, None)), (80, 1, DateRange(date(2020, 1, 1), turn)),
    ):  # fmt: skip
        Price.objects.create(price_list=home, product=product, amount=amount, from_quantity=quantity, active=active)
    return product


def recorded(
    world: World, by: Actor, lines: Sequence[Line], *, account: str = "huadong", draft: bool = False, **values: object
) -> Order:
    number = world.account_id(account)
    given = {"currency": "CNY", **values}
    return actions.record_order(by=by, account_id=number, values=given, lines=lines, at=world.now, draft=draft)


@pytest.fixture
def order(world: World, motor: Product, actor_of: ActorOf) -> Order:
    """Ten motors less 15 %, three hoses at 19.99, 9.97 off the whole: 850.00 + 59.97 - 9.97 = 900.00."""
    lines = [
        Line(quantity=D(10), product_id=motor.pk, discount=D("0.15")),
        Line(quantity=D(3), text="Hose", unit_price=D("19.99")),
    ]
    return recorded(world, actor_of(world.chen), lines, discount=D("9.97"))


def test_an_order_is_worth_its_lines_less_the_discount_on_the_whole(order: Order, world: World) -> None:
    lines = list(order.lines.order_by("position"))
    assert [(line.position, line.unit_price, line.amount, line.cost) for line in lines] == [
        (1, D(100), D(850), D(600)),
        (2, D("19.99"), D("59.97"), None),
    ]
    assert (order.amount, order.home, order.status) == (D(900), D(900), "confirmed")
    assert order.number == f"SO{world.today:%y%m}-{order.pk:05d}"
    assert order.seller == order.owner == world.chen
    assert all(line.is_booked and line.owner_id == world.chen.pk for line in lines)


def test_recording_is_told_on_the_accounts_timeline(order: Order) -> None:
    told = Event.objects.get(kind="order.recorded")
    assert (told.root_type, told.root_id) == ("account", order.account_id)
    assert told.data == {"number": order.number, "amount": "900.00 CNY"}


def test_the_price_is_that_of_the_day_and_the_quantity(motor: Product, world: World) -> None:
    day = world.today
    known = offers([motor.pk], "CNY", day)[motor.pk]
    assert [price_for(known, D(n)) for n in ("0.5", "1", "49", "50", "500")] == [None, 100, 100, 90, 90]
    before = date(day.year - 1, 6, 1)
    assert price_for(offers([motor.pk], "CNY", before)[motor.pk], D(60)) == 80
    assert offers([motor.pk], "EUR", day) == {}


def test_an_order_in_foreign_money_keeps_the_rate_of_its_day(world: World, motor: Product, actor_of: ActorOf) -> None:
    ExchangeRate.objects.all().delete()
    for on, rate in ((date(2026, 1, 1), "7.8"), (date(2026, 3, 1), "8")):
        ExchangeRate.objects.create(currency="EUR", on=on, rate=D(rate))
    line = Line(quantity=D(4), product_id=motor.pk, unit_price=D("12.5"))
    february = recorded(world, actor_of(world.chen), [line], currency="eur", ordered_on=date(2026, 2, 28))
    assert (february.currency, february.rate, february.amount, february.home) == ("EUR", D("7.8"), D(50), D(390))
    cost = february.lines.get().cost
    assert cost == D("30.77")  # four motors cost 240 yuan, and 240 / 7.8 = 30.769…
    earlier = recorded(world, actor_of(world.chen), [line], currency="EUR", ordered_on=date(2025, 12, 31))
    assert (earlier.rate, earlier.home) == (None, None)


def test_half_a_cent_goes_up_and_a_yen_has_none() -> None:
    assert rounded(D("0.125"), "CNY") == D("0.13")
    assert rounded(D("-0.125"), "CNY") == D("-0.13")
    assert rounded(D("0.5"), "JPY") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line(quantity=D(1)), "Line 1: choose a product or say what it is."),
        (Line(quantity=D(1), text="Hose"), "Line 1: enter a price, no price list has one."),
        (Line(quantity=D(0), text="Hose", unit_price=D(1)), "Line 1: enter a quantity above zero."),
        (Line(quantity=D(1), text="Hose", unit_price=D(1), discount=D("1.2")),
         "Line 1: a discount lies between 0 and 100 %."),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_refused_and_nothing_is_written(
    world: World, actor_of: ActorOf, line: Line, said: str
) -> None:
    before = Order.objects.count()
    with pytest.raises(NotAnOrder, match=said.replace(".", r"\.")) as no:
        recorded(world, actor_of(world.lin), [line], account="lanchuan")
    assert no.value.field == "lines"
    assert Order.objects.count() == before


def test_an_order_without_lines_or_below_zero_is_none(world: World, actor_of: ActorOf) -> None:
    chen = actor_of(world.chen)
    with pytest.raises(NotAnOrder):
        recorded(world, chen, [])
    with pytest.raises(NotAnOrder) as no:
        recorded(world, chen, [Line(quantity=D(1), text="Hose", unit_price=D(5))], discount=D(6))
    assert no.value.field == "discount"


def test_a_number_is_given_once(order: Order, world: World, actor_of: ActorOf) -> None:
    with pytest.raises(NumberTaken):
        recorded(world, actor_of(world.chen), [Line(quantity=D(1), text="x", unit_price=D(1))], number=order.number)


def test_a_draft_counts_when_it_is_confirmed(world: World, motor: Product, actor_of: ActorOf) -> None:
    chen = actor_of(world.chen)
    draft = recorded(world, chen, [Line(quantity=D(1), product_id=motor.pk)], draft=True)
    assert [line.is_booked for line in draft.lines.all()] == [False]
    actions.move_on(by=chen, order_id=draft.pk, to="confirmed", at=world.now)
    assert [line.is_booked for line in draft.lines.all()] == [True]
    with pytest.raises(NotOpen):
        actions.move_on(by=chen, order_id=draft.pk, to="completed", at=world.now)
    actions.move_on(by=chen, order_id=draft.pk, to="shipped", at=world.now)
    assert Order.objects.get(pk=draft.pk).shipped_on == world.today
    told = Event.objects.filter(kind__startswith="order.", subject_id=draft.pk).count()
    actions.move_on(by=chen, order_id=draft.pk, to="shipped", at=world.now)
    assert Event.objects.filter(kind__startswith="order.", subject_id=draft.pk).count() == told


def test_lines_are_changed_added_and_dropped(order: Order, world: World, motor: Product, actor_of: ActorOf) -> None:
    first, second = order.lines.order_by("position")
    lines = [Line(quantity=D(50), product_id=motor.pk, id=first.pk), Line(quantity=D(1), text="Fan", unit_price=D(7))]
    day = order.ordered_on - timedelta(1)
    changed = actions.change_order(
        by=actor_of(world.chen), order_id=order.pk, version=1, lines=lines, at=world.now,
        values={"ordered_on": day, "discount": None},
    )  # fmt: skip
    assert (changed.amount, changed.version) == (D(50 * 90 + 7), 2)
    assert set(changed.lines.values_list("id", flat=True)) - {first.pk, second.pk} != set()
    assert not OrderLine.objects.filter(pk=second.pk).exists()
    assert {line.ordered_on for line in changed.lines.all()} == {day}
    assert set(Event.objects.get(kind="order.changed").data["names"]) == {"ordered_on", "discount", "lines"}


def test_who_comes_second_is_told(order: Order, world: World, actor_of: ActorOf) -> None:
    chen = actor_of(world.chen)
    line = [Line(quantity=D(1), text="x", unit_price=D(1))]
    actions.change_order(by=chen, order_id=order.pk, version=1, values={"discount": None}, lines=line, at=world.now)
    with pytest.raises(Stale):
        actions.change_order(by=chen, order_id=order.pk, version=1, values={"discount": None}, lines=line, at=world.now)


def test_what_was_shipped_is_neither_changed_nor_cancelled(order: Order, world: World, actor_of: ActorOf) -> None:
    chen = actor_of(world.chen)
    actions.move_on(by=chen, order_id=order.pk, to="shipped", at=world.now)
    with pytest.raises(NotOpen):
        actions.change_order(by=chen, order_id=order.pk, version=2, values={}, lines=[], at=world.now)
    with pytest.raises(NotOpen):
        actions.cancel_order(by=chen, order_id=order.pk, reason="late", at=world.now)


def test_a_cancelled_order_counts_no_longer_and_says_why(order: Order, world: World, actor_of: ActorOf) -> None:
    with pytest.raises(NotAnOrder):
        actions.cancel_order(by=actor_of(world.chen), order_id=order.pk, reason=" ", at=world.now)
    actions.cancel_order(by=actor_of(world.chen), order_id=order.pk, reason="客户改型", at=world.now)
    assert {line.is_booked for line in order.lines.all()} == {False}
    assert Event.objects.get(kind="order.cancelled").data["reason"] == "客户改型"


def test_what_comes_back_takes_off_what_was_counted(order: Order, world: World, actor_of: ActorOf) -> None:
    chen = actor_of(world.chen)
    motors = order.lines.get(position=1)
    back = actions.return_goods(by=chen, order_id=order.pk, quantities={motors.pk: D(4)}, at=world.now)
    line = back.lines.get()
    assert (back.kind, back.number, back.amount) == ("return", f"{order.number}-R1", D(-340))
    assert (line.quantity, line.amount, line.cost) == (D(-4), D(-340), D(-240))
    with pytest.raises(TooMuch, match="at most 6 can come back"):
        actions.return_goods(by=chen, order_id=order.pk, quantities={motors.pk: D(7)}, at=world.now)
    actions.return_goods(by=chen, order_id=order.pk, quantities={motors.pk: D(6)}, at=world.now)
    assert not any(sheet(chen, order.pk).left(line) for line in [motors])
    assert sum(row.amount for row in OrderLine.objects.filter(order__in=[order, *order.returned_by.all()])) == D(
        "59.97"
    )
    with pytest.raises(NotOpen):
        actions.return_goods(by=chen, order_id=back.pk, quantities={line.pk: D(1)}, at=world.now)


def test_an_order_goes_into_the_bin_and_comes_back(order: Order, world: World, actor_of: ActorOf) -> None:
    wang, chen = actor_of(world.wang), actor_of(world.chen)
    with pytest.raises(Refused):
        actions.remove_order(by=chen, order_id=order.pk, at=world.now)
    actions.remove_order(by=wang, order_id=order.pk, at=world.now)
    assert not OrderLine.objects.alive().filter(order=order).exists()
    with pytest.raises(NotThere):
        sheet(chen, order.pk)
    actions.restore_order(by=wang, order_id=order.pk, at=world.now)
    assert OrderLine.objects.alive().filter(order=order).count() == 2


def test_an_order_of_somebody_elses_account_is_not_there(order: Order, world: World, actor_of: ActorOf) -> None:
    zhou = actor_of(world.zhou)
    with pytest.raises(NotThere):
        sheet(zhou, order.pk)
    with pytest.raises(NotThere):
        actions.cancel_order(by=zhou, order_id=order.pk, reason="x", at=world.now)
    with pytest.raises(Refused):
        recorded(world, actor_of(world.jiang), [Line(quantity=D(1), text="x", unit_price=D(1))])


def test_the_form_records_an_order_without_scripts(world: World, motor: Product, client_of: ClientOf) -> None:
    chen, number = client_of(world.chen), world.account_id("huadong")
    url = f"/accounts/{number}/orders/new/"
    assert 'list="products"' in chen.get(url).text
    given = {
        "ordered_on": world.today.isoformat(), "currency": "CNY", "line-TOTAL_FORMS": "2", "line-INITIAL_FORMS": "0",
        "line-0-product": "test-1 · 电机", "line-0-quantity": "2", "line-1-product": "", "line-1-quantity": "",
    }  # fmt: skip
    more = chen.post(url, given | {"more": "1"})
    assert (more.status_code, more.text.count('class="entry"')) == (200, 7)
    wrong = chen.post(url, given | {"line-0-product": "Moter"})
    assert wrong.status_code == 422
    assert "没有这个货号或名称的产品" in wrong.text
    done = chen.post(url, given)
    made = Order.objects.latest("id")
    assert (done.status_code, done["Location"], made.amount) == (302, f"/orders/{made.pk}/", D(200))
    shown = chen.get(done["Location"]).text
    assert "电机" in shown
    assert "¥200" in shown
