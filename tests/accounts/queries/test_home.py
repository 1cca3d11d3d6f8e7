"""What home tells those who lead of the portfolios under them."""

from datetime import timedelta

from django.utils import timezone

from kambium.accounts.models import Account
from kambium.accounts.queries.home import by_owner, figures


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
