"""Roles: given for a time by a security administrator, never to oneself."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from kambium.core import events
from kambium.core.access import Actor, require, roles
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn
from kambium.people.models import Grant, Person, Team

KEPT = ("admin", "security")


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
) -> Grant:
    """Give a person a role from `start` on, until `end` or until further notice.

    Team lead and sales director name the unit they lead; other roles name none. Raises NotToOneself and CannotGrant.
    """
    require(by, "security.grant", person)
    _check(by, person, role, unit, start, end, at)
    with transaction.atomic():
        take_turn("grants")
        _refuse_twice(person, role, unit, start, end)
        row = Grant.objects.create(
            person=person,
            role=role,
            team=unit,
            active=DateTimeTZRange(start, end),
            reason=reason,
            granted_by_id=by.person_id,
        )
        data = facts(
            person=person, role=roles[role].label, role_key=role, unit=unit, start=start, end=end, reason=reason
        )
        events.record("role.granted", person, by=by, at=at, data=data)
    return row


def _check(
    by: Actor, person: Person, role: str, unit: Team | None, start: datetime, end: datetime | None, at: datetime
) -> None:
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


def _refuse_twice(person: Person, role: str, unit: Team | None, start: datetime, end: datetime | None) -> None:
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
