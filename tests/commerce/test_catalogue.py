"""Products and their prices."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from kambium.commerce import actions
from kambium.commerce.actions.catalogue import CodeTaken, NotAProduct
from kambium.commerce.models import Price, PriceList, Product
from kambium.commerce.queries.catalogue import found
from kambium.core.access import Actor, Refused
from kambium.core.models import Event
from kambium.demo.world import World
from kambium.people.actions.rejected import Stale
from kambium.people.models import Person

ActorOf = Callable[[Person], Actor]
ClientOf = Callable[[Person], Client]


@pytest.fixture
def pump(world: World, actor_of: ActorOf) -> Product:
    values = {"name_zh": "计量泵", "name_en": "Metering pump", "code": "P-1", "unit": "piece"}
    return actions.add_product(by=actor_of(world.fang), values=values, at=world.now)


def test_a_product_needs_a_name_and_a_number_of_its_own(world: World, pump: Product, actor_of: ActorOf) -> None:
    fang = actor_of(world.fang)
    with pytest.raises(NotAProduct):
        actions.add_product(by=fang, values={"code": "P-2"}, at=world.now)
    with pytest.raises(CodeTaken):
        actions.add_product(by=fang, values={"name_en": "Pump", "code": "p-1"}, at=world.now)
    with pytest.raises(Refused):
        actions.add_product(by=actor_of(world.chen), values={"name_en": "Pump"}, at=world.now)


def test_a_product_is_withdrawn_and_offered_again(world: World, pump: Product, actor_of: ActorOf) -> None:
    fang = actor_of(world.fang)
    for version, day in ((1, world.today), (2, None)):
        values = {"withdrawn_on": day}
        actions.change_product(by=fang, product_id=pump.pk, version=version, values=values, at=world.now)
    with pytest.raises(Stale):
        actions.change_product(by=fang, product_id=pump.pk, version=2, values={"unit": "set"}, at=world.now)
    told = (
        Event.objects.filter(subject_type="product", subject_id=pump.pk).order_by("id").values_list("kind", flat=True)
    )
    assert list(told) == ["product.added", "product.withdrawn", "product.offered"]


def test_a_new_price_ends_the_old_one_and_drops_later_ones(world: World, pump: Product, actor_of: ActorOf) -> None:
    listed, fang = PriceList.objects.order_by("id").first(), actor_of(world.fang)
    assert listed
    for on, amount in ((date(2026, 1, 1), 100), (date(2026, 6, 1), 110), (date(2026, 4, 1), 105)):
        actions.set_price(
            by=fang, product_id=pump.pk, price_list_id=listed.pk, amount=Decimal(amount), on=on, at=world.now
        )
    prices = Price.objects.filter(product=pump).order_by("active")
    assert [(p.amount, p.active.lower, p.active.upper) for p in prices] == [
        (100, date(2026, 1, 1), date(2026, 4, 1)),
        (105, date(2026, 4, 1), None),
    ]


def test_products_are_known_by_number_name_and_what_a_form_offers(world: World, pump: Product) -> None:
    texts = ["p-1", "计量泵", "metering PUMP", "P-1 · 计量泵", "pump", ""]
    assert found(texts) == dict.fromkeys(texts[:4], pump.pk)


def test_the_page_shows_cost_only_to_who_may_see_it(world: World, pump: Product, client_of: ClientOf) -> None:
    Product.objects.filter(pk=pump.pk).update(cost=Decimal("61.5"), cost_currency="CNY")
    assert "61.50" in client_of(world.wang).get(f"/products/{pump.pk}/").text
    assert "61.50" not in client_of(world.chen).get(f"/products/{pump.pk}/").text


def test_a_rate_is_recorded_on_its_page(world: World, client_of: ClientOf) -> None:
    fang = client_of(world.fang)
    done = fang.post("/rates/", {"currency": "sek", "on": "2026-01-05", "rate": "0.7105"})
    assert done.status_code == 302
    assert "0.7105" in fang.get("/rates/").text
    refused = fang.post("/rates/", {"currency": "CNY", "on": "2026-01-05", "rate": "1"})
    assert refused.status_code == 422
    assert (
        client_of(world.chen).post("/rates/", {"currency": "SEK", "on": "2026-01-05", "rate": "1"}).status_code == 403
    )
