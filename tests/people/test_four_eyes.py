"""A role that reaches far holds when a second security administrator says so, and not before."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kambium.core.access import Refused, roles
from kambium.core.models import Event, Notice
from kambium.people import actions
from kambium.people.models import Grant, GrantRequest, Person
from tests.people.conftest import NOW, Firm
from tests.people.test_pages import opened

FAR = {"director", "hr", "finance", "executive", "auditor", "admin", "security"}


def asked(firm: Firm, name: str = "guest", role: str = "executive", by: str = "guard", **period: Any) -> GrantRequest:
    request = actions.grant(
        by=firm.actor(by), person=firm.person(name), role=role, unit=firm.team("sales") if role == "director" else None,
        start=period.get("start") or NOW, end=period.get("end"), reason="New board", at=NOW,
    )  # fmt: skip
    assert isinstance(request, GrantRequest)
    return request


def third(firm: Firm) -> None:
    """A third security administrator, so that the second can be given roles too."""
    Grant.objects.create(person=firm.peer, role="security", active=(datetime(2024, 1, 1, tzinfo=UTC), None))


def approve(firm: Firm, request: GrantRequest, by: str = "second_guard", at: datetime = NOW) -> Grant:
    return actions.approve_grant(by=firm.actor(by), request=request, at=at)


def test_the_roles_that_reach_beyond_a_team_are_the_far_ones() -> None:
    assert {role.key for role in roles if role.far} == FAR


@pytest.mark.parametrize("role", sorted(FAR))
def test_a_far_role_waits_and_gives_nothing_until_approved(firm: Firm, role: str) -> None:
    request = asked(firm, role=role)
    assert firm.actor("guest").roles == frozenset()
    notice = Notice.objects.get(kind="role.asked")
    assert (notice.person, notice.needs_action, notice.url) == (firm.second_guard, True, "/settings/grants/")
    grant = approve(firm, request)
    assert (grant.granted_by, grant.approved_by, grant.reason) == (firm.guard, firm.second_guard, "New board")
    assert firm.actor("guest").roles == {role}
    events = Event.objects.filter(subject_id=firm.guest.pk).order_by("id").values_list("kind", "actor_id")
    assert list(events) == [("role.asked", firm.guard.pk), ("role.granted", firm.second_guard.pk)]
    assert Notice.objects.get(kind="role.granted").person == firm.guard


def test_who_asked_and_who_would_get_it_do_not_approve(firm: Firm) -> None:
    third(firm)
    request = asked(firm, "second_guard")
    for name in ("guard", "second_guard"):
        with pytest.raises(actions.NotASecondPerson):
            approve(firm, request, name)
    for name in ("admin", "hr", "boss", "auditor", "director", "lead", "kam"):
        with pytest.raises(Refused):
            approve(firm, request, name)
    assert not Grant.objects.filter(role="executive", person=firm.second_guard).exists()
    assert not Event.objects.filter(kind="role.granted").exists()


def test_the_database_itself_takes_no_approval_by_one_of_them(firm: Firm) -> None:
    request = asked(firm)
    for name in ("guard", "guest"):
        changes = {"outcome": "approved", "decided_by": firm.people[name], "decided_at": NOW}
        with pytest.raises(IntegrityError), transaction.atomic():
            GrantRequest.objects.filter(pk=request.pk).update(**changes)
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(
                person=firm.guest, role="hr", active=(NOW, None), granted_by=firm.guard, approved_by=firm.people[name]
            )


def test_a_request_is_decided_once(firm: Firm) -> None:
    request = asked(firm)
    actions.decline_grant(by=firm.actor("second_guard"), request=request, at=NOW)
    with pytest.raises(actions.AlreadyDecided):
        approve(firm, request)
    assert GrantRequest.objects.get().outcome == "declined"
    assert Notice.objects.get(kind="role.declined").person == firm.guard
    assert firm.actor("guest").roles == frozenset()
    asked(firm)  # and can be asked for again


def test_who_asked_can_withdraw(firm: Firm) -> None:
    actions.decline_grant(by=firm.actor("guard"), request=asked(firm), at=NOW)
    assert GrantRequest.objects.get().outcome == "withdrawn"


def test_the_same_role_waits_once(firm: Firm) -> None:
    asked(firm)
    with pytest.raises(actions.CannotGrant) as no:
        asked(firm)
    assert no.value.field == "role"
    assert GrantRequest.objects.count() == 1


def test_what_is_approved_late_begins_when_approved_and_never_after_its_end(firm: Firm) -> None:
    later = NOW + timedelta(days=2)
    assert approve(firm, asked(firm), at=later).active.lower == later
    request = asked(firm, role="hr", end=NOW + timedelta(days=1))
    with pytest.raises(actions.AlreadyDecided):
        approve(firm, request, at=later)
    ahead = asked(firm, role="finance", start=NOW + timedelta(days=9))
    assert approve(firm, ahead, at=later).active.lower == NOW + timedelta(days=9)


def test_what_became_impossible_meanwhile_is_not_approved(firm: Firm) -> None:
    request = asked(firm)
    Person.objects.filter(pk=firm.guest.pk).update(is_active=False)
    with pytest.raises(actions.CannotGrant):
        approve(firm, request)
    assert not Grant.objects.filter(person=firm.guest).exists()


def test_alone_a_security_administrator_can_name_a_second_and_nothing_else_of_the_kind(firm: Firm) -> None:
    Grant.objects.filter(person=firm.second_guard).delete()
    with pytest.raises(actions.CannotGrant) as no:
        asked(firm)
    assert "Nobody else can approve" in str(no.value) or "没有别人" in str(no.value)
    assert not GrantRequest.objects.exists()
    second = actions.grant(
        by=firm.actor("guard"), person=firm.person("second_guard"), role="security", unit=None, start=NOW, end=None,
        reason="", at=NOW,
    )  # fmt: skip
    assert isinstance(second, Grant)
    asked(firm)


def test_roles_of_the_team_hold_at_once(firm: Firm) -> None:
    for role, unit in (("kam", None), ("lead", firm.team("east")), ("trainer", None), ("support", None)):
        given = actions.grant(
            by=firm.actor("guard"), person=firm.person("guest"), role=role, unit=unit, start=NOW, end=None, reason="",
            at=NOW,
        )  # fmt: skip
        assert isinstance(given, Grant)
    assert firm.actor("guest").roles == {"kam", "lead", "trainer", "support"}


def test_the_page_shows_what_waits_and_each_sees_what_they_can_do(firm: Firm) -> None:
    client = opened(firm, "guard", "en")
    data = {"person": firm.guest.pk, "role": "executive", "reason": "New board"}
    assert client.post("/settings/grants/new/", data)["Location"] == f"/people/{firm.guest.pk}/"
    request = GrantRequest.objects.get()
    mine, theirs, auditor = (opened(firm, n, "en").get("/settings/grants/").content.decode()
                             for n in ("guard", "second_guard", "auditor"))  # fmt: skip
    approval, end = f"/settings/grants/requests/{request.pk}/approval/", f"/settings/grants/requests/{request.pk}/end/"
    assert (approval in mine, end in mine) == (False, True)
    assert (approval in theirs, end in theirs) == (True, True)
    assert "asked for by Shen Wei" in auditor
    assert (approval in auditor, end in auditor) == (False, False)
    assert "Roles to approve" in opened(firm, "second_guard", "en").get("/").content.decode()
    assert "Roles to approve" not in opened(firm, "guard", "en").get("/").content.decode()
    assert opened(firm, "second_guard").post(approval)["Location"] == "/settings/grants/"
    assert Grant.objects.get(person=firm.guest).role == "executive"
    assert "with Tian Shou" in opened(firm, "auditor", "en").get("/settings/grants/").content.decode()


@pytest.mark.parametrize("name", ["admin", "hr", "auditor", "boss", "lead", "kam"])
def test_nobody_else_approves_by_the_address(firm: Firm, name: str) -> None:
    request = asked(firm)
    for what in ("approval", "end"):
        assert opened(firm, name).post(f"/settings/grants/requests/{request.pk}/{what}/").status_code == 403
    assert GrantRequest.objects.get().outcome == ""


def test_a_request_that_is_not_there_is_not_there(firm: Firm) -> None:
    assert opened(firm, "guard").post("/settings/grants/requests/999/approval/").status_code == 404
