"""What was done with a customer, and what comes next."""

from datetime import date, timedelta

import pytest

from kambium.accounts import actions
from kambium.accounts.actions.activity import DateWithoutStep, NoSubject, NotYet
from kambium.accounts.actions.step import NoOpenStep
from kambium.accounts.models import Account, Activity
from kambium.core.access import NotThere, Refused
from kambium.core.models import Event, Notice
from kambium.people.actions.rejected import Stale

CALL = {"kind": "call", "subject": "确认交期"}


def log(world, actor, account="kunyue", contacts=(), people=(), **values):
    return actions.log(by=actor, account_id=world.account_id(account), values={**CALL, **values}, at=world.now,
                       contacts=contacts, people=people)  # fmt: skip


def close_steps(world, account="kunyue"):
    """So that the account's next step is only what the test adds."""
    Activity.objects.filter(account_id=world.account_id(account)).update(next_done_at=world.now)


class TestLogging:
    def test_kind_and_subject_are_enough(self, world, actor_of):
        made = log(world, actor_of(world.chen))
        stored = Activity.objects.get(pk=made.pk)
        assert (stored.kind, stored.subject, stored.happened_at, stored.by_id, stored.is_open) == (
            "call", "确认交期", world.now, world.chen.pk, False)  # fmt: skip
        assert stored.owner_id == world.chen.pk
        assert world.account("kunyue").last_activity_at == world.now

    def test_what_was_entered_late_happened_when_it_happened_and_is_known_now(self, world, actor_of):
        earlier = world.now - timedelta(days=400)
        before = world.account("kunyue").last_activity_at
        made = log(world, actor_of(world.chen), happened_at=earlier)
        assert world.account("kunyue").last_activity_at == before
        event = Event.objects.get(kind="activity.logged", subject_id=made.pk)
        assert (event.happened_at, event.recorded_at.date()) == (earlier, world.now.date())

    def test_who_took_part_is_kept(self, world, actor_of):
        buyer = world.contact("huadong.buyer")
        made = log(world, actor_of(world.chen), "huadong", contacts=[buyer.pk], people=[world.daniel.pk])
        took_part = made.participants.order_by("id").values_list("contact_id", "person_id")
        assert list(took_part) == [(buyer.pk, None), (None, world.daniel.pk)]

    def test_a_contact_of_another_account_or_nobody_cannot_have_taken_part(self, world, actor_of):
        before = Activity.objects.count()
        for contacts, people in (([world.contact("hanyu.boss").pk], []), ([], [999_999])):
            with pytest.raises(NotThere):
                log(world, actor_of(world.chen), "huadong", contacts=contacts, people=people)
        assert Activity.objects.count() == before

    @pytest.mark.parametrize(
        ("values", "refusal", "field"),
        [
            ({"subject": "  "}, NoSubject, "subject"),
            ({"kind": "fax"}, NoSubject, "kind"),
            ({"next_on": date(2026, 12, 1)}, DateWithoutStep, "next_step"),
        ],
    )
    def test_a_fault_is_refused_at_its_field(self, world, actor_of, values, refusal, field):
        before = Activity.objects.count()
        with pytest.raises(refusal) as caught:
            log(world, actor_of(world.chen), **values)
        assert caught.value.field == field
        assert Activity.objects.count() == before

    def test_the_future_is_a_next_step(self, world, actor_of):
        with pytest.raises(NotYet):
            log(world, actor_of(world.chen), happened_at=world.now + timedelta(hours=1))
        log(world, actor_of(world.chen), happened_at=world.now + timedelta(minutes=5))  # clocks differ

    @pytest.mark.parametrize(("key", "answer"), [("zhou", NotThere), ("fang", Refused), ("gao", NotThere)])
    def test_others_record_nothing(self, world, actor_of, key, answer):
        before = Activity.objects.count()
        with pytest.raises(answer):
            log(world, actor_of(getattr(world, key)))
        assert Activity.objects.count() == before

    def test_owner_and_followers_hear_of_what_others_did_once(self, world, actor_of):
        actions.follow(by=actor_of(world.shen), account_id=world.account_id("kunyue"), at=world.now)
        Notice.objects.all().delete()
        log(world, actor_of(world.wang))
        assert {(n.person_id, n.kind) for n in Notice.objects.all()} == {
            (world.chen.pk, "activity.logged"), (world.shen.pk, "activity.logged")}  # fmt: skip

    def test_a_follower_who_may_see_the_account_no_more_is_not_told(self, world, actor_of):
        actions.follow(by=actor_of(world.shen), account_id=world.account_id("kunyue"), at=world.now)
        world.shen.grants.all().delete()
        Notice.objects.all().delete()
        log(world, actor_of(world.wang))
        assert [n.person_id for n in Notice.objects.all()] == [world.chen.pk]


