"""Delegation and leave: asked for, approved by a superior with four eyes, dead at the second they end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kambium.accounts.models import Account, Contact
from kambium.core.access import Refused
from kambium.core.models import Event, Notice
from kambium.people import actions
from kambium.people.models import Delegation, Grant, Leave, Person
from kambium.people.queries import away_on, delegations_in_force, superiors_who_may
from tests.people.conftest import NOW, TODAY, Firm

WEEK = timedelta(days=7)


def ask(
    firm: Firm, by: str = "kam", giver: str = "kam", receiver: str = "peer", areas: tuple[str, ...] = ("accounts",),
    start: datetime = NOW, end: datetime = NOW + WEEK,
) -> Delegation:  # fmt: skip
    return actions.request_delegation(
        by=firm.actor(by), giver=firm.person(giver), receiver=firm.person(receiver), chosen=areas,
        start=start, end=end, reason="Fair in Hanover", at=NOW,
    )  # fmt: skip


def approve(firm: Firm, row: Delegation, by: str = "lead") -> Delegation:
    return actions.approve_delegation(by=firm.actor(by), delegation=row, at=NOW)


def moment() -> datetime:
    """The database's now, which is the beginning of the test."""
    return Grant.objects.raw("SELECT 0 AS id, now() AS moment")[0].moment


def test_a_request_waits_and_the_nearest_superiors_hear_of_it(firm: Firm) -> None:
    row = ask(firm)
    assert (row.approved_at, row.requested_by) == (None, firm.kam)
    told = Notice.objects.filter(kind="delegation.requested").order_by("id")
    assert [(n.person, n.needs_action) for n in told] == [(firm.lead, True), (firm.director, True)]
    assert told[0].data["giver_zh"] == "林晓"
    assert list(delegations_in_force(NOW)) == []


def test_an_approved_delegation_hands_over_the_givers_own_rows_in_its_areas(firm: Firm) -> None:
    Account.objects.create(name_en="Harbour", owner=firm.kam)
    account = Account.objects.create(name_en="Bridge", owner=firm.peer)
    Contact.objects.create(account=account, name_en="Ann", owner=firm.peer)
    now = moment()
    row = ask(firm, giver="kam", receiver="north_kam", start=now, end=now + WEEK)
    assert Account.objects.visible_to(firm.actor("north_kam")).count() == 0
    done = approve(firm, row)
    assert (done.approved_by, done.approved_at) == (firm.lead, NOW)
    seen = Account.objects.visible_to(firm.actor("north_kam"))
    assert [a.name_en for a in seen] == ["Harbour"]
    assert Contact.objects.visible_to(firm.actor("north_kam")).count() == 0  # contacts were not among the areas
    assert {n.person_id for n in Notice.objects.filter(kind="delegation.approved")} == {firm.kam.pk, firm.north_kam.pk}


def test_a_delegation_is_never_passed_on(firm: Firm) -> None:
    Account.objects.create(name_en="Harbour", owner=firm.kam)
    now = moment()
    approve(firm, ask(firm, giver="kam", receiver="peer", start=now, end=now + WEEK))
    onward = ask(firm, by="peer", giver="peer", receiver="north_kam", start=now, end=now + WEEK)
    approve(firm, onward)
    assert [a.name_en for a in Account.objects.visible_to(firm.actor("peer"))] == ["Harbour"]
    assert Account.objects.visible_to(firm.actor("north_kam")).count() == 0


def test_a_delegation_is_dead_at_the_second_it_ends_whatever_any_job_does(firm: Firm) -> None:
    Account.objects.create(name_en="Harbour", owner=firm.kam)
    now = moment()
    row = approve(firm, ask(firm, start=now - WEEK, end=NOW + WEEK))
    for start, end, seen in (
        (now - WEEK, now + timedelta(microseconds=1), 1),
        (now - WEEK, now, 0),
        (now, now + WEEK, 1),
        (now + timedelta(microseconds=1), now + WEEK, 0),
    ):
        Delegation.objects.filter(pk=row.pk).update(active=(start, end))
        assert Account.objects.visible_to(firm.actor("peer")).count() == seen


@pytest.mark.parametrize("by", ["kam", "peer", "north_lead", "hr", "admin", "guard", "boss"])
def test_only_a_superior_approves_who_neither_asked_gives_nor_receives(firm: Firm, by: str) -> None:
    row = ask(firm)
    with pytest.raises((Refused, actions.NotYours)):
        approve(firm, row, by=by)
    row.refresh_from_db()
    assert (row.approved_at, row.approved_by) == (None, None)


