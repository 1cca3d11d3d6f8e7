"""People leave the company, and some come back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils.translation import gettext as _

from kambium.core import events
from kambium.core.access import Actor, require
from kambium.people.actions.granting import keep_one
from kambium.people.actions.placing import announce, bring_into_force, end_places, place, write_place
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.sessions import drop_sessions
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn
from kambium.people.models import Delegation, Grant, Leave, Membership, Person, Team
from kambium.people.queries.days import day_of, start_of
from kambium.people.queries.ownership import Holding, holdings


class CannotDepart(Rejected):
    """One's own departure, one that is already written, or a day before the first one."""


class StillHere(Rejected):
    """Somebody who works here cannot come back."""


@dataclass(frozen=True)
class Departure:
    """What a departure did, and what it left open: rows still owned, for somebody to take over."""

    person: Person
    at_once: bool
    reports: int
    open: tuple[Holding, ...]


def depart(*, by: Actor, person: Person, last_day: date, at: datetime, heir: Person | None = None) -> Departure:
    """A person leaves the company.

    A last day of today or earlier works at once: no sign-in any more, sessions ended, roles, delegations and leave
    closed. A later one is prepared: places and roles end with that day and the rest follows at midnight. Reports move
    to `heir`, by default to the person's own manager. What the person owns stays with the person and so with the team,
    and is counted in the answer. Raises CannotDepart and LastOne.
    """
    require(by, "people.edit", person)
    with transaction.atomic():
        take_turn("lines")
        stored = Person.objects.select_for_update(of=("self",)).select_related("team", "manager").get(pk=person.pk)
        _check(by, stored, last_day)
        keep_one(without=stored.pk)
        today = day_of(at)
        at_once = last_day <= today
        stored.left_on = last_day
        stored.save(update_fields=["left_on"])
        moved = _hand_reports(stored, heir or stored.manager, today if at_once else last_day + timedelta(days=1))
        bring_into_force(today)
        end_places(stored, last_day)
        _end_grants(stored, at if at_once else start_of(last_day + timedelta(days=1)))
        events.record("person.departed", stored, by=by, at=at, data=facts(person=stored, last_day=last_day))
        if at_once:
            _shut(stored, at)
    return Departure(stored, at_once, moved, tuple(holdings(stored.pk)))


def _check(by: Actor, person: Person, last_day: date) -> None:
    if person.pk == by.person_id:
        raise CannotDepart(_("Somebody else has to enter your own departure."))
    if not person.is_active:
        raise CannotDepart(_("%(name)s no longer works here.") % {"name": person.name})
    if person.joined_on and last_day < person.joined_on:
        raise CannotDepart(_("The last day lies before the first one."), "last_day")


def _hand_reports(person: Person, heir: Person | None, day: date) -> int:
    """Everybody who reports to the person from a day on reports to the heir; titles and teams stay."""
    lasting = Q(active__endswith__gt=day) | Q(active__endswith__isnull=True)
    rows = list(Membership.objects.filter(lasting, manager=person).select_related("team", "person"))
    for row in rows:
        above = heir if heir is None or heir.pk != row.person_id else None
        values: dict[str, object] = {
            "team": row.team,
            "manager": above,
            "title_zh": row.title_zh,
            "title_en": row.title_en,
        }
        write_place(row.person, max(day, row.active.lower or day), values)
    return len({row.person_id for row in rows})


def _end_grants(person: Person, moment: datetime) -> None:
    """Roles end at a moment; those that would begin later never do."""
    mine = Grant.objects.filter(person=person)
    mine.filter(active__startswith__gte=moment).delete()
    for grant in mine.filter(Q(active__endswith__gt=moment) | Q(active__endswith__isnull=True)):
        grant.active = DateTimeTZRange(grant.active.lower, moment)
        grant.save(update_fields=["active"])


def _shut(person: Person, at: datetime) -> None:
    """No sign-in from now on."""
    person.is_active = False
    person.version += 1
    person.save(update_fields=["is_active", "version"])
    drop_sessions(person.pk)
    theirs = Q(from_person=person) | Q(to_person=person)
    Delegation.objects.filter(theirs, revoked_at=None, active__endswith__gt=at).update(revoked_at=at)
    Leave.objects.filter(person=person, cancelled_at=None, away__startswith__gt=person.left_on).update(cancelled_at=at)
    announce([person.pk])


def shut_departed(at: datetime) -> list[int]:
    """End the sign-in of everybody whose last day is over; run by a job every minute."""
    with transaction.atomic():
        due = Person.objects.select_for_update(of=("self",)).filter(is_active=True, left_on__lt=day_of(at))
        gone = list(due)
        for person in gone:
            _end_grants(person, at)
            _shut(person, at)
    return [person.pk for person in gone]


def rejoin(
    *,
    by: Actor,
    person: Person,
    start: date,
    at: datetime,
    team: Team | None,
    manager: Person | None,
    title_zh: str = "",
    title_en: str = "",
) -> Person:
    """Somebody who left works here again from a day on, and can sign in. Roles are granted anew. Raises StillHere."""
    require(by, "people.edit", person)
    with transaction.atomic():
        stored = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if stored.is_active and stored.left_on is None:
            raise StillHere(_("%(name)s works here.") % {"name": stored.name})
        stored.is_active, stored.left_on = True, None
        stored.version += 1
        stored.save(update_fields=["is_active", "left_on", "version"])
        events.record("person.rejoined", stored, by=by, at=at, data=facts(person=stored, start=start))
        place(
            by=by, person=stored, team=team, manager=manager, start=start, at=at, title_zh=title_zh, title_en=title_en
        )
        announce([stored.pk])
    stored.refresh_from_db()
    return stored
