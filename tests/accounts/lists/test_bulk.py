"""Many accounts at once: shown first, agreed to, all or nothing, and the same when a job does it."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kambium.accounts.actions import bulk
from kambium.accounts.models import Account, Activity, Contact, Follow
from kambium.core.access import NotThere, Refused
from kambium.core.models import Event, Notice, SearchEntry
from kambium.core.registry import verbs
from kambium.core.web.listing import bulk as engine
from kambium.core.web.listing.work import DONE, FAILED, RUNNING, Following, Otherwise, begin, change_rows
from kambium.demo.world import World
from kambium.people.actions.rejected import Rejected
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]


def path(name: str) -> str:
    return f"/lists/accounts/bulk/{name}/"


def agreed(response) -> str:
    """How many rows the page says it would change."""
    found = re.search(r'name="agreed" value="(\d+)"', response.content.decode())
    assert found
    return found[1]


def picture() -> list[tuple[object, ...]]:
    """Everything a bulk change could touch."""
    accounts = Account.objects.order_by("pk").values_list("pk", "owner_id", "status", "tags", "version", "deleted_at")
    return [tuple(map(str, row)) for row in accounts] + [(Event.objects.count(), Follow.objects.count())]


def chens(world: World, *keys: str) -> list[int]:
    return [world.account_id(key) for key in keys or ("huadong", "hanyu", "suguang")]


def test_the_page_says_how_many_it_would_change_and_changes_nothing(world: World, client_of: ClientOf) -> None:
    before = picture()
    response = client_of(world.wang).post(path("status"), {"ids": chens(world)})
    assert response.status_code == 200
    assert agreed(response) == "3"
    assert "将修改 3 行" in response.content.decode()
    assert picture() == before


def test_a_status_is_set_with_an_event_for_each_that_changes(world: World, client_of: ClientOf) -> None:
    ids = chens(world, "huadong", "hanyu", "kunyue")
    before = dict(Account.objects.in_bulk(ids).items())
    given = {"ids": ids, "sure": "1", "agreed": "3", "to-status": "dormant"}
    assert client_of(world.wang).post(path("status"), given).status_code == 302
    now = Account.objects.in_bulk(ids)
    assert {a.status for a in now.values()} == {"dormant"}
    moved = {pk for pk in ids if now[pk].version == before[pk].version + 1}
    assert moved == set(chens(world, "huadong", "hanyu"))
    told = Event.objects.filter(kind="account.changed", actor=world.wang, root_id__in=ids).order_by("-pk")[:2]
    assert {event.root_id for event in told} == moved
    assert [event.data for event in told] == [{"fields": ["status"]}] * 2


def test_accounts_and_all_that_belongs_to_them_get_another_owner_in_one_go(world: World) -> None:
    ids = chens(world, "huadong", "hanyu")
    count = bulk.assign_all(ids, by=world.wang.actor(), at=timezone.now(), owner_id=str(world.lin.pk))
    assert count == 2
    for model in (Account, Contact, Activity):
        column = "pk" if model is Account else "account_id"
        owners = set(model.objects.filter(**{f"{column}__in": ids}).values_list("owner_id", flat=True))
        assert owners == {world.lin.pk}, model
    found = SearchEntry.objects.filter(root_id__in=ids).values_list("owner_id", flat=True)
    assert set(found) == {world.lin.pk}
    told = Notice.objects.get(person=world.lin, kind="accounts.assigned")
    assert (told.data["count"], told.needs_action) == (2, True)


def test_giving_them_again_changes_nothing_more(world: World) -> None:
    ids, at = chens(world), timezone.now()
    bulk.assign_all(ids, by=world.wang.actor(), at=at, owner_id=str(world.lin.pk))
    before = picture()
    assert bulk.assign_all(ids, by=world.wang.actor(), at=at, owner_id=str(world.lin.pk)) == 0
    assert picture() == before


def test_a_tag_is_put_on_once_and_taken_off(world: World) -> None:
    ids, actor, at = chens(world), world.chen.actor(), timezone.now()
    had = [pk for pk in ids if "strategic" in Account.objects.get(pk=pk).tags]
    assert bulk.add_tag(ids, by=actor, at=at, tag="strategic") == 3 - len(had)
    assert all(Account.objects.get(pk=pk).tags.count("strategic") == 1 for pk in ids)
    assert bulk.remove_tag(ids, by=actor, at=at, tag="strategic") == 3
    assert all("strategic" not in Account.objects.get(pk=pk).tags for pk in ids)


def test_following_many_is_following_each_once(world: World) -> None:
    ids, actor, at = chens(world), world.wang.actor(), timezone.now()
    Follow.objects.filter(person=world.wang).delete()
    assert bulk.follow_all(ids, by=actor, at=at) == 3
    assert bulk.follow_all(ids, by=actor, at=at) == 0
    assert set(Follow.objects.filter(person=world.wang).values_list("account_id", flat=True)) == set(ids)


def test_removed_accounts_take_what_belongs_to_them_along(world: World) -> None:
    ids, at = chens(world, "kunyue", "cangyu"), timezone.now()
    assert bulk.remove_all(ids, by=world.wang.actor(), at=at) == 2
    assert Contact.objects.filter(account_id__in=ids, deleted_at=None).count() == 0
    assert Activity.objects.filter(account_id__in=ids, deleted_at=None).count() == 0
    assert SearchEntry.objects.filter(root_id__in=ids).count() == 0


@pytest.mark.parametrize(
    ("who", "verb", "values"),
    [
        ("chen", "assign_all", {"owner_id": "6"}),
        ("chen", "remove_all", {}),
        ("zhao", "set_status", {"status": "lost"}),
        ("zhao", "add_tag", {"tag": "tender"}),
        ("gao", "follow_all", {}),
        ("jiang", "remove_tag", {"tag": "strategic"}),
    ],
)
def test_who_may_not_is_refused_and_nothing_changes(world: World, who: str, verb: str, values: dict[str, str]) -> None:
    before = picture()
    with pytest.raises(Refused):
        getattr(bulk, verb)(chens(world), by=getattr(world, who).actor(), at=timezone.now(), **values)
    assert picture() == before


def test_one_account_out_of_reach_stops_all_of_them(world: World) -> None:
    before = picture()
    ids = [*chens(world), world.account_id("yueling")]
    for verb, values in (("set_status", {"status": "lost"}), ("assign_all", {"owner_id": "6"}), ("remove_all", {})):
        with pytest.raises(NotThere):
            getattr(bulk, verb)(ids, by=world.wang.actor(), at=timezone.now(), **values)
    assert picture() == before


@pytest.mark.parametrize(
    ("verb", "values", "no"),
    [
        ("set_status", {"status": "nonsense"}, Rejected),
        ("add_tag", {"tag": "nonsense"}, Rejected),
        ("assign_all", {"owner_id": "14"}, Refused),
        ("assign_all", {"owner_id": "18"}, NotThere),
        ("assign_all", {"owner_id": "999"}, NotThere),
    ],
)
def test_a_value_that_cannot_be_changes_nothing(
    world: World, verb: str, values: dict[str, str], no: type[Exception]
) -> None:
    before = picture()
    with pytest.raises(no):
        getattr(bulk, verb)(chens(world), by=world.wang.actor(), at=timezone.now(), **values)
    assert picture() == before


def test_what_is_seen_but_may_not_be_changed_is_left_out_and_said(world: World, client_of: ClientOf) -> None:
    ids = [*chens(world), world.account_id("yueling")]
    response = client_of(world.wang).post(path("status"), {"ids": ids})
    assert agreed(response) == "3"
    assert client_of(world.wang).post(path("status"), {"ids": [world.account_id("yueling")]}).status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"agreed": "3", "to-status": ""},
        {"agreed": "2", "to-status": "lost"},
        {"agreed": "", "to-status": "lost"},
        {"agreed": "3", "to-status": "nonsense"},
    ],
)
def test_a_change_that_was_not_agreed_to_as_it_is_now_is_not_made(
    world: World, client_of: ClientOf, given: dict[str, str]
) -> None:
    before = picture()
    response = client_of(world.wang).post(path("status"), {"ids": chens(world), "sure": "1", **given})
    assert response.status_code == 422
    assert picture() == before


def test_removing_more_than_twenty_wants_the_number_typed(world: World, client_of: ClientOf) -> None:
    client, given = client_of(world.wang), {"all": "1", "view": "all", "owner": "5"}
    count = agreed(client.post(path("remove"), given))
    assert int(count) > 10
    many = client.post(path("remove"), {"all": "1", "view": "all", "region": "east"})
    number = agreed(many)
    assert int(number) > 20
    assert f'data-must="{number}"' in many.content.decode()
    before = picture()
    sure = {"all": "1", "view": "all", "region": "east", "sure": "1", "agreed": number}
    assert client.post(path("remove"), sure).status_code == 422
    assert client.post(path("remove"), {**sure, "word": "20"}).status_code == 422
    assert picture() == before
    assert client.post(path("remove"), {**sure, "word": number}).status_code == 302
    assert not Account.objects.filter(team_id=world.team("east").pk, region="east", deleted_at=None).exists()


def test_all_that_match_means_what_the_conditions_say(world: World, client_of: ClientOf) -> None:
    client = client_of(world.wang)
    given = {"all": "1", "view": "all", "industry": "rail", "ids": chens(world)}
    expected = Account.objects.filter(team_id=world.team("east").pk, industry="rail", deleted_at=None)
    numbers = set(expected.values_list("pk", flat=True))
    assert agreed(client.post(path("tag"), given)) == str(len(numbers))
    client.post(path("tag"), {**given, "sure": "1", "agreed": len(numbers), "to-tag": "tender"})
    tagged = Account.objects.filter(pk__in=numbers, tags__contains=["tender"])
    assert set(tagged.values_list("pk", flat=True)) == numbers
    assert "tender" not in world.account("suguang").tags


@pytest.mark.parametrize("ids", [["x"], ["-1"], ["9" * 40], ["\0"], []])
def test_numbers_that_are_none_choose_nothing(world: World, client_of: ClientOf, ids: list[str]) -> None:
    response = client_of(world.wang).post(path("status"), {"ids": ids})
    assert response.status_code == 200
    assert agreed(response) == "0"
    sure = client_of(world.wang).post(path("status"), {"ids": ids, "sure": "1", "agreed": "0", "to-status": "lost"})
    assert sure.status_code == 422


@pytest.mark.parametrize(("who", "name", "status"), [
    ("chen", "assign", 403), ("zhao", "status", 403), ("gao", "follow", 404), ("wang", "nothing", 404)])  # fmt: skip
def test_the_page_is_only_for_who_may(world: World, client_of: ClientOf, who: str, name: str, status: int) -> None:
    assert client_of(getattr(world, who)).post(path(name), {"ids": chens(world)}).status_code == status


def test_more_than_fit_into_a_request_are_left_to_a_job(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "AT_ONCE", 5)
    client, before = client_of(world.wang), picture()
    given = {"all": "1", "view": "all", "owner": "5"}
    count = agreed(client.post(path("status"), given))
    response = client.post(path("status"), {**given, "sure": "1", "agreed": count, "to-status": "lost"})
    notice = Notice.objects.get(person=world.wang, kind=RUNNING)
    assert response.headers["Location"] == f"/work/{notice.pk}/"
    assert notice.data["total"] == int(count)
    assert picture() == before
    assert "every 2s" in client.get(f"/work/{notice.pk}/").content.decode()
    assert client_of(world.chen).get(f"/work/{notice.pk}/").status_code == 404


def test_the_job_changes_them_piece_by_piece_and_says_when_it_is_done(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kambium.core.web.listing.work.AT_ONCE", 3)
    wang = world.wang
    numbers = set(Account.objects.filter(owner=world.chen, deleted_at=None).values_list("pk", flat=True))
    notice = begin(wang.pk, "状态", len(numbers))
    change_rows(
        Following(notice, wang, wang.actor(via="job")), "accounts.status", {"owner": ["5"]}, None, {"status": "lost"}
    )
    assert set(Account.objects.filter(pk__in=numbers).values_list("status", flat=True)) == {"lost"}
    notice.refresh_from_db()
    assert (notice.kind, notice.data["done"], notice.read_at) == (DONE, len(numbers), None)
    assert Event.objects.filter(kind="account.changed", via="job", actor=wang).count() == len(numbers)
    assert "every 2s" not in client_of(wang).get(f"/work/{notice.pk}/").content.decode()


def test_a_piece_that_is_refused_leaves_none_of_them_changed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kambium.core.web.listing.work.AT_ONCE", 2)
    wang, before = world.wang, picture()
    numbers = chens(world, "huadong", "hanyu", "suguang", "kunyue", "cangyu")
    notice, done = begin(wang.pk, "负责人", 5), []
    second_fails = replace(verbs["accounts.status"], act=lambda ids, **given: _fail_after(done, ids, given))
    monkeypatch.setitem(verbs._things, "accounts.status", second_fails)
    with pytest.raises(NotThere):
        change_rows(Following(notice, wang, wang.actor()), "accounts.status", {}, numbers, {"status": "lost"})
    assert done == [2]
    assert picture() == before
    notice.refresh_from_db()
    assert (notice.kind, notice.data["done"]) == (RUNNING, 0)


def _fail_after(done: list[int], ids: list[int], given: dict[str, Any]) -> int:
    if done:
        raise NotThere
    done.append(bulk.set_status(ids, **given))
    return done[0]


def test_a_job_that_finds_other_rows_than_were_agreed_to_changes_none(world: World) -> None:
    wang, before = world.wang, picture()
    notice = begin(wang.pk, "状态", 4)
    with pytest.raises(Otherwise, match="3"):
        change_rows(Following(notice, wang, wang.actor()), "accounts.status", {}, chens(world), {"status": "lost"})
    assert picture() == before


def test_near_finds_are_changed_as_they_are_seen(world: World, client_of: ClientOf) -> None:
    client, given = client_of(world.wang), {"all": "1", "view": "all", "q": "Huadnog Heavy Industry"}
    seen = set(re.findall(r'name="ids" value="(\d+)"', client.get("/accounts/", given).content.decode()))
    assert str(world.account_id("huadong")) in seen
    assert agreed(client.post(path("status"), given)) == str(len(seen))
    client.post(path("status"), {**given, "sure": "1", "agreed": len(seen), "to-status": "lost"})
    assert set(Account.objects.filter(pk__in=seen).values_list("status", flat=True)) == {"lost"}
    mine = Account.objects.filter(team_id=world.team("east").pk, deleted_at=None)
    assert mine.exclude(pk__in=seen).exclude(status="lost").exists()


def test_more_than_fifty_thousand_are_not_begun(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MOST", 2)
    before = picture()
    given = {"ids": chens(world), "sure": "1", "agreed": "3", "to-status": "lost"}
    response = client_of(world.wang).post(path("status"), given)
    assert response.status_code == 422
    assert "一次最多 2 行" in response.content.decode()
    assert picture() == before


def test_a_job_begun_again_goes_on_where_it_was(world: World) -> None:
    wang = world.wang
    ids = chens(world)
    bulk.set_status(ids[:2], by=wang.actor(), at=timezone.now(), status="lost")
    notice = begin(wang.pk, "状态", 3)
    change_rows(Following(notice, wang, wang.actor()), "accounts.status", {}, ids, {"status": "lost"})
    notice.refresh_from_db()
    assert notice.data["done"] == 1
    assert Event.objects.filter(kind="account.changed", actor=wang, root_id__in=ids).count() == 3


def test_kinds_of_work_have_sentences(world: World, client_of: ClientOf) -> None:
    notice = begin(world.wang.pk, "状态", 7)
    for kind, text in ((RUNNING, "7"), (DONE, "状态"), (FAILED, "状态")):
        Notice.objects.filter(pk=notice.pk).update(kind=kind)
        assert text in client_of(world.wang).get("/notices/").content.decode()