def test_who_asked_for_somebody_else_does_not_approve(firm: Firm) -> None:
    row = ask(firm, by="lead", giver="kam")
    with pytest.raises(actions.NotYours):
        approve(firm, row, by="lead")
    assert approve(firm, row, by="director").approved_by == firm.director


def test_a_lead_who_delegates_is_approved_by_the_director(firm: Firm) -> None:
    Grant.objects.create(person=firm.lead, role="kam", active=(NOW - WEEK, None))
    row = ask(firm, by="lead", giver="lead", receiver="peer")
    with pytest.raises(actions.NotYours):
        approve(firm, row, by="lead")
    approve(firm, row, by="director")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"receiver": "kam"}, "receiver"),
        ({"receiver": "hr"}, "receiver"),
        ({"receiver": "guest"}, "receiver"),
        ({"receiver": "lead"}, "receiver"),
        ({"areas": ()}, "areas"),
        ({"areas": ("people",)}, "areas"),
        ({"areas": ("accounts", "security")}, "areas"),
        ({"end": NOW + timedelta(days=90, seconds=1)}, "end"),
        ({"end": NOW}, "end"),
        ({"start": NOW - 2 * WEEK, "end": NOW - WEEK}, "end"),
    ],
)
def test_an_impossible_delegation_is_refused_and_leaves_nothing(firm: Firm, facts: dict, field: str) -> None:
    with pytest.raises(actions.CannotDelegate) as no:
        ask(firm, **facts)
    assert no.value.field == field
    assert not Delegation.objects.exists()
    assert not Notice.objects.exists()


def test_ninety_days_are_possible(firm: Firm) -> None:
    assert ask(firm, end=NOW + timedelta(days=90)).pk


def test_the_same_area_is_not_delegated_twice_to_one_colleague(firm: Firm) -> None:
    ask(firm, areas=("accounts", "contacts"))
    with pytest.raises(actions.CannotDelegate):
        ask(firm, areas=("contacts",))
    ask(firm, areas=("activities",))
    assert Delegation.objects.count() == 2


@pytest.mark.parametrize("by", ["peer", "north_kam", "north_lead", "hr", "admin", "boss", "guest"])
def test_nobody_delegates_what_belongs_to_others(firm: Firm, by: str) -> None:
    with pytest.raises(Refused):
        ask(firm, by=by, giver="kam", receiver="north_kam")
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(("by", "allowed"), [
    ("kam", True), ("peer", True), ("lead", True), ("director", True),
    ("north_kam", False), ("north_lead", False), ("hr", False), ("guard", False),
])  # fmt: skip
def test_giver_receiver_and_superiors_revoke(firm: Firm, by: str, allowed: bool) -> None:
    row = approve(firm, ask(firm))
    if allowed:
        actions.revoke_delegation(by=firm.actor(by), delegation=row, at=NOW)
        assert Delegation.objects.get().revoked_at == NOW
        assert list(delegations_in_force(NOW)) == []
        with pytest.raises(actions.Decided):
            actions.revoke_delegation(by=firm.actor(by), delegation=row, at=NOW)
    else:
        with pytest.raises(Refused):
            actions.revoke_delegation(by=firm.actor(by), delegation=row, at=NOW)
        assert Delegation.objects.get().revoked_at is None


def test_what_was_declined_cannot_be_approved(firm: Firm) -> None:
    row = ask(firm)
    actions.revoke_delegation(by=firm.actor("lead"), delegation=row, at=NOW)
    assert Event.objects.filter(kind="delegation.declined").count() == 1
    with pytest.raises(actions.Decided):
        approve(firm, row, by="director")


def test_superiors_come_from_the_unit_tree_nearest_first(firm: Firm) -> None:
    found = superiors_who_may("people.approve_delegation", firm.person("kam"), NOW)
    assert found == [firm.lead.pk, firm.director.pk]
    assert superiors_who_may("people.approve_delegation", firm.person("director"), NOW) == []


def away(firm: Firm, by: str = "kam", person: str = "kam", **facts: object) -> tuple[Leave, Delegation | None]:
    values = {"first": TODAY, "last": TODAY + WEEK, "kind": "annual", "note": "", "stand_in": firm.person("peer")}
    return actions.enter_leave(by=firm.actor(by), person=firm.person(person), at=NOW, **(values | facts))


