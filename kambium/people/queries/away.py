"""Who is away, and who acts for whom."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import QuerySet

from kambium.people.models import Delegation, Leave


def away_on(day: date, people: Collection[int] | None = None) -> dict[int, Leave]:
    """Everybody who is away on a day (or those of `people`), by id."""
    rows = Leave.objects.filter(away__contains=day, cancelled_at=None).select_related("stand_in")
    if people is not None:
        rows = rows.filter(person_id__in=people)
    return {leave.person_id: leave for leave in rows}


def delegations_in_force(at: datetime) -> "QuerySet[Delegation]":
    """Delegations that count at a moment: approved, not revoked, begun and not run out."""
    return Delegation.objects.filter(active__contains=at, approved_at__lte=at, revoked_at=None)


def delegations_waiting(at: datetime) -> "QuerySet[Delegation]":
    """Delegations that nobody has decided about and that have not run out."""
    return Delegation.objects.filter(active__endswith__gt=at, approved_at=None, revoked_at=None)
