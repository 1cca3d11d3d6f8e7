"""Roles are given for a time, by somebody else, and end at the second they end."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kambium.accounts.models import Account
from kambium.core.access import Refused
from kambium.core.models import Event
from kambium.people import actions
from kambium.people.models import Grant
from tests.people.conftest import NOW, Firm


def give(firm: Firm, name: str, role: str, unit: str = "", by: str = "guard", **period: datetime | None) -> Any:
    return actions.grant(
        by=firm.actor(by), person=firm.person(name), role=role, unit=firm.team(unit) if unit else None,
        start=period.get("start") or NOW, end=period.get("end"), reason="Cover", at=NOW,
    )  # fmt: skip


def test_a_role_is_given_with_who_gave_it_and_why(firm: Firm) -> None:
    row = give(firm, "guest", "lead", "north")
    assert (row.granted_by, row.team, row.reason) == (firm.guard, firm.teams["north"], "Cover")
    event = Event.objects.get(kind="role.granted")
    assert (event.actor_id, event.subject_id, event.data["role_key"]) == (firm.guard.pk, firm.guest.pk, "lead")
    assert firm.actor("guest").roles == {"lead"}


def test_nobody_gives_a_role_to_themselves_or_ends_their_own(firm: Firm) -> None:
    with pytest.raises(actions.NotToOneself):
        give(firm, "guard", "admin")
    with pytest.raises(actions.NotToOneself):
        actions.end_grant(by=firm.actor("guard"), grant=Grant.objects.get(person=firm.guard), at=NOW)
    assert firm.actor("guard").roles == {"security"}
    assert not Event.objects.filter(kind__startswith="role.").exists()


@pytest.mark.parametrize("name", ["admin", "hr", "boss", "director", "lead", "kam", "auditor", "guest"])
def test_only_security_administrators_give_and_end_roles(firm: Firm, name: str) -> None:
    with pytest.raises(Refused):
        give(firm, "peer", "executive", by=name)
    with pytest.raises(Refused):
        actions.end_grant(by=firm.actor(name), grant=Grant.objects.get(person=firm.peer), at=NOW)
    assert firm.actor("peer").roles == {"kam"}


@pytest.mark.parametrize(
    ("role", "unit", "field"),
    [("lead", "", "unit"), ("director", "", "unit"), ("kam", "east", "unit"), ("emperor", "", "role")],
)
def test_leaders_name_their_unit_and_nobody_else_does(firm: Firm, role: str, unit: str, field: str) -> None:
    with pytest.raises(actions.CannotGrant) as no:
        give(firm, "guest", role, unit)
    assert no.value.field == field
    assert firm.actor("guest").roles == frozenset()


def test_a_role_begins_now_or_later_and_ends_after_it_began(firm: Firm) -> None:
    for period in ({"start": NOW - timedelta(seconds=1)}, {"end": NOW}, {"start": NOW + timedelta(9), "end": NOW}):
        with pytest.raises(actions.CannotGrant):
            give(firm, "guest", "kam", **period)
    assert not Grant.objects.filter(person=firm.guest).exists()


def test_the_same_role_is_not_given_twice_for_one_time(firm: Firm) -> None:
    with pytest.raises(actions.CannotGrant) as no:
        give(firm, "kam", "kam")
    assert no.value.field == "role"
    give(firm, "guest", "lead", "north")
    give(firm, "guest", "lead", "east")  # another unit is another role


def test_who_left_gets_no_role_and_a_closed_team_no_leader(firm: Firm) -> None:
    firm.guest.is_active = False
    firm.guest.save()
    with pytest.raises(actions.CannotGrant):
        give(firm, "guest", "kam")
    firm.teams["north"].is_active = False
    firm.teams["north"].save()
    with pytest.raises(actions.CannotGrant):
        give(firm, "peer", "lead", "north")


def test_a_role_ended_now_is_over_in_the_same_second(firm: Firm) -> None:
    Account.objects.create(name_en="Harbour", owner=firm.kam, team_id=firm.teams["east"].pk)
    now = Grant.objects.raw("SELECT 0 AS id, now() AS moment")[0].moment
    assert Account.objects.visible_to(firm.actor("kam")).count() == 1
    actions.end_grant(by=firm.actor("guard"), grant=Grant.objects.get(person=firm.kam), at=now)
    assert Account.objects.visible_to(firm.actor("kam")).count() == 0
    assert Event.objects.get(kind="role.ended").data["role_key"] == "kam"


def test_a_role_with_an_end_is_stale_from_that_second_on_whatever_any_job_does(firm: Firm) -> None:
    """The database compares with its own clock, at the start of the transaction: both sides of now are tried."""
    moment = Grant.objects.raw("SELECT 0 AS id, now() AS moment")[0].moment
    edge = Grant.objects.create(person=firm.guest, role="kam", active=(datetime(2024, 1, 1, tzinfo=UTC), moment))
    assert firm.actor("guest").roles == frozenset()  # half-open: the upper bound itself is over
    edge.active = (datetime(2024, 1, 1, tzinfo=UTC), moment + timedelta(microseconds=1))
    edge.save()
    assert firm.actor("guest").roles == {"kam"}
    edge.active = (moment + timedelta(microseconds=1), None)
    edge.save()
    assert firm.actor("guest").roles == frozenset()


def test_a_role_that_has_not_begun_never_begins_once_ended(firm: Firm) -> None:
    row = give(firm, "guest", "kam", start=NOW + timedelta(days=3))
    actions.end_grant(by=firm.actor("guard"), grant=row, at=NOW)
    assert not Grant.objects.filter(person=firm.guest).exists()


def test_somebody_must_remain_who_can_administer(firm: Firm) -> None:
    with pytest.raises(actions.LastOne):
        actions.end_grant(by=firm.actor("guard"), grant=Grant.objects.get(person=firm.admin), at=NOW)
    actions.approve_grant(by=firm.actor("second_guard"), request=give(firm, "hr", "admin"), at=NOW)
    actions.end_grant(by=firm.actor("guard"), grant=Grant.objects.get(person=firm.admin), at=NOW)
    assert firm.actor("hr").roles == {"hr", "admin"}
