"""What an account bought, with figures worked out by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kambium.commerce.models import Order, OrderLine, Product
from kambium.commerce.queries import history
from kambium.commerce.queries.orders import latest
from kambium.core.access import Actor
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.demo.world import World
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]
ActorOf = Callable[[Person], Actor]
TODAY = date(2026, 6, 15)


def bought(world: World, product: Product | None, on: date, amount: str, **more: Any) -> OrderLine:
    account = world.account("yueling")
    facts = {"account": account, "currency": "CNY", "rate": 1, "ordered_on": on, "amount": Decimal(amount),
             **{name: getattr(account, name) for name in OWNER_COLUMNS}, **more}  # fmt: skip
    is_booked = facts.pop("is_booked", True)
    order = Order.objects.create(**facts)
    text = "" if product else "x"
    return OrderLine.objects.create(**facts, order=order, product=product, quantity=1, text=text, is_booked=is_booked)


@pytest.fixture
def products(world: World) -> dict[str, Product]:
    """Yueling bought motors and couplings, then motors, gears and a hose, and nothing else."""
    orders = Order.objects.filter(account_id=world.account_id("yueling"))
    orders.filter(kind="return").delete()
    orders.delete()
    made = {n: Product.objects.create(name_en=n, sort_zh=n) for n in ("motor", "coupling", "gear", "hose")}
    bought(world, made["motor"], date(2024, 6, 16), "100")
    bought(world, made["coupling"], date(2025, 6, 15), "50")
    bought(world, made["hose"], date(2025, 6, 15), "10")
    bought(world, made["motor"], date(2025, 6, 16), "180")
    bought(world, made["motor"], date(2026, 6, 15), "-30")
    bought(world, made["gear"], date(2026, 5, 2), "7")
    bought(world, made["hose"], date(2026, 5, 2), "4")
    bought(world, made["gear"], date(2026, 5, 3), "1000", is_booked=False)
    bought(world, made["gear"], date(2026, 5, 2), "9", currency="SEK", rate=None)
    return made


def test_twelve_months_stand_against_the_twelve_before(world: World, products: dict[str, Product]) -> None:
    found = history.summary(history.lines_of(world.account_id("yueling")), TODAY)
    assert (found.now, found.before, found.last_on) == (Decimal(161), Decimal(160), TODAY)
    assert found.change == Decimal("0.625")
    assert (found.gap, found.unknown) == (182, 1)  # 729 days between five days of orders


def test_new_lost_grown_and_shrunk_products_are_told(world: World, products: dict[str, Product]) -> None:
    found = history.history(world.account_id("yueling"), TODAY)
    told = {m: [(p.name_en, p.change) for p in found.moved(m)] for m in ("new", "lost", "grown", "shrunk")}
    assert told == {
        "new": [("gear", 7)], "lost": [("coupling", -50)], "grown": [("motor", 50)], "shrunk": [("hose", -6)],
    }  # fmt: skip
    assert found.years == [(2024, 100), (2025, 240), (2026, -19)]
    assert [(q.begins_on, q.amount, q.last) for q in found.quarters[-2:]] == [
        (date(2026, 1, 1), 0, 0), (date(2026, 4, 1), -19, 240),
    ]  # fmt: skip


def test_an_account_that_never_bought_says_so(world: World, client_of: ClientOf) -> None:
    OrderLine.objects.filter(account_id=world.account_id("yueling")).delete()
    text = client_of(world.zhou).get(f"/accounts/{world.account_id('yueling')}/orders/").content.decode()
    assert "还没有采购记录" in text


def test_who_may_not_see_the_account_sees_no_history(
    world: World, products: dict[str, Product], client_of: ClientOf, actor_of: ActorOf
) -> None:
    number = world.account_id("yueling")
    assert client_of(world.chen).get(f"/accounts/{number}/orders/").status_code == 404
    assert latest(actor_of(world.chen), number) is None
    assert latest(actor_of(world.zhou), number) is not None
    assert not history.open_lines(actor_of(world.chen), number).exists()
    assert history.open_lines(actor_of(world.zhou), number).count() == 8


def many(world: World, lines: int) -> int:
    """Lay down as many order lines of yueling, over three years and forty products."""
    account = world.account("yueling")
    made = Product.objects.bulk_create([Product(name_en=f"P{n}", sort_zh=f"p{n}") for n in range(40)])
    facts: dict[str, Any] = {"account": account, "currency": "CNY", "rate": 1,
                             **{name: getattr(account, name) for name in OWNER_COLUMNS}}  # fmt: skip
    order = Order.objects.create(**facts, ordered_on=world.today)
    OrderLine.objects.bulk_create(
        [
            OrderLine(**facts, order=order, product=made[n % 40], quantity=1, amount=n % 97 + 1,
                      ordered_on=world.today - timedelta(days=n % 1000))
            for n in range(lines)
        ],
        batch_size=5_000,
    )  # fmt: skip
    return int(account.pk)


def test_twenty_thousand_lines_cost_no_more_statements_than_one(world: World, client_of: ClientOf) -> None:
    number = many(world, 20_000)
    client = client_of(world.zhou)
    for address, most in ((f"/accounts/{number}/", 8), (f"/accounts/{number}/orders/", 8)):
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        asked = [q for q in seen.captured_queries if "SAVEPOINT" not in q["sql"]]
        assert len(asked) <= most, [q["sql"][:120] for q in asked]
