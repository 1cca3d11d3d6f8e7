"""Lines of reporting and of command: who is above whom."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from kambium.core.access import TREE, Scope, permissions
from kambium.people.models import Grant, Person

CHAIN = """
WITH RECURSIVE up AS (
    SELECT p.manager_id AS id, 1 AS step, ARRAY[p.id] AS seen FROM people_person p WHERE p.id = %s
    UNION ALL
    SELECT p.manager_id, up.step + 1, up.seen || p.id FROM up JOIN people_person p ON p.id = up.id
    WHERE p.id <> ALL(up.seen)
)
SELECT up.id FROM up JOIN people_person p ON p.id = up.id WHERE p.is_active AND up.id <> ALL(up.seen) ORDER BY up.step
"""


def chain(person_id: int) -> list[int]:
    """The managers above a person, nearest first. Managers who left are passed over: their own manager stands in."""
    with connection.cursor() as cursor:
        cursor.execute(CHAIN, [person_id])
        return [row[0] for row in cursor.fetchall()]


def superiors_who_may(permission: str, person: Person, at: datetime) -> list[int]:
    """People whose role reaches this person through a unit, for a permission; those of the nearest unit first."""
    path = list(person.team.path) if person.team else []
    found = _holders(_roles(permission, TREE), path, at).exclude(person=person)
    nearest = sorted(found, key=lambda grant: -path.index(grant.team_id))
    return list(dict.fromkeys(grant.person_id for grant in nearest))


def _roles(permission: str, scope: Scope) -> list[str]:
    return [role for role, reach in permissions[permission].roles.items() if reach & scope]


def _holders(roles: Collection[str], units: Collection[int], at: datetime):  # type: ignore[no-untyped-def]
    return Grant.objects.filter(
        role__in=roles, team_id__in=units, active__contains=at, person__is_active=True
    ).order_by("id")
