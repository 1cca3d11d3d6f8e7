"""Contacts come, change, change employer, leave and return, go and come back."""

from datetime import date

import pytest

from kambium.accounts import actions
from kambium.accounts.actions.contact import LeftAlready, LineLoop, Nameless, NoAddress, SameAccount
from kambium.accounts.models import Account, Contact
from kambium.core.access import NotThere, Refused
from kambium.core.models import Event, Notice
from kambium.core.search.find import find
from kambium.people.actions.rejected import Stale


def create(world, actor, account="huadong", **values):
    return actions.create_contact(by=actor, account_id=world.account_id(account), values=values, at=world.now)


def test_a_name_is_enough_and_the_contact_belongs_where_the_account_belongs(world, actor_of):
    made = create(world, actor_of(world.chen), name_zh=" 沈 青 ", mobile="186 1234 1402")
    stored, account = Contact.objects.get(pk=made.pk), world.account("huadong")
    assert (stored.name_zh, stored.sort_zh, stored.phone_key) == ("沈 青", "shen qing", "+8618612341402")
    assert (stored.owner_id, stored.division_id, stored.branch_id, stored.team_id) == (
        account.owner_id, account.division_id, account.branch_id, account.team_id)  # fmt: skip
    assert [hit.object_id for hit in find(actor_of(world.chen), "沈 青", kinds=["contact"])][:1] == [made.pk]


def test_a_number_without_a_prefix_is_of_the_accounts_country(world, actor_of):
    made = create(world, actor_of(world.lin), "weidental", name_en="Jonas", mobile="0170 1234567")
    assert made.phone_key == "+491701234567"


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [({"name_zh": " "}, Nameless, "name_zh"), ({"name_zh": "甲", "email": "no mail"}, NoAddress, "email")],
)
def test_a_fault_is_refused_at_its_field(world, actor_of, values, refusal, field):
    with pytest.raises(refusal) as caught:
        create(world, actor_of(world.chen), **values)
    assert caught.value.field == field
    assert Contact.objects.count() == 206


@pytest.mark.parametrize(("key", "answer"), [("zhou", NotThere), ("fang", Refused), ("jiang", Refused)])
def test_others_add_nobody(world, actor_of, key, answer):
    with pytest.raises(answer):
        create(world, actor_of(getattr(world, key)), name_zh="甲")
    assert Contact.objects.count() == 206


def test_there_is_one_main_contact(world, actor_of):
    made = create(world, actor_of(world.chen), name_zh="甲", is_main=True)
    main = Contact.objects.filter(account_id=made.account_id, is_main=True)
    assert [row.pk for row in main] == [made.pk]


def test_a_company_address_tells_the_domain_of_an_account_without_one(world, actor_of):
    Account.objects.filter(pk=world.account_id("huadong")).update(domain="")
    create(world, actor_of(world.chen), name_zh="甲", email="jia@qq.com")
    assert world.account("huadong").domain == ""
    create(world, actor_of(world.chen), name_zh="乙", email="yi@huadong.example")
    assert world.account("huadong").domain == "huadong.example"


def test_a_change_keeps_the_rest_and_goes_one_version_up(world, actor_of):
    before = world.contact("huadong.buyer")
    actions.change_contact(by=actor_of(world.chen), contact_id=before.pk, version=before.version,
                           values={"name_zh": "许佳文", "title": before.title}, at=world.now)  # fmt: skip
    after = world.contact("huadong.buyer")
    assert (after.name_zh, after.sort_zh, after.version) == ("许佳文", "xu jia wen", before.version + 1)
    assert (after.mobile, after.roles) == (before.mobile, before.roles)
    event = Event.objects.filter(kind="contact.changed", root_id=world.account_id("huadong")).latest("id")
    assert (event.data["fields"], event.data["contact_zh"]) == (["name_zh"], "许佳文")


def test_who_saves_second_is_told(world, actor_of):
    row = world.contact("huadong.buyer")
    for_second = row.version
    actions.change_contact(by=actor_of(world.chen), contact_id=row.pk, version=row.version, values={"title": "总监"},
                           at=world.now)  # fmt: skip
    with pytest.raises(Stale) as caught:
        actions.change_contact(by=actor_of(world.wang), contact_id=row.pk, version=for_second,
                               values={"title": "经理"}, at=world.now)  # fmt: skip
    assert (caught.value.row.title, world.contact("huadong.buyer").title) == ("总监", "总监")


def test_a_line_of_reporting_cannot_close_on_itself(world, actor_of):
    boss, buyer = world.contact("huadong.boss"), world.contact("huadong.buyer")
    with pytest.raises(LineLoop):
        actions.change_contact(by=actor_of(world.chen), contact_id=boss.pk, version=None,
                               values={"reports_to_id": buyer.pk}, at=world.now)  # fmt: skip
    assert world.contact("huadong.boss").reports_to_id is None


def test_nobody_reports_to_another_accounts_contact(world, actor_of):
    buyer, foreign = world.contact("huadong.buyer"), world.contact("hanyu.boss")
    with pytest.raises(NotThere):
        actions.change_contact(by=actor_of(world.chen), contact_id=buyer.pk, version=None,
                               values={"reports_to_id": foreign.pk}, at=world.now)  # fmt: skip
    assert world.contact("huadong.buyer").reports_to_id == buyer.reports_to_id


