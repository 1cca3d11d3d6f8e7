"""What customers owe, by how long it is overdue, and which contracts run out."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from kambium.commerce.models import Contract, Ending, Instalment
from kambium.commerce.queries.lists import contracts, receivables
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.web.listing import Listing
from kambium.demo.world import World
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]


def paper(world: World, **facts: Any) -> dict[str, Any]:
    account = world.account("yueling")
    return {
        "account": account,
        "currency": "CNY",
        "rate": 1,
        **{n: getattr(account, n) for n in OWNER_COLUMNS},
        **facts,
    }


def found(world: World, spec: Any, **given: Any) -> list[Any]:
    fang = world.fang
    return list(Listing.of(spec, fang, fang.actor(), world.now, {"view": ["all"], **given}).in_order())


@pytest.fixture
def owed(world: World) -> None:
    """One open instalment on each side of every edge, and one that is paid."""
    Instalment.objects.all().delete()
    for days in (-1, 0, 1, 30, 31, 60, 61, 90, 91):
        due_on = world.today - timedelta(days)
        Instalment.objects.create(**paper(world, title=str(days), due_on=due_on, amount=100, settled=40))
    Instalment.objects.create(**paper(world, title="paid", due_on=world.today - timedelta(9), amount=5, settled=5))


@pytest.mark.parametrize(
    ("late", "titles"),
    [("no", ["0", "-1"]), ("30", ["30", "1"]), ("60", ["60", "31"]), ("90", ["90", "61"]), ("more", ["91"])],
)
def test_what_is_owed_stands_in_the_bucket_of_its_days(world: World, owed: None, late: str, titles: list[str]) -> None:
    assert [row.title for row in found(world, receivables.SPEC, late=[late])] == titles


def test_what_is_open_is_told_in_both_currencies_and_without_a_rate_in_one(world: World) -> None:
    Instalment.objects.all().delete()
    for rate in (Decimal("7.8"), None):
        facts = paper(world, currency="EUR", rate=rate, due_on=world.today, amount=100, settled=40, title=str(rate))
        Instalment.objects.create(**facts)
    rows = {row.title: row for row in found(world, receivables.SPEC, columns=["rest", "owed"])}
    assert (rows["7.8"].rest, rows["7.8"].owed) == (60, 468)
    assert (rows["None"].rest, rows["None"].owed) == (60, None)


def test_a_contract_runs_out_within_180_days_unless_it_was_ended(world: World) -> None:
    Contract.objects.all().delete()
    start = world.today - timedelta(365)
    for days in (0, 1, 90, 91, 180, 181):
        ends_on = world.today + timedelta(days)
        Contract.objects.create(**paper(world, title=str(days), starts_on=start, ends_on=ends_on, amount=1))
    ended = Contract.objects.get(title="91")
    Ending.objects.create(contract=ended, ended_on=world.today, recorded_at=world.now)
    assert [row.title for row in found(world, contracts.SPEC, ends=["180"])] == ["1", "90", "180"]
    assert [row.title for row in found(world, contracts.SPEC, ends=["90"])] == ["1", "90"]
    assert [row.title for row in found(world, contracts.SPEC, ends=["past"])] == ["0", "91"]


@pytest.mark.parametrize("url", ["/contracts/", "/receivables/"])
def test_the_lists_open_for_who_may_and_show_no_row_of_others(
    world: World, owed: None, client_of: ClientOf, url: str
) -> None:
    Contract.objects.create(**paper(world, title="30", starts_on=world.today, amount=1))
    name = world.account("yueling").name_zh
    assert name in client_of(world.zhou).get(url).content.decode()
    assert name not in client_of(world.chen).get(url).content.decode()
    assert client_of(world.gao).get(url).status_code == 403
