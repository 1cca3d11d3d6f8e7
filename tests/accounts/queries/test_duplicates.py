"""Which accounts look like one customer, why, and who is told."""

import pytest

from kambium.accounts import actions
from kambium.accounts.models import Account
from kambium.accounts.queries.duplicates import Facts, facts_of, pairs, score_of, twins
from kambium.demo.world import World


def put(world: World, keys: tuple[str, ...], **values: object) -> tuple[int, int]:
    low, high = sorted(world.account_id(key) for key in keys)
    Account.objects.filter(pk__in=(low, high)).update(**values)
    return low, high


def found(world: World, who: str = "shen") -> dict[tuple[int, int], tuple[tuple[str, ...], int]]:
    return {(p.low.pk, p.high.pk): (p.reasons, p.score) for p in pairs(getattr(world, who).actor())}


def test_the_company_entered_twice_is_found_and_so_are_the_two_of_one_name(world: World) -> None:
    known = found(world)
    twice = tuple(sorted((world.account_id("junhe"), world.account_id("junhe_twin"))))
    named = tuple(sorted((world.account_id("shuochuan_nb"), world.account_id("shuochuan_fs"))))
    assert twice in known
    assert known[named] == (("name",), 40)
    assert known[twice][1] > 40


@pytest.mark.parametrize(
    ("values", "reasons", "score"),
    [
        ({"domain": "one.example"}, ("domain",), 45),
        ({"phone_key": "+862112345678"}, ("phone",), 45),
        ({"name_key": "同名"}, ("name",), 40),
        ({"domain": "one.example", "phone_key": "+862112345678"}, ("domain", "phone"), 90),
        ({"domain": "one.example", "phone_key": "+8621", "name_key": "同名"}, ("domain", "name", "phone"), 100),
    ],
)
def test_reasons_add_up(world: World, values: dict[str, str], reasons: tuple[str, ...], score: int) -> None:
    pair = put(world, ("kunyue", "cangyu"), **values)
    assert found(world)[pair] == (reasons, score)


def test_one_registration_number_in_one_country_or_an_unknown_one(world: World) -> None:
    low, high = put(world, ("kunyue", "cangyu"))
    Account.objects.filter(pk=low).update(registration_no="X-1", country="CN")
    for country, expected in (("", True), ("DE", False)):
        Account.objects.filter(pk=high).update(registration_no="X-1", country=country)
        assert ((low, high) in found(world)) is expected, country


@pytest.mark.parametrize("domain", ["qq.com", "163.com", "gmail.com"])
def test_a_mail_domain_open_to_all_says_nothing(world: World, domain: str) -> None:
    assert put(world, ("kunyue", "cangyu"), domain=domain) not in found(world)


def test_a_domain_and_a_telephone_of_one_group_say_nothing(world: World) -> None:
    values = {"domain": "group.example", "phone_key": "+862199999999"}
    assert put(world, ("huadong", "huadong_port"), **values) not in found(world)
    assert put(world, ("huadong_port", "huadong_smart"), **values) not in found(world)


def test_what_many_share_is_a_switchboard(world: World) -> None:
    keys = ("kunyue", "cangyu", "suguang", "zhenyue", "hengyuan")
    ids = [world.account_id(key) for key in keys]
    Account.objects.filter(pk__in=ids[:4]).update(phone_key="+86400800")
    assert len([pair for pair in found(world) if set(pair) <= set(ids)]) == 6
    Account.objects.filter(pk__in=ids).update(phone_key="+86400800")
    assert [pair for pair in found(world) if set(pair) <= set(ids)] == []


@pytest.mark.parametrize(
    ("other", "city", "region", "expected"),
    [
        ("华明精密机械制造", "苏州", "", True),
        ("华明精密机械制造", "", "east", True),
        ("华明精密机械制造", "无锡", "north", False),
        ("远大空调", "苏州", "east", False),
    ],
)
def test_a_similar_name_counts_in_one_city_or_region(
    world: World, other: str, city: str, region: str, expected: bool
) -> None:
    low, high = put(world, ("kunyue", "cangyu"))
    Account.objects.filter(pk=low).update(name_key="华明精密机械", city="苏州", region="east")
    Account.objects.filter(pk=high).update(name_key=other, city=city, region=region)
    known = found(world)
    assert ((low, high) in known) is expected
    if expected:
        assert known[(low, high)][0] == ("near",)
        assert 18 <= known[(low, high)][1] < 30


def test_a_pair_said_not_to_be_one_is_not_proposed_again(world: World) -> None:
    pair = put(world, ("kunyue", "cangyu"), domain="one.example")
    assert pair in found(world)
    actions.not_duplicate(by=world.wang.actor(), one_id=pair[1], other_id=pair[0], at=world.now)
    actions.not_duplicate(by=world.shen.actor(), one_id=pair[0], other_id=pair[1], at=world.now)
    assert pair not in found(world)
    assert twins(world.chen.actor(), facts_of(world.account("kunyue")), number=world.account_id("kunyue")) == []


def test_a_lead_is_told_of_pairs_of_the_own_team_only(world: World) -> None:
    pair = put(world, ("kunyue", "yueling"), domain="one.example")
    assert pair in found(world, "shen")
    assert pair not in found(world, "wang")
    assert pair not in found(world, "liang")


def test_a_removed_account_is_no_pair(world: World) -> None:
    pair = put(world, ("kunyue", "cangyu"), domain="one.example")
    actions.remove(by=world.shen.actor(), account_id=pair[0], at=world.now)
    assert pair not in found(world)


def test_who_enters_an_account_is_told_what_it_may_be_already(world: World) -> None:
    huadong = world.account("huadong")
    chen = world.chen.actor()

    def told(**given: str) -> list[tuple[int, tuple[str, ...]]]:
        return [(t.account.pk, t.reasons) for t in twins(chen, Facts.typed(given), near=True)]

    assert told(registration_no=huadong.registration_no.lower(), country="CN") == [(huadong.pk, ("registration",))]
    assert (huadong.pk, ("name",)) in told(name_zh="华栋重工集团股份有限公司")
    assert told(website=f"https://www.{huadong.domain}/about", country="CN")[0][1] == ("domain",)
    assert told(name_zh="完全不同的名字", city="上海") == []
    assert told() == []


def test_nobody_is_told_of_accounts_of_others(world: World) -> None:
    number = world.account("yueling").registration_no
    given = Facts.typed({"registration_no": number, "country": "CN"})
    assert twins(world.chen.actor(), given) == []
    assert [t.account.pk for t in twins(world.zhou.actor(), given)] == [world.account_id("yueling")]


def test_a_score_has_a_ceiling_and_nearness_counts() -> None:
    assert score_of(["registration", "domain"]) == 100
    assert score_of(["near"], 0.8) == 24