class TestMoving:
    def test_the_contact_belongs_to_the_new_account_and_its_activities_stay(self, world, actor_of):
        row = world.contact("huadong.boss")
        took_part = row.took_part.count()
        actions.move_contact(by=actor_of(world.wang), contact_id=row.pk, account_id=world.account_id("lanchuan"),
                             at=world.now)  # fmt: skip
        moved, account = world.contact("huadong.boss"), world.account("lanchuan")
        assert (moved.account_id, moved.owner_id, moved.reports_to_id, moved.is_main) == (
            account.pk, account.owner_id, None, False)  # fmt: skip
        assert moved.took_part.count() == took_part
        assert Contact.objects.filter(reports_to=moved).count() == 0
        events = Event.objects.filter(kind="contact.moved", subject_id=row.pk).order_by("root_id")
        assert [event.root_id for event in events] == sorted([world.account_id("huadong"), account.pk])

    def test_only_to_an_account_that_is_ones_own_too(self, world, actor_of):
        row = world.contact("huadong.boss")
        with pytest.raises(NotThere):
            actions.move_contact(by=actor_of(world.chen), contact_id=row.pk, account_id=world.account_id("yueling"),
                                 at=world.now)  # fmt: skip
        with pytest.raises(SameAccount):
            actions.move_contact(by=actor_of(world.chen), contact_id=row.pk, account_id=row.account_id, at=world.now)
        assert world.contact("huadong.boss").account_id == world.account_id("huadong")


class TestLeaving:
    def test_who_left_stays_with_the_day_and_is_not_the_main_contact(self, world, actor_of):
        row = world.contact("huadong.buyer")
        assert row.is_main
        actions.leave(by=actor_of(world.chen), contact_id=row.pk, left_on=date(2026, 11, 20), at=world.now)
        gone = world.contact("huadong.buyer")
        assert (gone.left_on, gone.is_main, gone.has_left) == (date(2026, 11, 20), False, True)

    def test_nobody_leaves_twice_or_returns_without_having_left(self, world, actor_of):
        chen, row = actor_of(world.chen), world.contact("huadong.buyer")
        with pytest.raises(LeftAlready):
            actions.come_back(by=chen, contact_id=row.pk, at=world.now)
        actions.leave(by=chen, contact_id=row.pk, left_on=date(2026, 11, 20), at=world.now)
        with pytest.raises(LeftAlready):
            actions.leave(by=chen, contact_id=row.pk, left_on=date(2026, 11, 21), at=world.now)
        actions.come_back(by=chen, contact_id=row.pk, at=world.now)
        assert world.contact("huadong.buyer").left_on is None

    def test_the_owner_hears_of_it_when_somebody_else_enters_it(self, world, actor_of):
        Notice.objects.all().delete()
        row = world.contact("huadong.buyer")
        actions.leave(by=actor_of(world.wang), contact_id=row.pk, left_on=date(2026, 11, 20), at=world.now)
        notice = Notice.objects.get(person=world.chen)
        assert (notice.kind, notice.data["contact_zh"], notice.data["left_on"]) == (
            "contact.left", "许嘉文", "2026-11-20")  # fmt: skip


class TestTheBin:
    def test_a_removed_contact_comes_back(self, world, actor_of):
        chen, row = actor_of(world.chen), world.contact("huadong.buyer")
        actions.remove_contact(by=chen, contact_id=row.pk, at=world.now)
        assert not Contact.objects.visible_to(chen).filter(pk=row.pk).exists()
        assert row.pk not in [hit.object_id for hit in find(chen, "许嘉文", kinds=["contact"])]
        actions.restore_contact(by=chen, contact_id=row.pk, at=world.now)
        assert row.pk in [hit.object_id for hit in find(chen, "许嘉文", kinds=["contact"])]

    def test_not_while_the_account_lies_in_the_bin(self, world, actor_of):
        row = world.contact("huadong.buyer")
        actions.remove_contact(by=actor_of(world.chen), contact_id=row.pk, at=world.now)
        actions.remove(by=actor_of(world.wang), account_id=row.account_id, at=world.now)
        with pytest.raises(NotThere):
            actions.restore_contact(by=actor_of(world.chen), contact_id=row.pk, at=world.now)
        assert world.contact("huadong.buyer").deleted_at == world.now

    def test_others_find_nothing_to_remove_or_restore(self, world, actor_of):
        row = world.contact("huadong.buyer")
        with pytest.raises(NotThere):
            actions.remove_contact(by=actor_of(world.zhou), contact_id=row.pk, at=world.now)
        actions.remove_contact(by=actor_of(world.chen), contact_id=row.pk, at=world.now)
        with pytest.raises(NotThere):
            actions.restore_contact(by=actor_of(world.zhou), contact_id=row.pk, at=world.now)
        with pytest.raises(Refused):
            actions.restore_contact(by=actor_of(world.fang), contact_id=row.pk, at=world.now)
        assert world.contact("huadong.buyer").deleted_at == world.now
