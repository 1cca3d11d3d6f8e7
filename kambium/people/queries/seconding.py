"""Who can approve a role that reaches far, and what waits for that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from kambium.core.access import permissions, roles
from kambium.people.models import Grant, GrantRequest, Person, Team
from kambium.people.queries.card import days_of
from kambium.people.queries.days import day_of, zone

PERMISSION = "security.grant"


@dataclass(frozen=True)
class Waiting:
    """A role asked for, as pages show it."""

    id: int
    person: Person
    role: Any
    team: Team | None
    asked_by: Person
    asked_at: datetime
    first: date
    last: date | None
    reason: str

    @property
    def involved(self) -> frozenset[int]:
        """Who asked and who would get it: they do not approve."""
        return frozenset((self.person.pk, self.asked_by.pk))


def seconds(without: Collection[int], at: datetime) -> list[int]:
    """Everybody who can approve a grant at a moment, but for those who are party to it."""
    able = [role for role, scope in permissions[PERMISSION].roles.items() if scope]
    holders = Grant.objects.filter(role__in=able, active__contains=at, person__is_active=True)
    found = holders.exclude(person_id__in=without).order_by("person_id").values_list("person_id", flat=True)
    return list(dict.fromkeys(found))


def requests_waiting(at: datetime) -> "QuerySet[GrantRequest]":
    """Requests nobody has decided about and whose time is not over."""
    return GrantRequest.objects.filter(Q(active__endswith__gt=at) | Q(active__endswith=None), outcome="")


def shown_requests(rows: "QuerySet[GrantRequest]") -> list[Waiting]:
    """Requests, ready to show."""
    found = list(rows.select_related("person", "team", "requested_by"))
    if not found:
        return []
    here = zone()
    return [
        Waiting(
            id=row.pk,
            person=row.person,
            role=roles[row.role],
            team=row.team,
            asked_by=row.requested_by,
            asked_at=row.requested_at,
            reason=row.reason,
            first=day_of(row.active.lower, here),
            last=days_of(row.active, here)["last"],
        )
        for row in found
    ]
