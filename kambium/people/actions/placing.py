"""Placing people: which team, under whom, with which title, from which day."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from kambium.core import events, terms
from kambium.core.access import Actor, require
from kambium.core.search import index
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.restamping import restamp
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn
from kambium.people.models import Membership, Person, Team
from kambium.people.queries.days import day_of
from kambium.people.queries.names import REVISION

# Reporting lines over time: a chain counts only for the days on which all its links hold.
LOOP = """
WITH RECURSIVE line AS (
    SELECT person_id, manager_id, active FROM people_membership WHERE manager_id IS NOT NULL AND person_id <> %(person)s
    UNION ALL
    SELECT p.id, p.manager_id, daterange(NULL, NULL) FROM people_person p WHERE p.manager_id IS NOT NULL
        AND p.id <> %(person)s AND NOT EXISTS (SELECT FROM people_membership m WHERE m.person_id = p.id)
), up AS (
    SELECT %(manager)s::bigint AS id, daterange(%(start)s, %(end)s) AS during
    UNION
    SELECT line.manager_id, up.during * line.active FROM up
    JOIN line ON line.person_id = up.id AND line.active && up.during
)
SELECT EXISTS (SELECT FROM up WHERE id = %(person)s)
"""
DUE = """
WITH due AS (
    SELECT p.id, p.team_id IS DISTINCT FROM m.team_id AS moves, m.team_id, m.manager_id, m.title_zh, m.title_en
    FROM people_person p JOIN people_membership m ON m.person_id = p.id AND m.active @> %(day)s::date
    WHERE p.is_active AND (%(people)s::bigint[] IS NULL OR p.id = ANY(%(people)s))
        AND (p.team_id, p.manager_id, p.title_zh, p.title_en)
            IS DISTINCT FROM (m.team_id, m.manager_id, m.title_zh, m.title_en)
    FOR UPDATE OF p
)
UPDATE people_person p SET team_id = due.team_id, manager_id = due.manager_id, title_zh = due.title_zh,
    title_en = due.title_en, version = p.version + 1, updated_at = now()
FROM due WHERE p.id = due.id RETURNING p.id, due.moves
"""


class ReportingLoop(Rejected):
    """The manager reports to the person, directly or further down, on some day of the period."""


class CannotPlace(Rejected):
    """The team is closed, or somebody concerned does not work here."""


def place(
    *,
    by: Actor,
    person: Person,
    team: Team | None,
    manager: Person | None,
    start: date,
    at: datetime,
    title_zh: str = "",
    title_en: str = "",
) -> Membership:
    """Put a person into a team, under a manager, with a title, from a day on.

    The place held until then ends that day; a later place that is already planned stays and ends this one. Whoever
    changes team takes along the unit columns of every row they own. Raises ReportingLoop and CannotPlace.
    """
    require(by, "people.edit", person)
    with transaction.atomic():
        take_turn("lines")
        stored = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        _check(stored, team, manager)
        titles = {"title_zh": title_zh.strip(), "title_en": title_en.strip()}
        membership = write_place(stored, start, {"team": team, "manager": manager, **titles})
        data = facts(team=team, manager=manager, start=start, title=titles["title_zh"] or titles["title_en"])
        events.record("person.placed", stored, by=by, at=at, data=data)
        bring_into_force(day_of(at), [stored.pk])
    return membership


def _check(person: Person, team: Team | None, manager: Person | None) -> None:
    if not person.is_active:
        raise CannotPlace(_("%(name)s no longer works here.") % {"name": person.name})
    if team is not None and not Team.objects.filter(pk=team.pk, is_active=True).exists():
        raise CannotPlace(_("The team %(name)s is closed.") % {"name": team.name}, "team")
    if manager is not None and not Person.objects.active().filter(pk=manager.pk).exists():
        raise CannotPlace(_("%(name)s no longer works here.") % {"name": manager.name}, "manager")


def write_place(person: Person, start: date, values: dict[str, object]) -> Membership:
    """The membership row from a day on, between what was before and what is planned after. Raises ReportingLoop."""
    mine = Membership.objects.filter(person=person)
    after = mine.filter(active__startswith__gt=start).order_by("active").first()
    end = after.active.lower if after else None
    manager = values["manager"]
    if isinstance(manager, Person):
        _refuse_loop(person, manager, start, end)
    mine.filter(active__startswith=start).delete()
    _close(person, start)
    return Membership.objects.create(person=person, active=DateRange(start, end), **values)


def _close(person: Person, day: date) -> None:
    """End the membership that holds on a day just before it."""
    row = Membership.objects.filter(person=person, active__contains=day).first()
    if row:
        row.active = DateRange(row.active.lower, day)
        row.save(update_fields=["active"])


def _refuse_loop(person: Person, manager: Person, start: date, end: date | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOOP, {"person": person.pk, "manager": manager.pk, "start": start, "end": end})
        (loops,) = cursor.fetchone()
    if loops:
        text = _("%(manager)s reports to %(person)s, directly or through others; the line would close on itself.")
        raise ReportingLoop(text % {"manager": manager.name, "person": person.name}, "manager")


def bring_into_force(day: date, people: Collection[int] | None = None) -> list[int]:
    """Make team, manager and title of people (everybody by default) those of the membership of a day.

    Run when a place changes and by the job that begins each day. Returns the people that changed.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(DUE, {"day": day, "people": None if people is None else list(people)})
            changed = cursor.fetchall()
        restamp([number for number, moves in changed if moves])
        if changed:
            announce([number for number, _moves in changed])
    return [number for number, _moves in changed]


def announce(people: Collection[int]) -> None:
    """Directory and search hear that these people are shown differently now."""
    terms.changed(REVISION)
    index.refresh("person", list(people))


def end_places(person: Person, last_day: date) -> None:
    """Close the membership in force after a last day, and drop those that would begin later."""
    end = last_day + timedelta(days=1)
    Membership.objects.filter(person=person, active__startswith__gte=end).delete()
    _close(person, end)
