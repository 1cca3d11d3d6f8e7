"""Every order of every list, walked forwards and back: each row once, in order, whatever is equal or missing."""

import pytest
from django.utils import timezone, translation

from kambium.core.web.listing import Listing, lists
from kambium.core.web.paging import page
from kambium.demo.world import World


def orders(key: str) -> list[str]:
    """Every column of a list that can be sorted by, rising and falling."""
    known = {
        "accounts": "name status region size revenue employees owner active step due industry city created "
        "registration name_zh name_en since f_payment_terms f_production_sites f_needs_acceptance",
        "contacts": "name account title department owner seniority left created name_zh name_en f_newsletter",
        "activities": "subject account when by step step_owner kind minutes place due done entered owner",
    }[key].split()
    return [way + name for name in known for way in ("", "-")]


@pytest.mark.parametrize("key", ["accounts", "contacts", "activities"])
def test_every_sortable_column_is_walked_here(world: World, key: str) -> None:
    spec, shen = lists[key], world.shen
    look = spec.look(shen, shen.actor(), timezone.now())
    assert {c.key for c in spec.columns(look) if c.order} == {word.removeprefix("-") for word in orders(key)}


@pytest.mark.parametrize(("key", "sort"), [(k, s) for k in ("accounts", "contacts", "activities") for s in orders(k)])
def test_walking_a_list_meets_every_row_once_and_comes_back(world: World, key: str, sort: str) -> None:
    shen = world.shen
    listing = Listing.of(lists[key], shen, shen.actor(), timezone.now(), {"sort": [sort]})
    expected = [row.id for row in listing.in_order()]
    forth: list[int] = []
    word, last = "", ""
    while True:
        found = page(listing.selected(listing.rows()), listing.order, word, 17, listing.names())
        forth += [row.id for row in found.rows]
        last, word = found.before, found.after
        if not word:
            break
    assert forth == expected
    back: list[int] = []
    while last:
        found = page(listing.selected(listing.rows()), listing.order, last, 17, listing.names())
        back = [row.id for row in found.rows] + back
        last = found.before
    assert back == expected[: len(back)]
    assert len(back) >= len(expected) - 17


def test_missing_values_stand_last_whichever_way_the_order_runs(world: World) -> None:
    shen = world.shen
    for sort in ("revenue", "-revenue"):
        listing = Listing.of(lists["accounts"], shen, shen.actor(), timezone.now(), {"sort": [sort]})
        values = [row.annual_revenue for row in listing.in_order()]
        known = [value for value in values if value is not None]
        assert values == sorted(known, reverse=sort.startswith("-")) + [None] * (len(values) - len(known))


def test_terms_are_sorted_as_their_vocabulary_is(world: World) -> None:
    shen = world.shen
    listing = Listing.of(lists["accounts"], shen, shen.actor(), timezone.now(), {"sort": ["status"]})
    codes = list(listing.look.words["account_status"])
    places = [codes.index(row.status) for row in listing.in_order()]
    assert places == sorted(places)
    assert len(set(places)) > 1


def test_names_are_in_the_order_of_the_readers_language(world: World) -> None:
    chen = world.chen
    with translation.override("zh-hans"):
        zh = Listing.of(lists["accounts"], chen, chen.actor(), timezone.now(), {}).order
    with translation.override("en"):
        en = Listing.of(lists["accounts"], chen, chen.actor(), timezone.now(), {}).order
    assert (zh.columns, en.columns) == (("sort_zh", "id"), ("sort_en", "id"))
