"""Ctrl+K: what is typed is found, in Chinese, Latin, pinyin and initials, and only by those who may see it."""

import pytest

from kambium.accounts.models import Account, Contact
from kambium.core.models import SearchEntry
from kambium.core.search import index
from kambium.core.search.find import find
from kambium.demo.world import World


def titles(world: World, who: str, text: str, **options: object) -> list[str]:
    return [hit.title_zh or hit.title_en for hit in find(getattr(world, who).actor(), text, **options)]


def named(world: World, key: str, zh: str) -> Account:
    """An account of Chen's under another name."""
    Account.objects.filter(pk=world.account_id(key)).update(name_zh=zh)
    index.refresh("account", [world.account_id(key)])
    return world.account(key)


@pytest.mark.parametrize(
    "typed",
    [
        "华为技术",
        "华为",
        "为技",
        "技术",
        "hwjs",
        "HWJS",
        "huaweijishu",
        "huawei",
        "ｈｗｊｓ",
        " hwjs ",
        "华",
        "华为 技术",
    ],
)
def test_huawei_is_found_however_it_is_typed(world: World, typed: str) -> None:
    named(world, "kunyue", "华为技术有限公司")
    assert "华为技术有限公司" in titles(world, "chen", typed, kinds=["account"])


@pytest.mark.parametrize("typed", ["重庆机床", "cqjc", "chongqing", "zqjc"])
def test_a_character_with_two_readings_is_found_by_the_one_of_its_word(world: World, typed: str) -> None:
    named(world, "kunyue", "重庆机床厂")
    found = titles(world, "chen", typed, kinds=["account"])
    assert ("重庆机床厂" in found) is (typed != "zqjc")


@pytest.mark.parametrize("typed", ["Huadnog Heavy", "Huadong Haevy", "Huadong Heavi"])
def test_a_slip_of_the_finger_is_forgiven(world: World, typed: str) -> None:
    assert "华栋重工集团有限公司" in titles(world, "chen", typed, kinds=["account"])


def test_of_near_misses_only_those_about_as_near_are_told(world: World) -> None:
    named(world, "kunyue", "Cascadefield Bearings")
    named(world, "cangyu", "Cascadia Foundry")
    assert titles(world, "chen", "cascadefeld", kinds=["account"]) == ["Cascadefield Bearings"]
    assert titles(world, "chen", "cascadai", kinds=["account"]) == ["Cascadia Foundry", "Cascadefield Bearings"]


@pytest.mark.parametrize("typed", ["Müller", "muller", "MÜLLER"])
def test_accents_make_no_difference(world: World, typed: str) -> None:
    Account.objects.filter(pk=world.account_id("weidental")).update(name_en="Müller Fördertechnik GmbH")
    index.refresh("account", [world.account_id("weidental")])
    assert "Müller Fördertechnik GmbH" in titles(world, "lin", typed)


def test_names_that_start_with_the_text_come_first_the_shorter_before_the_longer(world: World) -> None:
    named(world, "kunyue", "星辰机电")
    named(world, "cangyu", "星辰机电设备（南通）有限公司")
    named(world, "suguang", "上海星辰机电")
    found = titles(world, "chen", "星辰机电", kinds=["account"])
    assert found == ["星辰机电", "星辰机电设备（南通）有限公司", "上海星辰机电"]


@pytest.mark.parametrize("typed", ["a", "华", "hd", "有限公司", "9131"])
@pytest.mark.parametrize("who", ["chen", "zhou", "wang", "shen", "daniel", "zhao", "gao"])
def test_nobody_finds_what_they_may_not_see(world: World, who: str, typed: str) -> None:
    actor = getattr(world, who).actor()
    hits = find(actor, typed, limit=500)
    for kind, model, permission in (("account", Account, "accounts.view"), ("contact", Contact, "contacts.view")):
        seen = set(model.objects.visible_to(actor).values_list("pk", flat=True)) if actor.can(permission) else set()
        assert {hit.object_id for hit in hits if hit.kind == kind} <= seen


def test_every_visible_account_is_found_by_its_name(world: World) -> None:
    for who in ("chen", "daniel", "liang", "he"):
        actor = getattr(world, who).actor()
        for account in Account.objects.visible_to(actor):
            found = find(actor, account.name_zh or account.name_en, kinds=["account"], limit=60)
            assert account.pk in {hit.object_id for hit in found}, account


def test_no_kind_crowds_out_another(world: World) -> None:
    for number, contact in enumerate(Contact.objects.filter(owner=world.chen)[:9]):
        Contact.objects.filter(pk=contact.pk).update(name_zh=f"群星{number}")
        index.refresh("contact", [contact.pk])
    named(world, "kunyue", "上海群星机电")
    hits = find(world.chen.actor(), "群星", each=3, limit=9)
    kinds = [hit.kind for hit in hits]
    assert (kinds.count("contact"), kinds.count("account")) == (3, 1)


@pytest.mark.parametrize("typed", ["", "   ", "\0", "%", "_", "\\", "'", '"', "%%%", "--", "1-2", "a" * 5_000, "中" * 500, "①", "\t\n",  # noqa: E501
                                   "a b c d e f g h i j k l m n o p", "(", "[a-z]", "𠮷"])  # fmt: skip
def test_nothing_that_can_be_typed_breaks_it(world: World, typed: str) -> None:
    assert isinstance(find(world.chen.actor(), typed), list)


def test_signs_with_a_meaning_in_patterns_are_only_signs(world: World) -> None:
    named(world, "kunyue", "百分之百%_测试")
    assert titles(world, "chen", "%_") == ["百分之百%_测试"]
    assert "华栋重工集团有限公司" not in titles(world, "chen", "华_重工")


def test_colleagues_are_found_by_everybody_who_may_see_the_directory(world: World) -> None:
    assert titles(world, "gao", "陈思远") == ["陈思远"]
    assert titles(world, "gao", "csy") == ["陈思远"]


def test_who_was_removed_is_not_found(world: World) -> None:
    assert not SearchEntry.objects.filter(kind="account", object_id=world.account_id("muyu")).exists()
