"""Pages of duplicates, merging, the recycle bin, own fields and the home page."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kambium.accounts import actions
from kambium.accounts.models import Account, Contact, CustomField, Merge, NotDuplicate
from kambium.accounts.vocabularies import DELIVERED as VOCABULARIES
from kambium.core.models import Event
from kambium.demo.world import World
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_lead_compares_and_merges_and_parts_again(world: World, client_of: ClientOf) -> None:
    client, kept, gone = client_of(world.wang), world.account("junhe"), world.account("junhe_twin")
    path = f"/accounts/{kept.pk}/merges/{gone.pk}/"
    assert path in page(client, "/accounts/duplicates/") or f"/accounts/{gone.pk}/merges/{kept.pk}/" in page(
        client, "/accounts/duplicates/"
    )
    text = page(client, path)
    assert gone.name_zh in text
    given = {"kept_version": kept.version, "gone_version": gone.version, "city": "gone", "typed": kept.name_zh}
    response = client.post(path, given)
    assert response.headers["Location"] == f"/accounts/{kept.pk}/"
    row = Merge.objects.get()
    assert "撤销" in page(client, f"/accounts/{kept.pk}/")
    assert f"/merges/{row.pk}/undo/" in page(client, "/accounts/duplicates/")
    assert client.post(f"/merges/{row.pk}/undo/").headers["Location"] == f"/accounts/{gone.pk}/"
    assert world.account("junhe_twin").deleted_at is None


def test_a_stale_page_and_a_name_alone_are_answered_on_the_page(world: World, client_of: ClientOf) -> None:
    client, kept, gone = client_of(world.shen), world.account("shuochuan_nb"), world.account("shuochuan_fs")
    path = f"/accounts/{kept.pk}/merges/{gone.pk}/"
    fresh = {"kept_version": kept.version, "gone_version": gone.version}
    alone = client.post(path, fresh)
    assert alone.status_code == 422
    assert "只有名称" in alone.content.decode()
    stale = client.post(path, {**fresh, "gone_version": gone.version + 1, "typed": kept.name_zh})
    assert stale.status_code == 422
    assert not Merge.objects.exists()


def test_the_page_of_a_merged_account_leads_to_the_kept_one(world: World, client_of: ClientOf) -> None:
    first, second, last = world.account("junhe_twin"), world.account("junhe"), world.account("kunyue")
    for kept, gone in ((second, first), (last, second)):
        actions.merge(by=world.shen.actor(), kept_id=kept.pk, gone_id=gone.pk, choices={}, at=world.now,
                      typed=kept.name_zh)  # fmt: skip
    client = client_of(world.wang)
    assert client.get(f"/accounts/{first.pk}/").headers["Location"] == f"/accounts/{last.pk}/"
    assert f"该客户已合并到 {last.name_zh}" in page(client, f"/accounts/{last.pk}/")
    assert client_of(world.zhou).get(f"/accounts/{first.pk}/").status_code == 404
    assert client_of(world.gao).get(f"/accounts/{first.pk}/").status_code == 403
    actions.remove(by=world.shen.actor(), account_id=last.pk, at=world.now)
    assert client.get(f"/accounts/{first.pk}/").status_code == 404
    assert client.get(f"/accounts/{'9' * 30}/").status_code == 404


def test_a_pair_is_kept_apart(world: World, client_of: ClientOf) -> None:
    pair = (world.account_id("shuochuan_nb"), world.account_id("shuochuan_fs"))
    client_of(world.shen).post(f"/accounts/{pair[0]}/distinct/{pair[1]}/")
    assert NotDuplicate.objects.filter(low_id=min(pair), high_id=max(pair), by=world.shen).count() == 1


@pytest.mark.parametrize("who", ["chen", "zhao", "jiang", "gao", "luo"])
def test_duplicates_are_for_those_who_lead(world: World, client_of: ClientOf, who: str) -> None:
    client = client_of(getattr(world, who))
    pair = f"/accounts/{world.account_id('junhe')}/merges/{world.account_id('junhe_twin')}/"
    assert client.get("/accounts/duplicates/").status_code == 403
    assert client.get(pair).status_code == client.post(pair).status_code == 403
    assert client.post("/merges/1/undo/").status_code == 403


def test_accounts_of_another_team_are_not_there(world: World, client_of: ClientOf) -> None:
    client, other = client_of(world.wang), world.account_id("yueling")
    for path in (f"/accounts/{world.account_id('huadong')}/merges/{other}/", f"/accounts/{other}/merges/1/"):
        assert client.get(path).status_code == 404
    assert (
        client.get(f"/accounts/{world.account_id('huadong')}/merges/{world.account_id('huadong')}/").status_code == 404
    )


def test_the_hint_is_a_part_that_may_be_empty(world: World, client_of: ClientOf) -> None:
    client, huadong = client_of(world.chen), world.account("huadong")
    found = client.get(f"/accounts/duplicates/hint/?registration_no={huadong.registration_no}&country=CN",
                       headers={"HX-Request": "true"}).content.decode()  # fmt: skip
    assert huadong.name_zh in found
    for query in ("", "name_zh=%00", "name_zh=" + "中" * 3_000, "account=x", "country=AAAXX", "phone=%2B%2B"):
        response = client.get(f"/accounts/duplicates/hint/?{query}", headers={"HX-Request": "true"})
        assert response.status_code == 200
        assert "<li>" not in response.content.decode()


def test_the_page_of_an_account_tells_leads_of_its_twin(world: World, client_of: ClientOf) -> None:
    Account.objects.filter(pk__in=(world.account_id("kunyue"), world.account_id("cangyu"))).update(domain="one.example")
    link = f"/accounts/{world.account_id('kunyue')}/merges/{world.account_id('cangyu')}/"
    assert link in page(client_of(world.wang), f"/accounts/{world.account_id('kunyue')}/")
    assert link not in page(client_of(world.chen), f"/accounts/{world.account_id('kunyue')}/")


# -- the recycle bin --------------------------------------------------------------------------------------------------


def test_the_bin_shows_who_removed_what_and_gives_it_back_whole(world: World, client_of: ClientOf) -> None:
    client, number = client_of(world.wang), world.account_id("kunyue")
    contacts = Contact.objects.filter(account_id=number, deleted_at=None).count()
    actions.remove(by=world.wang.actor(), account_id=number, at=world.now)
    text = page(client, "/bin/")
    assert "温州堃岳阀门有限公司" in text
    assert f"{contacts} 位联系人" in text
    assert "王艺涵" in text
    assert "堃岳" not in page(client, "/bin/?kind=contacts")
    assert client.post(f"/accounts/{number}/restoration/").status_code == 302
    assert Contact.objects.filter(account_id=number, deleted_at=None).count() == contacts
    assert f"/accounts/{number}/restoration/" not in page(client, "/bin/")


def test_what_was_removed_long_ago_and_what_was_merged_is_not_shown(world: World, client_of: ClientOf) -> None:
    client, number = client_of(world.shen), world.account_id("kunyue")
    actions.remove(by=world.shen.actor(), account_id=number, at=world.now)
    assert "堃岳" in page(client, "/bin/")
    Account.objects.filter(pk=number).update(deleted_at=world.now.replace(year=2025))
    assert "堃岳" not in page(client, "/bin/")
    actions.merge(by=world.shen.actor(), kept_id=world.account_id("junhe"), gone_id=world.account_id("junhe_twin"),
                  choices={}, at=world.now, typed=world.account("junhe").name_zh)  # fmt: skip
    assert f"/accounts/{world.account_id('junhe_twin')}/restoration/" not in page(client, "/bin/")


def test_a_key_account_manager_finds_the_own_contacts_and_activities_there(world: World, client_of: ClientOf) -> None:
    contact = world.contact("huadong.head_buyer")
    actions.remove_contact(by=world.chen.actor(), contact_id=contact.pk, at=world.now)
    assert contact.name_zh in page(client_of(world.chen), "/bin/")
    assert contact.name_zh not in page(client_of(world.zhou), "/bin/")
    assert client_of(world.chen).get("/bin/?kind=accounts").status_code == 404
    assert client_of(world.gao).get("/bin/").status_code == 403


# -- own fields -------------------------------------------------------------------------------------------------------


def test_an_administrator_adds_changes_orders_and_retires_a_field(world: World, client_of: ClientOf) -> None:
    client = client_of(world.luo)
    given = {"record": "account", "kind": "choice", "label_zh": "采购模式", "choices": "集中\n分散\n集中\n"}
    assert client.post("/settings/fields/new/", given).status_code == 302
    field = CustomField.objects.get(label_zh="采购模式")
    assert (field.key, field.choices, field.position) == ("cai_gou_mo_shi", ["集中", "分散"], 4)
    assert "采购模式" in page(client_of(world.chen), "/accounts/?view=mine")
    client.post(f"/settings/fields/{field.pk}/", {"label_zh": "采购方式", "choices": "集中", "is_required": "on"})
    client.post(f"/settings/fields/{field.pk}/place/", {"way": "up"})
    field.refresh_from_db()
    assert (field.label_zh, field.choices, field.is_required, field.position) == ("采购方式", ["集中"], True, 2)
    client.post(f"/settings/fields/{field.pk}/use/", {"on": "0"})
    assert "采购方式" not in page(client_of(world.chen), "/accounts/?view=mine")
    client.post(f"/settings/fields/{field.pk}/use/", {"on": "1"})
    kinds = Event.objects.filter(subject_type="customfield", subject_id=field.pk).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "field.created", "field.changed", "field.retired", "field.revived"]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "key"),
    [("Payment terms", "payment_terms_2"), ("年产能 (台)", "nian_chan_neng_tai"), ("2026 年", "nian"), ("★", "field")],
)
def test_a_key_is_made_from_the_label(world: World, label: str, key: str) -> None:
    field = actions.add_field(by=world.luo.actor(), at=world.now, record="account", kind="text", label_en=label)
    assert field.key == key


@pytest.mark.parametrize(
    "given",
    [
        {"record": "account", "kind": "text"},
        {"record": "account", "kind": "choice", "label_zh": "列表"},
        {"record": "order", "kind": "text", "label_zh": "文字"},
        {"record": "account", "kind": "formula", "label_zh": "公式"},
        {"record": "account", "kind": "text", "label_zh": "长" * 61},
        {"record": "account", "kind": "choices", "label_zh": "列表", "choices": "x" * 81},
        {"record": "account", "kind": "text", "label_zh": "\0"},
        {},
    ],
)
def test_a_field_that_cannot_be_is_refused(world: World, client_of: ClientOf, given: dict[str, str]) -> None:
    before = CustomField.objects.count()
    assert client_of(world.luo).post("/settings/fields/new/", given).status_code == 422
    assert CustomField.objects.count() == before


@pytest.mark.parametrize(("who", "see", "add"), [("chen", 403, 403), ("jiang", 200, 403), ("luo", 200, 200)])
def test_who_sees_and_who_adds_own_fields(world: World, client_of: ClientOf, who: str, see: int, add: int) -> None:
    client = client_of(getattr(world, who))
    assert client.get("/settings/fields/").status_code == see
    assert client.get("/settings/fields/new/").status_code == add
    assert client.post("/settings/fields/1/use/", {"on": "0"}).status_code == (302 if add == 200 else 403)
    assert CustomField.objects.get(pk=1).is_active is (add != 200)


def test_every_delivered_vocabulary_has_a_name_in_settings(world: World, client_of: ClientOf) -> None:
    client = client_of(world.luo)
    text = page(client, "/settings/vocabularies/")
    for one in VOCABULARIES:
        assert f'href="/settings/vocabularies/{one.key}/"' in text
        assert f">{one.key}<" not in text
    assert ">在客户团队中的角色<" in text
    assert "在客户团队中的角色" in page(client, "/settings/vocabularies/member_role/")


# -- home -------------------------------------------------------------------------------------------------------------


def test_home_tells_what_comes_first_and_why(world: World, client_of: ClientOf) -> None:
    text = page(client_of(world.chen), "/")
    steps = list(Account.objects.filter(owner=world.chen, next_step_on__lt=world.today, deleted_at=None))
    for account in steps[:3]:
        assert account.next_step in text
    assert "逾期" in text
    assert "?view=all&amp;owner=me&amp;step=overdue" in text


def test_home_of_those_who_lead_counts_what_they_lead(world: World, client_of: ClientOf) -> None:
    count = Account.objects.filter(team_id=world.team("east").pk, deleted_at=None).count()
    text = page(client_of(world.wang), "/")
    assert f">{count}<" in text
    assert "owner=me" not in text


def test_home_of_a_lead_goes_owner_by_owner_to_the_accounts_behind_each_figure(
    world: World, client_of: ClientOf
) -> None:
    client, lin = client_of(world.wang), world.lin
    text = page(client, "/")
    behind = f"/accounts/?view=all&amp;owner={lin.pk}"
    count = Account.objects.filter(owner=lin, deleted_at=None).count()
    assert f'href="{behind}">{count}</a>' in text
    assert f"共 {count} 条" in page(client, behind.replace("&amp;", "&"))
    assert "按负责人" not in page(client_of(world.chen), "/")


@pytest.mark.parametrize("who", ["gao", "ma", "luo", "qian", "song"])
def test_home_of_roles_without_customers_has_none(world: World, client_of: ClientOf, who: str) -> None:
    assert "/accounts/" not in page(client_of(getattr(world, who)), "/")


@pytest.mark.parametrize(
    ("who", "path", "most"),
    [("chen", "/", 9), ("wang", "/", 10), ("shen", "/accounts/duplicates/", 8), ("wang", "/bin/", 5),
     ("luo", "/settings/fields/", 3), ("chen", "/notices/", 5), ("chen", "/search/?q=华栋", 3)],
)  # fmt: skip
def test_pages_ask_the_database_a_bounded_number_of_times(
    world: World, client_of: ClientOf, who: str, path: str, most: int
) -> None:
    client = client_of(getattr(world, who))
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    assert len(asked) <= most, [one["sql"][:120] for one in asked]
