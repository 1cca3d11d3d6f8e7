"""Portfolios and the hours they ask for."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from kambium.accounts.models import Account
from kambium.commerce.models import OrderLine
from kambium.core.access import Actor
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.demo.world import World
from kambium.people.models import Person
from kambium.portfolio.models import Classification, Tier
from kambium.portfolio.queries.workload import Load, carried, hours_of, loads, with_room

ActorOf = Callable[[Person], Actor]
ClientOf = Callable[[Person], Client]


def test_the_published_example_fits_a_week_and_one_more_does_not(world: World) -> None:
    """One T1 of 16 h, three T2 of 6 h and two T3 of 2 h are 38 h; another T2 makes 44 h, four more than there are."""
    tiers = {tier.code: tier for tier in Tier.objects.all()}
    counts = {"T1": 1, "T2": 3, "T3": 2}
    assert hours_of(tiers, counts) == 38
    assert Load(1, 6, hours=hours_of(tiers, counts)).over == 0
    more = Load(1, 7, hours=hours_of(tiers, counts | {"T2": 4}))
    assert (more.hours, more.over, more.free) == (44, 4, 0)


def test_the_two_freest_with_room_are_named() -> None:
    found = [Load(number, 1, hours=Decimal(hours)) for number, hours in ((1, 44), (2, 37), (3, 20), (4, 30), (5, 35))]
    assert [load.person_id for load in with_room(found, Decimal(4), but=1)] == [3, 4]
    assert with_room(found, Decimal(30), but=1) == []


@pytest.fixture
def chens(world: World) -> list[int]:
    """Chen's twelve accounts: the first in tier 1, the next three in tier 2, two in tier 3, the others in none."""
    ids = list(Account.objects.filter(owner=world.chen, deleted_at=None).order_by("id").values_list("id", flat=True))
    Classification.objects.filter(account__in=ids).delete()
    tiers = {tier.code: tier for tier in Tier.objects.all()}
    for number, code in zip(ids, ("T1", "T2", "T2", "T2", "T3", "T3"), strict=False):
        account = Account.objects.get(pk=number)
        owner = {name: getattr(account, name) for name in OWNER_COLUMNS}
        Classification.objects.create(
            account=account, tier=tiers[code], active=DateRange(world.today, None), reason="x", **owner
        )
    return ids


def test_a_load_is_what_the_tiers_of_the_accounts_ask_for(world: World, chens: list[int], actor_of: ActorOf) -> None:
    load = next(one for one in loads(actor_of(world.shen), world.today) if one.person_id == world.chen.pk)
    assert (load.accounts, load.hours, load.unknown) == (12, 38, 6)
    year = world.today.replace(year=world.today.year - 1)
    lines = OrderLine.objects.filter(account__in=chens, is_booked=True, ordered_on__gt=year, deleted_at=None)
    assert load.bought == sum(line.home or 0 for line in lines) > 0


def test_a_portfolio_lists_its_accounts_by_tier(world: World, chens: list[int], actor_of: ActorOf) -> None:
    found = carried(actor_of(world.chen), world.chen.pk, world.today)
    assert [one.tier for one in found] == ["T1", "T2", "T2", "T2", "T3", "T3", *[""] * 6]
    assert found[0].account_id == chens[0]


def test_a_manager_sees_the_own_portfolio_a_lead_those_of_the_team(world: World, client_of: ClientOf) -> None:
    chen, wang = client_of(world.chen), client_of(world.wang)
    assert chen.get(f"/portfolio/people/{world.chen.pk}/").status_code == 200
    assert chen.get(f"/portfolio/people/{world.lin.pk}/").status_code == 404
    assert wang.get(f"/portfolio/people/{world.lin.pk}/").status_code == 200
    assert wang.get(f"/portfolio/people/{world.zhou.pk}/").status_code == 404
    listed = wang.get("/portfolio/people/").text
    assert "陈思远" in listed
    assert "周子墨" not in listed
