"""Accounts come, change, get another owner, go and come back; whoever may not, changes nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from kambium.accounts import actions
from kambium.accounts.actions.account import AlreadyRegistered, GroupLoop, NoCurrency, NotANumber, Unnamed
from kambium.accounts.actions.own_fields import NotAValue
from kambium.accounts.actions.owning import CannotOwn
from kambium.accounts.models import Account, AccountMember, Activity, Comment, Contact
from kambium.core.access import NotThere, Refused
from kambium.core.models import Event, Notice, SearchEntry
from kambium.core.search.find import find
from kambium.people.actions.rejected import Stale
from kambium.people.models import Person

GOOD_NUMBER = "91350100M000100Y43"  # the example of GB 32100-2015


def owner_columns(row):
    return (row.owner_id, row.division_id, row.branch_id, row.team_id)


def units_of(person):
    path = person.team.path
    return (person.pk, path[1], path[2] if len(path) > 2 else None, person.team_id)


class TestCreating:
    def test_a_name_is_enough_and_the_creator_owns_the_account(self, world, actor_of):
        made = actions.create(by=actor_of(world.chen), values={"name_zh": " 海澜阀门有限公司 "}, at=world.now)
        stored = Account.objects.get(pk=made.pk)
        assert (stored.name_zh, stored.name_key, stored.sort_zh) == (
            "海澜阀门有限公司", "海澜阀门", "hai lan fa men you xian gong si")  # fmt: skip
        assert owner_columns(stored) == units_of(world.chen)
        assert (stored.created_by_id, stored.version, stored.status) == (world.chen.pk, 1, "active")

    def test_the_event_and_the_search_know_it_at_once(self, world, actor_of):
        made = actions.create(by=actor_of(world.chen), values={"name_zh": "海澜阀门有限公司"}, at=world.now)
        event = Event.objects.get(subject_type="account", subject_id=made.pk)
        assert (event.kind, event.actor_id, event.happened_at) == ("account.created", world.chen.pk, world.now)
        assert [hit.object_id for hit in find(actor_of(world.chen), "hlfm", kinds=["account"])] == [made.pk]
        assert find(actor_of(world.zhou), "hlfm", kinds=["account"]) == []

    def test_what_can_be_copied_is_kept_beside(self, world, actor_of):
        values = {
            "name_en": "Halder Ventile GmbH", "website": "https://www.halder.example/", "phone": "089 1234567",
            "country": "DE", "annual_revenue": Decimal(12_500_000), "currency": "EUR", "tags": ["overseas", "overseas"],
        }  # fmt: skip
        made = actions.create(by=actor_of(world.lin), values=values, at=world.now)
        stored = Account.objects.get(pk=made.pk)
        assert (stored.name_key, stored.sort_zh, stored.sort_en) == (
            "halderventile", "halder ventile gmbh", "halder ventile gmbh")  # fmt: skip
        assert (stored.domain, stored.phone_key, stored.tags) == ("halder.example", "+49891234567", ["overseas"])

    @pytest.mark.parametrize(
        ("values", "refusal", "field"),
        [
            ({"name_zh": "  "}, Unnamed, "name_zh"),
            ({"name_zh": "甲", "registration_no": "91350100M000100Y44", "country": "CN"}, NotANumber,
             "registration_no"),
            ({"name_zh": "甲", "annual_revenue": Decimal(1)}, NoCurrency, "currency"),
            ({"name_zh": "甲", "extra": {"nonsense": 1}}, NotAValue, "extra.nonsense"),
        ],
    )  # fmt: skip
    def test_a_fault_is_refused_at_its_field_and_nothing_is_written(self, world, actor_of, values, refusal, field):
        with pytest.raises(refusal) as caught:
            actions.create(by=actor_of(world.chen), values=values, at=world.now)
        assert caught.value.field == field
        assert Account.objects.count() == 60

    def test_a_registration_number_is_taken_once_in_a_country_whoever_sees_it(self, world, actor_of):
        number = world.account("huadong").registration_no
        values = {"name_zh": "甲", "registration_no": f" {number.lower()} ", "country": "CN"}
        with pytest.raises(AlreadyRegistered) as caught:
            actions.create(by=actor_of(world.zhou), values=values, at=world.now)
        assert caught.value.field == "registration_no"
        assert Account.objects.count() == 60

    def test_other_countries_numbers_are_taken_as_they_are(self, world, actor_of):
        values = {"name_en": "Halder", "registration_no": "hrb 12-345", "country": "DE"}
        made = actions.create(by=actor_of(world.lin), values=values, at=world.now)
        assert Account.objects.get(pk=made.pk).registration_no == "HRB12345"

    def test_a_good_number_of_the_standard_passes(self, world, actor_of):
        values = {"name_zh": "甲", "registration_no": GOOD_NUMBER, "country": "CN"}
        assert actions.create(by=actor_of(world.chen), values=values, at=world.now).registration_no == GOOD_NUMBER

    def test_a_parent_that_is_hidden_is_like_one_that_is_missing(self, world, actor_of):
        for parent in (world.account_id("yueling"), 999_999_999_999_999_999_999):
            with pytest.raises(NotThere):
                actions.create(by=actor_of(world.chen), values={"name_zh": "甲", "parent_id": parent}, at=world.now)
        assert Account.objects.count() == 60

    @pytest.mark.parametrize("key", ["fang", "zhao", "jiang", "gao", "luo"])
    def test_who_only_reads_creates_nothing(self, world, actor_of, key):
        with pytest.raises(Refused):
            actions.create(by=actor_of(getattr(world, key)), values={"name_zh": "甲"}, at=world.now)
        assert Account.objects.count() == 60

    def test_a_lead_creates_for_their_own_team_only(self, world, actor_of):
        wang = actor_of(world.wang)
        made = actions.create(by=wang, values={"name_zh": "甲"}, at=world.now, owner_id=world.chen.pk)
        assert owner_columns(made) == units_of(world.chen)
        with pytest.raises(Refused):
            actions.create(by=wang, values={"name_zh": "乙"}, at=world.now, owner_id=world.zhou.pk)
        assert Account.objects.count() == 61

    def test_nobody_owns_who_does_not_work_with_accounts_or_left(self, world, actor_of):
        clerk = Person.objects.create(email="clerk@mingyuan.example", name_zh="文员", team=world.team("east"))
        with pytest.raises(CannotOwn):
            actions.create(by=actor_of(world.wang), values={"name_zh": "甲"}, at=world.now, owner_id=clerk.pk)
        with pytest.raises(NotThere):
            actions.create(by=actor_of(world.shen), values={"name_zh": "甲"}, at=world.now, owner_id=world.du.pk)
        assert Account.objects.count() == 60


class TestChanging:
    def change(self, world, actor, **values):
        account = world.account("huadong")
        return actions.change(by=actor, account_id=account.pk, version=account.version, values=values, at=world.now)

    def test_only_what_is_named_changes_and_the_version_goes_up(self, world, actor_of):
        before = world.account("huadong")
        self.change(world, actor_of(world.chen), name_zh="华栋重工股份有限公司", employees=9000)
        after = world.account("huadong")
        assert (after.name_zh, after.employees, after.version) == ("华栋重工股份有限公司", 9000, before.version + 1)
        assert (after.name_en, after.city, after.tags, after.extra) == (
            before.name_en, before.city, before.tags, before.extra)  # fmt: skip
        assert (after.sort_zh, after.updated_at) == ("hua dong zhong gong gu fen you xian gong si", world.now)

    def test_the_event_keeps_the_names_of_the_fields(self, world, actor_of):
        self.change(world, actor_of(world.chen), city="苏州", employees=9000)
        data = Event.objects.filter(kind="account.changed", root_id=world.account_id("huadong")).latest("id").data
        assert data == {"fields": ["city", "employees"]}

    def test_saving_what_is_there_already_is_no_change(self, world, actor_of):
        before, told = world.account("huadong"), Event.objects.count()
        self.change(world, actor_of(world.chen), city=before.city, tags=before.tags)
        assert world.account("huadong").version == before.version
        assert Event.objects.count() == told

    def test_the_old_row_is_kept_with_its_version(self, world, actor_of):
        before = world.account("huadong")
        self.change(world, actor_of(world.chen), city="苏州")
        old = before.old_rows.latest("pgh_id")
        assert (old.city, old.version) == (before.city, before.version)

    def test_who_saves_second_gets_the_stored_row_and_writes_nothing(self, world, actor_of):
        read = world.account("huadong").version
        self.change(world, actor_of(world.chen), city="苏州")
        with pytest.raises(Stale) as caught:
            actions.change(by=actor_of(world.wang), account_id=world.account_id("huadong"), version=read,
                           values={"city": "无锡"}, at=world.now)  # fmt: skip
        assert caught.value.row.city == "苏州"
        assert world.account("huadong").city == "苏州"

    def test_own_fields_are_added_changed_and_emptied_one_by_one(self, world, actor_of):
        self.change(world, actor_of(world.chen), extra={"production_sites": "7", "payment_terms": None})
        assert world.account("huadong").extra == {"production_sites": 7, "needs_acceptance": True}

    @pytest.mark.parametrize(
        "extra",
        [{"production_sites": "many"}, {"production_sites": "1e400"}, {"payment_terms": "sometime"},
         {"needs_acceptance": "perhaps"}],
    )  # fmt: skip
    def test_an_own_field_takes_only_values_of_its_kind(self, world, actor_of, extra):
        before = world.account("huadong").extra
        with pytest.raises(NotAValue) as caught:
            self.change(world, actor_of(world.chen), extra=extra)
        assert caught.value.field == f"extra.{next(iter(extra))}"
        assert world.account("huadong").extra == before

    def test_a_group_cannot_close_on_itself(self, world, actor_of):
        with pytest.raises(GroupLoop):
            self.change(world, actor_of(world.chen), parent_id=world.account_id("huadong_port"))
        with pytest.raises(GroupLoop):
            self.change(world, actor_of(world.chen), parent_id=world.account_id("huadong"))
        assert world.account("huadong").parent_id is None

    def test_a_subsidiary_can_move_to_another_group(self, world, actor_of):
        port, hanyu = world.account("huadong_port"), world.account_id("hanyu")
        actions.change(by=actor_of(world.chen), account_id=port.pk, version=None, values={"parent_id": hanyu},
                       at=world.now)  # fmt: skip
        assert world.account("huadong_port").parent_id == hanyu

    def test_to_others_the_account_is_not_there(self, world, actor_of):
        for key in ("zhou", "liang", "gao", "luo"):
            with pytest.raises(NotThere):
                self.change(world, actor_of(getattr(world, key)), city="苏州")
        for key in ("fang", "zhao", "jiang"):
            with pytest.raises(Refused):
                self.change(world, actor_of(getattr(world, key)), city="苏州")
        assert world.account("huadong").city == "上海"

    def test_a_team_member_writes_unless_they_only_read_along(self, world, actor_of):
        member = AccountMember.objects.create(
            account=world.account("huadong"), person=world.zhou, role="delivery", can_edit=False,
            active=DateTimeTZRange(world.now - timedelta(days=1), None),
        )  # fmt: skip
        with pytest.raises(Refused):
            self.change(world, actor_of(world.zhou), city="苏州")
        AccountMember.objects.filter(pk=member.pk).update(can_edit=True)
        self.change(world, actor_of(world.zhou), city="苏州")
        assert world.account("huadong").city == "苏州"

    def test_a_name_that_is_no_field_is_a_fault_of_the_program(self, world, actor_of):
        with pytest.raises(TypeError, match="owner_id"):
            self.change(world, actor_of(world.chen), owner_id=world.zhou.pk)

    def test_the_day_it_began_is_kept_as_a_day(self, world, actor_of):
        self.change(world, actor_of(world.chen), customer_since=date(2016, 1, 2))
        assert world.account("huadong").customer_since == date(2016, 1, 2)


class TestAssigning:
    def assign(self, world, actor, owner):
        return actions.assign(by=actor, account_id=world.account_id("huadong"), owner_id=owner.pk, at=world.now)

    def test_everything_that_belongs_to_the_account_goes_along(self, world, actor_of):
        number, wanted = world.account_id("huadong"), units_of(world.lin)
        self.assign(world, actor_of(world.wang), world.lin)
        assert owner_columns(world.account("huadong")) == wanted
        for rows in (
            Contact.objects.filter(account_id=number), Activity.objects.filter(account_id=number),
            Comment.objects.filter(account_id=number), Event.objects.filter(root_type="account", root_id=number),
            SearchEntry.objects.filter(root_id=number),
        ):  # fmt: skip
            assert {owner_columns(row) for row in rows} == {wanted}

    def test_the_old_owner_sees_it_no_more_and_the_new_one_does(self, world, actor_of):
        self.assign(world, actor_of(world.wang), world.lin)
        number = world.account_id("huadong")
        assert Account.objects.visible_to(actor_of(world.lin)).filter(pk=number).exists()
        assert not Account.objects.visible_to(actor_of(world.chen)).filter(pk=number).exists()

    def test_the_new_owner_has_to_act_and_who_may_see_it_no_more_is_not_told(self, world, actor_of):
        Notice.objects.all().delete()
        self.assign(world, actor_of(world.wang), world.lin)
        told = Notice.objects.filter(kind="account.assigned")
        assert told.get(person=world.lin).needs_action
        assert not told.filter(person__in=[world.wang, world.chen]).exists()

    def test_a_manager_of_accounts_assigns_nothing(self, world, actor_of):
        with pytest.raises(Refused):
            self.assign(world, actor_of(world.chen), world.lin)
        assert world.account("huadong").owner_id == world.chen.pk

    def test_a_lead_assigns_within_the_team_and_the_director_across(self, world, actor_of):
        with pytest.raises(Refused):
            self.assign(world, actor_of(world.wang), world.zhou)
        assert world.account("huadong").owner_id == world.chen.pk
        self.assign(world, actor_of(world.shen), world.zhou)
        assert owner_columns(world.account("huadong")) == units_of(world.zhou)

    def test_assigning_to_the_owner_is_no_change(self, world, actor_of):
        before = world.account("huadong").version
        self.assign(world, actor_of(world.wang), world.chen)
        assert world.account("huadong").version == before


class TestTheBin:
    def test_an_account_takes_its_rows_along_and_brings_them_back(self, world, actor_of):
        number, gone = world.account_id("huadong"), world.contact("huadong.user")
        contacts = Contact.objects.alive().filter(account_id=number).count()
        activities = Activity.objects.alive().filter(account_id=number).count()
        before = world.account("huadong")
        actions.remove_contact(by=actor_of(world.chen), contact_id=gone.pk, at=world.now - timedelta(hours=1))
        actions.remove(by=actor_of(world.wang), account_id=number, at=world.now)
        assert Contact.objects.alive().filter(account_id=number).count() == 0
        assert Activity.objects.alive().filter(account_id=number).count() == 0
        assert SearchEntry.objects.filter(root_id=number).count() == 0
        actions.restore(by=actor_of(world.wang), account_id=number, at=world.now)
        after = world.account("huadong")
        assert Contact.objects.alive().filter(account_id=number).count() == contacts - 1
        assert Activity.objects.alive().filter(account_id=number).count() == activities
        assert SearchEntry.objects.filter(root_id=number).count() == contacts
        assert (after.deleted_at, after.next_step, after.last_activity_at) == (
            None, before.next_step, before.last_activity_at)  # fmt: skip

    def test_its_owner_does_not_remove_an_account(self, world, actor_of):
        with pytest.raises(Refused):
            actions.remove(by=actor_of(world.chen), account_id=world.account_id("huadong"), at=world.now)
        assert world.account("huadong").deleted_at is None

    def test_another_teams_lead_finds_nothing_in_the_bin(self, world, actor_of):
        number = world.account_id("huadong")
        actions.remove(by=actor_of(world.wang), account_id=number, at=world.now)
        with pytest.raises(NotThere):
            actions.restore(by=actor_of(world.liang), account_id=number, at=world.now)
        assert world.account("huadong").deleted_at == world.now

    def test_a_number_taken_meanwhile_keeps_it_in_the_bin(self, world, actor_of):
        number, taken = world.account_id("huadong"), world.account("huadong").registration_no
        actions.remove(by=actor_of(world.wang), account_id=number, at=world.now)
        values = {"name_zh": "甲", "registration_no": taken, "country": "CN"}
        actions.create(by=actor_of(world.chen), values=values, at=world.now)
        with pytest.raises(AlreadyRegistered):
            actions.restore(by=actor_of(world.wang), account_id=number, at=world.now)
        assert world.account("huadong").deleted_at == world.now
