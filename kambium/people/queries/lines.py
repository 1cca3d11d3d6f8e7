"""Lines of reporting and of command: who is above whom."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from kambium.core.access import TREE, Scope, permissions
from kambium.people.models import Grant, Person
from kambium.people.queries import names
from kambium.people.queries.names import line_above


def chain(person_id: int) -> list[int]:
    """The managers above a person, nearest first. Managers who left are passed over: their own manager stands in."""
    return [entry.id for entry in line_above(names.now(), person_id)]


def superiors_who_may(permission: str, person: Person, at: datetime) -> list[int]:
    """People whose role reaches this person through a unit, for a permission; those of the nearest unit first."""
    path = list(person.team.path) if person.team else []
    found = _holders(_roles(permission, TREE), path, at).exclude(person=person)
    nearest = sorted(found, key=lambda grant: -path.index(grant.team_id or 0))
    return list(dict.fromkeys(grant.person_id for grant in nearest))


def _roles(permission: str, scope: Scope) -> list[str]:
    return [role for role, reach in permissions[permission].roles.items() if reach & scope]


def _holders(roles: Collection[str], units: Collection[int], at: datetime) -> "QuerySet[Grant]":
    return Grant.objects.filter(
        role__in=roles, team_id__in=units, active__contains=at, person__is_active=True
    ).order_by("id")
