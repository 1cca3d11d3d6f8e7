"""What foreign money is worth, and papers that waited for it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from kambium.commerce import actions
from kambium.commerce.actions.rates import NotACurrency, NotARate
from kambium.commerce.models import ExchangeRate
from kambium.commerce.queries.rates import latest, rate_on
from kambium.core.access import Actor, Refused
from kambium.demo.world import World
from kambium.people.models import Person
from tests.commerce.test_rows import an_order

ActorOf = Callable[[Person], Actor]


def set_rate(by: Actor, currency: str, on: date, rate: str) -> ExchangeRate:
    return actions.record_rate(by=by, currency=currency, on=on, rate=Decimal(rate), at=timezone.now())


@pytest.fixture
def nok(world: World, actor_of: ActorOf) -> Actor:
    """Fang of finance, who has entered two rates of the krone."""
    fang = actor_of(world.fang)
    set_rate(fang, "NOK", date(2026, 1, 1), "0.68")
    set_rate(fang, "NOK", date(2026, 3, 1), "0.71")
    return fang


@pytest.mark.parametrize(
    ("day", "rate"),
    [(date(2025, 12, 31), None), (date(2026, 1, 1), "0.68"), (date(2026, 2, 28), "0.68"), (date(2026, 3, 1), "0.71")],
)
def test_the_rate_of_a_day_is_the_latest_until_then(nok: Actor, day: date, rate: str | None) -> None:
    assert rate_on("NOK", day) == (Decimal(rate) if rate else None)


def test_the_companys_own_currency_is_worth_one(nok: Actor) -> None:
    assert rate_on("CNY", date(1990, 1, 1)) == 1
    assert latest(["NOK", "SEK"], date(2026, 2, 1)) == {"NOK": Decimal("0.68"), "CNY": 1}


def test_a_rate_that_comes_late_reaches_the_orders_that_waited_and_no_others(world: World, actor_of: ActorOf) -> None:
    waiting = an_order(world, currency="NOK", rate=None)
    earlier = an_order(world, currency="NOK", rate=None, ordered_on=date(2025, 6, 1))
    known = an_order(world, currency="NOK", rate=Decimal("0.5"))
    set_rate(actor_of(world.fang), "NOK", date(2026, 1, 1), "0.68")
    for order, rate in ((waiting, "0.68"), (earlier, None), (known, "0.5")):
        order.refresh_from_db()
        assert order.rate == (Decimal(rate) if rate else None)
    assert waiting.home == Decimal("68.00034")


def test_a_second_entry_of_a_day_replaces_the_first(nok: Actor) -> None:
    set_rate(nok, "nok", date(2026, 1, 1), "0.69")
    assert rate_on("NOK", date(2026, 1, 15)) == Decimal("0.69")
    assert ExchangeRate.objects.filter(currency="NOK").count() == 2


@pytest.mark.parametrize(
    ("currency", "rate", "refusal"),
    [("CNY", "1", NotACurrency), ("KRONE", "1", NotACurrency), ("NOK", "0", NotARate), ("NOK", "-2", NotARate)],
)
def test_what_is_no_rate_is_refused(
    world: World, actor_of: ActorOf, currency: str, rate: str, refusal: type[Exception]
) -> None:
    before = ExchangeRate.objects.count()
    with pytest.raises(refusal):
        set_rate(actor_of(world.fang), currency, date(2026, 1, 1), rate)
    assert ExchangeRate.objects.count() == before


def test_a_kam_enters_no_rates(world: World, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        set_rate(actor_of(world.chen), "NOK", date(2026, 1, 1), "0.68")
    assert not ExchangeRate.objects.filter(currency="NOK").exists()


def test_a_wrong_rate_is_taken_away(nok: Actor) -> None:
    wrong = ExchangeRate.objects.get(currency="NOK", on=date(2026, 3, 1))
    actions.remove_rate(by=nok, rate_id=wrong.pk, at=timezone.now())
    assert rate_on("NOK", date(2026, 4, 1)) == Decimal("0.68")
