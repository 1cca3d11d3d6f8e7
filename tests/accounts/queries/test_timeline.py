"""Activities, events and comments in one order, page by page."""

from datetime import timedelta

import pytest

from kambium.accounts import actions
from kambium.accounts.models import Activity, Comment
from kambium.accounts.models.activity import KINDS
from kambium.accounts.queries.frame import frame
from kambium.accounts.queries.timeline import timeline

EVERYTHING = {*dict(KINDS), "event", "comment"}


@pytest.fixture
def huadong(world, actor_of):
    return frame(actor_of(world.chen), world.account_id("huadong"))


def walk(subject, **wanted):
    """All entries, page by page."""
    found, after = [], ""
    while True:
        page = timeline(subject, after=after, **wanted)
        found += page.entries
        after = page.after
        if not after:
            return found


@pytest.mark.parametrize("size", [1, 7, 500])
def test_pages_of_any_size_give_every_entry_once_in_order(huadong, size):
    found = walk(huadong, kinds=EVERYTHING, size=size)
    assert [(e.at, e.source, e.id) for e in found] == sorted(((e.at, e.source, e.id) for e in found), reverse=True)
    assert sum(e.source == "activity" for e in found) == Activity.objects.filter(account_id=huadong.id).count() == 72
    assert sum(e.source == "comment" for e in found) == Comment.objects.filter(account_id=huadong.id).count()


def test_entries_of_one_moment_are_parted_by_their_id(world, actor_of, huadong):
    chen, at = actor_of(world.chen), world.now - timedelta(seconds=1)
    made = [
        actions.log(by=chen, account_id=huadong.id, values={"kind": "call", "subject": f"第 {n} 通"}, at=at)
        for n in range(5)
    ]
    found = [e.id for e in walk(huadong, kinds=["call"], size=2) if e.at == at]
    assert found == [row.pk for row in reversed(made)]


def test_one_kind_alone(huadong):
    found = walk(huadong, kinds=["visit"], size=500)
    assert {e.kind for e in found} == {"visit"}
    assert len(found) == Activity.objects.filter(account_id=huadong.id, kind="visit").count()


def test_steps_done_are_told_only_among_events(world, actor_of, huadong):
    chen = actor_of(world.chen)
    made = actions.log(by=chen, account_id=huadong.id, values={"kind": "call", "subject": "甲", "next_step": "乙"},
                       at=world.now)  # fmt: skip
    actions.finish(by=chen, activity_id=made.pk, version=1, at=world.now)
    assert "activity.step_done" not in {e.kind for e in timeline(huadong, size=3).entries}
    assert timeline(huadong, kinds=["event"], size=1).entries[0].text == "完成了“乙”"


def test_what_was_removed_is_not_shown(world, actor_of, huadong):
    first = timeline(huadong, kinds=list(dict(KINDS)), size=1).entries[0]
    actions.remove_activity(by=actor_of(world.chen), activity_id=first.id, at=world.now)
    assert timeline(huadong, kinds=list(dict(KINDS)), size=1).entries[0].id != first.id


@pytest.mark.parametrize("word", ["nonsense", "WzFd", "WyIxIiwiMiIsIjMiXQ", "é", "A" * 5000])
def test_a_place_that_nobody_gave_is_the_beginning(huadong, word):
    assert timeline(huadong, after=word, size=3).entries == timeline(huadong, size=3).entries


def test_who_took_part_is_named_only_to_who_may_see_contacts(world, actor_of):
    subject = frame(actor_of(world.chen), world.account_id("huadong"))
    assert any(e.contacts for e in timeline(subject).entries)
    without = subject.__class__(subject.columns, subject.rights - {"contacts.view"}, subject.around)
    found = walk(without, size=500)
    assert not any(e.contacts for e in found)
    assert not any(e.kind.startswith("contact.") for e in found)
