"""Who changed what, from where; and the account as it was known on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kambium.accounts import actions
from kambium.accounts.queries.changes import Field, changes
from kambium.accounts.queries.frame import frame
from kambium.accounts.queries.knowledge import known
from kambium.core.context import acting


@pytest.fixture
def chen(world, actor_of):
    return actor_of(world.chen)


def latest(actor, world, number=1):
    found = changes(actor, frame(actor, world.account_id("kunyue")), size=number).rows
    return found[0] if number == 1 else found


def test_a_change_tells_who_from_where_and_both_values(world, chen):
    before = world.account("kunyue")
    with acting(chen, where="10.0.0.7"):
        actions.change(by=chen, account_id=before.pk, version=before.version, at=world.now,
                       values={"city": "苏州", "extra": {"production_sites": 2}})  # fmt: skip
    found = latest(chen, world)
    assert (found.record, found.person_id, found.via, found.where, found.run) == (
        "account", world.chen.pk, "web", "10.0.0.7", None)  # fmt: skip
    assert found.fields == (
        Field("account", "city", "温州", "苏州"), Field("account", "extra.production_sites", 1, 2))  # fmt: skip


def test_two_changes_in_turn_show_each_its_own_step(world, chen):
    number = world.account_id("kunyue")
    for city in ("苏州", "无锡"):
        actions.change(by=chen, account_id=number, version=None, values={"city": city}, at=world.now)
    last, first = latest(chen, world, 2)
    assert (first.fields[0].before, first.fields[0].after) == ("温州", "苏州")
    assert (last.fields[0].before, last.fields[0].after) == ("苏州", "无锡")


def test_a_new_owner_is_told_once_and_not_by_every_contact(world, actor_of):
    wang = actor_of(world.wang)
    before = len(latest(wang, world, 500))
    actions.assign(by=wang, account_id=world.account_id("kunyue"), owner_id=world.lin.pk, at=world.now)
    rows = latest(wang, world, 500)
    assert len(rows) == before + 1
    assert rows[0].fields == (Field("account", "owner_id", world.chen.pk, world.lin.pk),)


def test_an_activity_that_is_recorded_changes_nothing(world, chen):
    before = latest(chen, world, 500)
    actions.log(by=chen, account_id=world.account_id("kunyue"), values={"kind": "call", "subject": "甲"}, at=world.now)
    assert latest(chen, world, 500) == before


def test_what_went_into_the_bin_is_an_event(world, chen):
    made = actions.create_contact(
        by=chen, account_id=world.account_id("kunyue"), values={"name_zh": "沈青"}, at=world.now
    )
    actions.remove_contact(by=chen, contact_id=made.pk, at=world.now)
    found = latest(chen, world)
    assert (found.record, found.text, found.fields) == ("event", "把沈青移入回收站", ())


def test_contact_details_stay_masked_before_and_after(world, actor_of, chen):
    made = actions.create_contact(by=chen, account_id=world.account_id("kunyue"), at=world.now,
                                  values={"name_zh": "沈青", "mobile": "18612341402"})  # fmt: skip
    actions.change_contact(by=chen, contact_id=made.pk, version=1, values={"mobile": "13900001111"}, at=world.now)
    assert latest(actor_of(world.jiang), world).fields == (
        Field("contact", "mobile", "186****1402", "139****1111"),)  # fmt: skip
    assert latest(chen, world).fields == (Field("contact", "mobile", "18612341402", "13900001111"),)


def test_pages_give_every_change_once(world, chen):
    number = world.account_id("kunyue")
    for n in range(7):
        actions.change(by=chen, account_id=number, version=None, values={"employees": 1000 + n}, at=world.now)
    subject = frame(chen, number)
    whole, found, after = changes(chen, subject, size=500).rows, [], ""
    while True:
        page = changes(chen, subject, after=after, size=3)
        found, after = found + page.rows, page.after
        if not after:
            break
    assert found == whole
    assert len(whole) >= 7


class TestWhatWasKnown:
    def test_a_value_is_the_one_of_that_day(self, world, chen):
        account = world.account("huadong")
        corrected = account.old_rows.filter(annual_revenue=15_980_000_000).latest("pgh_id").pgh_created_at
        just_before = corrected - timedelta(seconds=1)
        assert known(chen, account.pk, just_before).account["annual_revenue"] == 15_980_000_000
        assert known(chen, account.pk, corrected).account["annual_revenue"] == 16_964_000_000

    def test_before_it_was_entered_nobody_knew_it(self, world, chen):
        assert known(chen, world.account_id("huadong"), datetime(2025, 1, 1, tzinfo=UTC)).account is None

    def test_a_contact_removed_since_was_there(self, world, chen):
        number, buyer = world.account_id("huadong"), world.contact("huadong.buyer")
        actions.remove_contact(by=chen, contact_id=buyer.pk, at=world.now)
        then = {row["id"] for row in known(chen, number, world.now - timedelta(days=1)).contacts}
        assert buyer.pk in then
        assert buyer.pk not in {row["id"] for row in known(chen, number, datetime.now(UTC)).contacts}

    def test_a_contact_who_moved_away_since_was_there(self, world, actor_of):
        wang, number, boss = actor_of(world.wang), world.account_id("huadong"), world.contact("huadong.boss")
        actions.move_contact(by=wang, contact_id=boss.pk, account_id=world.account_id("lanchuan"), at=world.now)
        assert boss.pk in {row["id"] for row in known(wang, number, world.now - timedelta(days=1)).contacts}
        assert boss.pk not in {row["id"] for row in known(wang, number, datetime.now(UTC)).contacts}

    def test_somebody_who_has_left_by_now_had_not_left_then(self, world, chen):
        buyer = world.contact("huadong.buyer")
        actions.leave(by=chen, contact_id=buyer.pk, left_on=date(2026, 11, 20), at=world.now)
        then = known(chen, buyer.account_id, world.now - timedelta(days=1)).contacts
        assert next(row["left_on"] for row in then if row["id"] == buyer.pk) is None

    def test_contact_details_are_masked_here_too(self, world, actor_of):
        buyer = world.contact("huadong.buyer")
        rows = known(actor_of(world.jiang), buyer.account_id, world.now).contacts
        assert next(row["email"] for row in rows if row["id"] == buyer.pk) == "j****@huadong.example"