class TestNextSteps:
    def test_the_account_shows_the_earliest_open_step(self, world, actor_of):
        close_steps(world)
        chen = actor_of(world.chen)
        log(world, chen, next_step="寄样品", next_on=date(2026, 12, 9))
        log(world, chen, next_step="没有日期")
        log(world, chen, next_step="报价", next_on=date(2026, 12, 1))
        account = world.account("kunyue")
        assert (account.next_step, account.next_step_on) == ("报价", date(2026, 12, 1))

    def test_a_step_without_a_date_shows_when_nothing_else_is_open(self, world, actor_of):
        close_steps(world)
        log(world, actor_of(world.chen), next_step="没有日期")
        account = world.account("kunyue")
        assert (account.next_step, account.next_step_on) == ("没有日期", None)

    def test_whoever_records_it_does_it_unless_somebody_is_named(self, world, actor_of):
        mine = log(world, actor_of(world.chen), next_step="报价")
        actions.follow(by=actor_of(world.wang), account_id=world.account_id("kunyue"), at=world.now)
        Notice.objects.all().delete()
        theirs = log(world, actor_of(world.chen), next_step="试样", next_owner_id=world.wang.pk)
        assert (mine.next_owner_id, theirs.next_owner_id) == (world.chen.pk, world.wang.pk)
        notice = Notice.objects.get(person=world.wang)  # once, although she follows the account
        assert (notice.person_id, notice.kind, notice.data["step"], notice.needs_action) == (
            world.wang.pk, "activity.step_given", "试样", True)  # fmt: skip

    def test_without_a_step_nobody_does_it(self, world, actor_of):
        assert log(world, actor_of(world.chen), next_owner_id=world.wang.pk).next_owner_id is None

    def test_a_step_cannot_be_given_to_somebody_who_left(self, world, actor_of):
        with pytest.raises(NotThere):
            log(world, actor_of(world.chen), next_step="报价", next_owner_id=world.du.pk)

    def test_done_and_the_next_in_one_go(self, world, actor_of):
        close_steps(world)
        chen = actor_of(world.chen)
        first = log(world, chen, next_step="报价", next_on=date(2026, 12, 1))
        done = {"kind": "mail", "subject": "报价", "next_step": "催确认", "next_on": date(2026, 12, 8)}
        finished = actions.finish(by=chen, activity_id=first.pk, version=1, at=world.now, done=done)
        account = world.account("kunyue")
        assert (account.next_step, account.next_step_on) == ("催确认", date(2026, 12, 8))
        assert Activity.objects.get(pk=first.pk).next_done_at == world.now
        assert (finished.then.kind, finished.then.subject) == ("mail", "报价")

    def test_both_or_neither(self, world, actor_of):
        chen = actor_of(world.chen)
        first = log(world, chen, next_step="报价")
        with pytest.raises(NoSubject):
            actions.finish(by=chen, activity_id=first.pk, version=1, at=world.now, done={"kind": "mail", "subject": ""})
        assert Activity.objects.get(pk=first.pk).is_open

    def test_only_done(self, world, actor_of):
        close_steps(world)
        chen = actor_of(world.chen)
        first = log(world, chen, next_step="报价")
        assert actions.finish(by=chen, activity_id=first.pk, version=1, at=world.now).then is None
        assert world.account("kunyue").next_step == ""

    def test_a_step_is_done_once(self, world, actor_of):
        chen = actor_of(world.chen)
        first = log(world, chen, next_step="报价")
        actions.finish(by=chen, activity_id=first.pk, version=1, at=world.now)
        with pytest.raises(NoOpenStep):
            actions.finish(by=chen, activity_id=first.pk, version=2, at=world.now, done=CALL)
        with pytest.raises(Stale):
            actions.finish(by=chen, activity_id=first.pk, version=1, at=world.now, done=CALL)

    def test_another_day(self, world, actor_of):
        close_steps(world)
        chen = actor_of(world.chen)
        first = log(world, chen, next_step="报价", next_on=date(2026, 12, 1))
        actions.postpone(by=chen, activity_id=first.pk, version=1, next_on=date(2026, 12, 4), at=world.now)
        assert world.account("kunyue").next_step_on == date(2026, 12, 4)
        data = Event.objects.get(kind="activity.step_moved", subject_id=first.pk).data
        assert data == {"step": "报价", "next_on": "2026-12-04", "before": "2026-12-01"}


