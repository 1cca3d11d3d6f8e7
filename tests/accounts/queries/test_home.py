"""What home tells those who lead of the portfolios under them."""

from datetime import timedelta

from django.utils import timezone

from kambium.accounts.models import Account, Activity
from kambium.accounts.queries.home import by_owner, figures
from kambium.accounts.queries.likely import likely_accounts


def test_each_owner_s_portfolio_is_counted_for_who_leads(world, actor_of):
    rows = {row.owner_id: row for row in by_owner(actor_of(world.wang), world.today, world.now)}
    assert set(rows) == {world.chen.pk, world.lin.pk, world.xu.pk}
    for number, row in rows.items():
        mine = Account.objects.filter(owner_id=number, deleted_at=None)
        counted = figures(mine, world.today, world.now)
        assert (row.count, row.overdue, row.silent) == (counted["count"], counted["overdue"], counted["silent"])
        assert row.latest == max(a.last_activity_at for a in mine if a.last_activity_at)


def test_the_most_overdue_come_first_and_nobody_s_accounts_are_no_portfolio(world, actor_of):
    Account.objects.filter(owner=world.lin).update(next_step="电话", next_step_on=world.today - timedelta(days=1))
    rows = by_owner(actor_of(world.shen), world.today, timezone.now())
    assert rows[0].owner_id == world.lin.pk
    assert [row.overdue for row in rows] == sorted((row.overdue for row in rows), reverse=True)
    assert None not in {row.owner_id for row in rows}


def test_who_assigns_no_accounts_compares_nobody(world, actor_of):
    assert by_owner(actor_of(world.chen), world.today, world.now) == []
    assert by_owner(actor_of(world.zhao), world.today, world.now) == []


def test_steps_that_are_due_name_the_likely_accounts_before_those_spoken_with_last(world, actor_of):
    Activity.objects.filter(next_owner=world.chen).update(next_done_at=world.now)
    last = Activity.objects.filter(by=world.chen, deleted_at=None).order_by("-happened_at")[:2]
    step = Activity.objects.filter(account_id=world.account_id("huadong"), by=world.chen).order_by("happened_at")[:1]
    Activity.objects.filter(pk=step[0].pk).update(
        next_step="发样件", next_on=world.today, next_owner=world.chen, next_done_at=None
    )
    found = likely_accounts(actor_of(world.chen), "activities.edit")
    assert (found[0].id, found[0].step, found[0].due_on) == (world.account_id("huadong"), "发样件", world.today)
    assert found[0].spoken_at is None
    others = [row.account_id for row in last if row.account_id != world.account_id("huadong")]
    assert [one.id for one in found[1:]][: len(others)] == list(dict.fromkeys(others))
    assert len({one.id for one in found}) == len(found) <= 6


def test_nobody_is_offered_accounts_without_the_right_to_record_there(world, actor_of):
    assert likely_accounts(actor_of(world.fang), "activities.edit") == []
