"""Leave: somebody is away, and the named stand-in is proposed as delegate."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils.translation import gettext as _

from kambium.core import events
from kambium.core.access import Actor, require
from kambium.core.access.gate import allows
from kambium.people.actions.delegating import CannotDelegate, delegable, request_delegation
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn
from kambium.people.models import Delegation, Leave, Person
from kambium.people.models.grant import DAYS_AT_MOST
from kambium.people.queries.days import start_of

LONGEST = timedelta(days=366)


class CannotBeAway(Rejected):
    """The period is not possible, overlaps another leave, or the stand-in cannot stand in."""


class NotAway(Rejected):
    """The leave was cancelled already."""


def enter_leave(
    *,
    by: Actor,
    person: Person,
    first: date,
    last: date,
    kind: str,
    note: str,
    stand_in: Person | None,
    at: datetime,
) -> tuple[Leave, Delegation | None]:
    """A person is away from the first to the last day, both included.

    A stand-in is proposed as delegate of everything that can be delegated, for that time and at most 90 days; a
    superior approves it. The proposal is None where nobody is named, or where the person or the stand-in has nothing to
    delegate. Raises CannotBeAway.
    """
    require(by, "people.leave", person)
    _check(person, first, last, kind, stand_in)
    with transaction.atomic():
        take_turn("leave")
        period = DateRange(first, last + timedelta(days=1))
        _refuse_twice(person, period)
        leave = Leave.objects.create(person=person, away=period, kind=kind, note=note, stand_in=stand_in)
        data = facts(person=person, first=first, last=last, stand_in=stand_in)
        events.record("leave.entered", person, by=by, at=at, data=data)
        return leave, _propose(by, leave, at)


def _check(person: Person, first: date, last: date, kind: str, stand_in: Person | None) -> None:
    if not person.is_active:
        raise CannotBeAway(_("%(name)s no longer works here.") % {"name": person.name})
    if kind not in dict(Leave.KINDS):
        raise CannotBeAway(_("Choose a kind from the list."), "kind")
    if last < first:
        raise CannotBeAway(_("The last day lies before the first one."), "last")
    if last - first > LONGEST:
        raise CannotBeAway(_("A leave lasts a year at most; enter a longer one in parts."), "last")
    if stand_in is not None and (stand_in.pk == person.pk or not stand_in.is_active):
        raise CannotBeAway(_("Choose a colleague who works here as stand-in."), "stand_in")


def _refuse_twice(person: Person, period: DateRange) -> None:
    other = Leave.objects.filter(person=person, cancelled_at=None, away__overlap=period).first()
    if other:
        days = {"first": other.away.lower.isoformat(), "last": (other.away.upper - timedelta(days=1)).isoformat()}
        raise CannotBeAway(_("There is already a leave from %(first)s to %(last)s.") % days, "first")


def _propose(by: Actor, leave: Leave, at: datetime) -> Delegation | None:
    if leave.stand_in is None or not allows(by, "people.delegate", leave.person):
        return None
    start, end = _span(leave, at)
    try:
        with transaction.atomic():
            return request_delegation(
                by=by, giver=leave.person, receiver=leave.stand_in, chosen=delegable(), start=start, end=end,
                reason=str(leave.get_kind_display()), at=at,
            )  # fmt: skip
    except CannotDelegate:
        return None


def _span(leave: Leave, at: datetime) -> tuple[datetime, datetime]:
    """The leave as moments, from now at the earliest, 90 days at most."""
    start = max(start_of(leave.away.lower), at)
    return start, min(start_of(leave.away.upper), start + timedelta(days=DAYS_AT_MOST))


def cancel_leave(*, by: Actor, leave: Leave, at: datetime) -> Leave:
    """The person is not away after all; a proposal to the stand-in that still waits is withdrawn. Raises NotAway."""
    require(by, "people.leave", leave.person)
    with transaction.atomic():
        row = Leave.objects.select_for_update(of=("self",)).select_related("person", "stand_in").get(pk=leave.pk)
        if row.cancelled_at:
            raise NotAway(_("This leave was cancelled before."))
        row.cancelled_at = at
        row.save(update_fields=["cancelled_at"])
        if row.stand_in_id:
            _withdraw(row, at)
        events.record("leave.cancelled", row.person, by=by, at=at, data=facts(person=row.person))
    return row


def _withdraw(leave: Leave, at: datetime) -> None:
    period = DateTimeTZRange(start_of(leave.away.lower), start_of(leave.away.upper))
    Delegation.objects.filter(
        from_person_id=leave.person_id, to_person_id=leave.stand_in_id, approved_at=None, revoked_at=None,
        active__contained_by=period,
    ).update(revoked_at=at)  # fmt: skip