class TestChanging:
    def test_a_correction_moves_what_the_account_copies(self, world, actor_of):
        close_steps(world)
        chen = actor_of(world.chen)
        made = log(world, chen, next_step="报价", next_on=date(2026, 12, 1))
        actions.change_activity(by=chen, activity_id=made.pk, version=1, at=world.now,
                                values={"next_on": date(2026, 12, 3), "subject": "确认交期和数量"})  # fmt: skip
        stored = Activity.objects.get(pk=made.pk)
        assert (stored.subject, stored.version, stored.next_owner_id) == ("确认交期和数量", 2, world.chen.pk)
        assert world.account("kunyue").next_step_on == date(2026, 12, 3)

    def test_saving_what_is_there_already_is_no_change(self, world, actor_of):
        made = log(world, actor_of(world.chen))
        actions.change_activity(by=actor_of(world.chen), activity_id=made.pk, version=1, values=CALL, at=world.now)
        assert Activity.objects.get(pk=made.pk).version == 1

    def test_participants_are_replaced_or_left_alone(self, world, actor_of):
        chen, buyer, boss = actor_of(world.chen), world.contact("huadong.buyer"), world.contact("huadong.boss")
        made = log(world, chen, "huadong", contacts=[buyer.pk])
        actions.change_activity(by=chen, activity_id=made.pk, version=1, values={}, at=world.now, contacts=[boss.pk])
        assert list(made.participants.values_list("contact_id", flat=True)) == [boss.pk]
        actions.change_activity(by=chen, activity_id=made.pk, version=2, values={"minutes": 30}, at=world.now)
        assert list(made.participants.values_list("contact_id", flat=True)) == [boss.pk]

    def test_who_saves_second_is_told(self, world, actor_of):
        made = log(world, actor_of(world.chen))
        actions.change_activity(by=actor_of(world.wang), activity_id=made.pk, version=1, values={"minutes": 5},
                                at=world.now)  # fmt: skip
        with pytest.raises(Stale):
            actions.change_activity(by=actor_of(world.chen), activity_id=made.pk, version=1, values={"minutes": 9},
                                    at=world.now)  # fmt: skip
        assert Activity.objects.get(pk=made.pk).minutes == 5

    def test_removed_and_restored_the_account_follows(self, world, actor_of):
        close_steps(world)
        chen, before = actor_of(world.chen), Account.objects.get(pk=world.account_id("kunyue")).last_activity_at
        made = log(world, chen, next_step="报价")
        actions.remove_activity(by=chen, activity_id=made.pk, at=world.now)
        account = world.account("kunyue")
        assert (account.last_activity_at, account.next_step) == (before, "")
        actions.restore_activity(by=chen, activity_id=made.pk, at=world.now)
        account = world.account("kunyue")
        assert (account.last_activity_at, account.next_step) == (world.now, "报价")
