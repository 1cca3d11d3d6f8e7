"""Roles: given for a time by a security administrator, never to oneself; those that reach far by two of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils.translation import gettext as _

from kambium.core import events, notify
from kambium.core.access import Actor, require, roles
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn
from kambium.people.models import Grant, GrantRequest, Person, Team
from kambium.people.queries.seconding import seconds

KEPT = ("admin", "security")
SECOND = "security"  # who holds it can approve


class NotToOneself(Rejected):
    """Nobody grants a role to themselves or ends one of their own: a second person does."""


class CannotGrant(Rejected):
    """The role, its unit or its period is not possible."""


class LastOne(Rejected):
    """Somebody must remain who can administer the system and grant roles."""


def grant(
    *,
    by: Actor,
    person: Person,
    role: str,
    unit: Team | None,
    start: datetime,
    end: datetime | None,
    reason: str,
    at: datetime,
) -> Grant | GrantRequest:
    """Give a person a role from `start` on, until `end` or until further notice.

    Team lead and sales director name the unit they lead; other roles name none. A role that reaches far is only asked
    for: it holds once another security administrator approves. While there is no other, the one there is may name a
    second and give nothing else of that kind. Raises NotToOneself and CannotGrant.
    """
    require(by, "security.grant", person)
    check_possible(by, person, role, unit, start, end, at)
    with transaction.atomic():
        take_turn("grants")
        refuse_twice(person, role, unit, start, end)
        asked = GrantRequest(
            person=person, role=role, team=unit, active=DateTimeTZRange(start, end), reason=reason,
            requested_by_id=by.person_id,
        )  # fmt: skip
        if roles[role].far and (role != SECOND or seconds((by.person_id, person.pk), at)):
            return ask(by=by, request=asked, at=at)
        return give(asked, by=by, at=at)


def ask(*, by: Actor, request: GrantRequest, at: datetime) -> GrantRequest:
    """Let a role wait for a second security administrator, who is told. Raises CannotGrant where there is none."""
    able = seconds((by.person_id, request.person_id), at)
    if not able:
        text = _("Nobody else can approve this; first give another person the role of security administrator.")
        raise CannotGrant(text, "role")
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError as error:
        text = _("%(name)s: this role waits for approval already.")
        raise CannotGrant(text % {"name": request.person.name}, "role") from error
    data = words_of(request)
    events.record("role.asked", request.person, by=by, at=at, data=data)
    tell_seconds(able, data, key=f"role.asked:{request.pk}")
    return request


def tell_seconds(people: Iterable[int], data: dict[str, Any], *, key: str, kind: str = "role.asked") -> None:
    """Leave a notice with those who can approve."""
    notify.tell(people, kind, key=key, url=reverse("grants"), data=data, needs_action=True)


def give(asked: GrantRequest, *, by: Actor, at: datetime, approved: bool = False) -> Grant:
    """The grant itself, with its event. What was approved later than it should have begun begins now."""
    start = max(asked.active.lower, at) if approved else asked.active.lower
    row = Grant.objects.create(
        person=asked.person,
        role=asked.role,
        team=asked.team,
        active=DateTimeTZRange(start, asked.active.upper),
        reason=asked.reason,
        granted_by_id=asked.requested_by_id,
        approved_by_id=by.person_id if approved else None,
    )
    events.record("role.granted", row.person, by=by, at=at, data=words_of(asked) | {"start": start.isoformat()})
    return row


def words_of(asked: GrantRequest) -> dict[str, Any]:
    """A role asked for or given, in the words of its events."""
    period = {"start": asked.active.lower, "end": asked.active.upper}
    label = roles[asked.role].label
    return facts(person=asked.person, role=label, role_key=asked.role, unit=asked.team, reason=asked.reason, **period)


def check_possible(
    by: Actor, person: Person, role: str, unit: Team | None, start: datetime, end: datetime | None, at: datetime
) -> None:
    """Raise NotToOneself or CannotGrant for what nobody can give, whatever the database holds already."""
    if person.pk == by.person_id:
        raise NotToOneself(_("You cannot give yourself a role; another security administrator can."), "person")
    if not Person.objects.active().filter(pk=person.pk).exists():
        raise CannotGrant(_("%(name)s no longer works here.") % {"name": person.name}, "person")
    if role not in roles:
        raise CannotGrant(_("Choose a role from the list."), "role")
    _check_unit(role, unit)
    if start < at or (end is not None and end <= start):
        raise CannotGrant(_("A role begins now or later, and ends after it began."), "end" if end else "start")


def _check_unit(role: str, unit: Team | None) -> None:
    label = {"role": roles[role].label}
    if roles[role].unit and unit is None:
        raise CannotGrant(_("%(role)s is for a unit; choose which.") % label, "unit")
    if unit is not None and not roles[role].unit:
        raise CannotGrant(_("%(role)s is for the whole company; leave the unit empty.") % label, "unit")
    if unit is not None and not Team.objects.filter(pk=unit.pk, is_active=True).exists():
        raise CannotGrant(_("The team %(name)s is closed.") % {"name": unit.name}, "unit")


def refuse_twice(person: Person, role: str, unit: Team | None, start: datetime, end: datetime | None) -> None:
    """Raise CannotGrant for a role the person has in that time."""
    same = Grant.objects.filter(person=person, role=role, team=unit, active__overlap=DateTimeTZRange(start, end))
    if same.exists():
        text = _("%(name)s already has this role in that time.")
        raise CannotGrant(text % {"name": person.name}, "role")


def end_grant(*, by: Actor, grant: Grant, at: datetime) -> None:
    """End a role now; one that has not begun never begins. Raises NotToOneself and LastOne."""
    require(by, "security.grant", grant.person)
    if grant.person_id == by.person_id:
        raise NotToOneself(_("Another security administrator has to end a role of yours."))
    with transaction.atomic():
        take_turn("grants")
        row = Grant.objects.select_for_update(of=("self",)).select_related("person", "team").get(pk=grant.pk)
        if row.active.upper is not None and row.active.upper <= at:
            return
        if row.role in KEPT:
            keep_one(without_grant=row.pk, role=row.role)
        _cut(row, at)
        data = facts(person=row.person, role=roles[row.role].label, role_key=row.role, unit=row.team)
        events.record("role.ended", row.person, by=by, at=at, data=data)


def _cut(row: Grant, at: datetime) -> None:
    if row.active.lower is not None and row.active.lower >= at:
        row.delete()
        return
    row.active = DateTimeTZRange(row.active.lower, at)
    row.save(update_fields=["active"])


def keep_one(*, without: int = 0, without_grant: int = 0, role: str = "") -> None:
    """Raise LastOne if, without this person or grant, nobody would hold a role that must always be held."""
    for key in (role,) if role else KEPT:
        staying = Grant.objects.filter(person__is_active=True, person__left_on=None)
        lasting = staying.filter(role=key, active__endswith__isnull=True)
        others = lasting.exclude(person_id=without).exclude(pk=without_grant)
        if lasting.exists() and not others.exists():
            text = _("Nobody else would be %(role)s; give the role to a second person first.")
            raise LastOne(text % {"role": roles[key].label})