def test_a_leave_proposes_the_stand_in_for_its_time(firm: Firm) -> None:
    leave, proposed = away(firm, first=date(2026, 12, 1), last=date(2026, 12, 10))
    assert (leave.away.lower, leave.away.upper) == (date(2026, 12, 1), date(2026, 12, 11))
    assert (proposed.from_person, proposed.to_person, proposed.approved_at) == (firm.kam, firm.peer, None)
    customers = {"accounts", "contacts", "activities", "files", "comments", "tiers"}
    assert set(proposed.areas) == customers | {"orders", "contracts", "payments"}
    assert proposed.active.lower == datetime(2026, 11, 30, 16, tzinfo=UTC)  # midnight in Shanghai
    assert proposed.active.upper == datetime(2026, 12, 10, 16, tzinfo=UTC)
    assert set(away_on(date(2026, 12, 10))) == {firm.kam.pk}
    assert away_on(date(2026, 12, 10))[firm.kam.pk].last == date(2026, 12, 10)
    assert away_on(date(2026, 12, 11)) == {}


def test_a_long_leave_proposes_ninety_days_at_most(firm: Firm) -> None:
    _leave, proposed = away(firm, last=TODAY + timedelta(days=200))
    assert proposed.active.upper - proposed.active.lower == timedelta(days=90)


def test_a_leave_without_work_to_hand_over_proposes_nobody(firm: Firm) -> None:
    leave, proposed = away(firm, by="hr", person="hr")
    assert (leave.stand_in, proposed) == (firm.peer, None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"last": TODAY - timedelta(days=1)}, "last"),
        ({"last": TODAY + timedelta(days=400)}, "last"),
        ({"kind": "honeymoon"}, "kind"),
    ],
)
def test_an_impossible_leave_is_refused(firm: Firm, facts: dict, field: str) -> None:
    with pytest.raises(actions.CannotBeAway) as no:
        away(firm, **facts)
    assert no.value.field == field
    assert not Leave.objects.exists()


def test_leaves_of_one_person_do_not_overlap_and_nobody_stands_in_for_themselves(firm: Firm) -> None:
    away(firm)
    with pytest.raises(actions.CannotBeAway) as no:
        away(firm, first=TODAY + WEEK, last=TODAY + 2 * WEEK)
    assert "2026-11-23" in str(no.value)
    with pytest.raises(actions.CannotBeAway) as no:
        away(firm, first=TODAY + 3 * WEEK, last=TODAY + 4 * WEEK, stand_in=firm.person("kam"))
    assert no.value.field == "stand_in"
    assert Leave.objects.count() == 1


@pytest.mark.parametrize(("by", "allowed"), [("kam", True), ("lead", True), ("hr", True), ("peer", False),
                                             ("north_lead", False), ("director", False)])  # fmt: skip
def test_leave_is_entered_by_oneself_ones_lead_or_hr(firm: Firm, by: str, allowed: bool) -> None:
    if allowed:
        assert away(firm, by=by)[0].person == firm.kam
    else:
        with pytest.raises(Refused):
            away(firm, by=by)
        assert not Leave.objects.exists()


def test_a_cancelled_leave_withdraws_the_proposal_that_waits(firm: Firm) -> None:
    leave, proposed = away(firm, first=date(2026, 12, 1), last=date(2026, 12, 10))
    actions.cancel_leave(by=firm.actor("kam"), leave=leave, at=NOW)
    proposed.refresh_from_db()
    assert proposed.revoked_at == NOW
    assert away_on(date(2026, 12, 5)) == {}
    with pytest.raises(actions.NotAway):
        actions.cancel_leave(by=firm.actor("kam"), leave=leave, at=NOW)


def test_an_approved_stand_in_stays_when_the_leave_is_cancelled(firm: Firm) -> None:
    leave, proposed = away(firm, first=date(2026, 12, 1), last=date(2026, 12, 10))
    approve(firm, proposed)
    actions.cancel_leave(by=firm.actor("kam"), leave=leave, at=NOW)
    proposed.refresh_from_db()
    assert proposed.revoked_at is None


def test_who_left_can_neither_give_nor_receive(firm: Firm) -> None:
    Person.objects.filter(pk=firm.peer.pk).update(is_active=False)
    with pytest.raises(actions.CannotDelegate):
        ask(firm)
    assert not Delegation.objects.exists()
