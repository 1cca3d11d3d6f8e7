"""Who is away, and who acts for whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from kambium.people.models import Delegation, Leave, Person
from kambium.people.queries.days import day_of, last_of, zone


@dataclass(frozen=True)
class Absence:
    """A leave as people say it: from the first to the last day, both included."""

    id: int
    person_id: int
    first: date
    last: date
    kind: str
    note: str
    stand_in: Person | None


def away_on(day: date, people: Collection[int] | None = None) -> dict[int, Absence]:
    """Everybody who is away on a day (or those of `people`), by id."""
    rows = Leave.objects.filter(away__contains=day, cancelled_at=None).select_related("stand_in")
    if people is not None:
        rows = rows.filter(person_id__in=people)
    return {leave.person_id: _said(leave) for leave in rows}


def leaves_of(person: Person, since: date) -> list[Absence]:
    """A person's leaves that are not over on a day, the nearest first."""
    rows = Leave.objects.filter(person=person, cancelled_at=None, away__endswith__gt=since).select_related("stand_in")
    return [_said(leave) for leave in rows.order_by("away")]


def _said(leave: Leave) -> Absence:
    last = last_of(leave.away) or leave.away.lower
    kind, stand_in = str(leave.get_kind_display()), leave.stand_in
    return Absence(leave.pk, leave.person_id, leave.away.lower, last, kind, leave.note, stand_in)


@dataclass(frozen=True)
class Acting:
    """A delegation as pages show it: who for whom, what, from the first to the last day, and how it stands."""

    id: int
    giver: Person
    receiver: Person
    requested_by_id: int
    areas: tuple[str, ...]
    first: date
    last: date | None
    reason: str
    state: str

    @property
    def is_open(self) -> bool:
        """Whether it can still be ended."""
        return self.state in ("waiting", "later", "now")

    @property
    def involved(self) -> frozenset[int]:
        """Who gives, receives or asked: they do not approve."""
        return frozenset((self.giver.pk, self.receiver.pk, self.requested_by_id))


def shown(rows: "QuerySet[Delegation]", at: datetime) -> list[Acting]:
    """Delegations, ready to show."""
    found = list(rows.select_related("from_person", "to_person"))
    here = zone() if found else None
    return [
        Acting(
            id=row.pk,
            giver=row.from_person,
            receiver=row.to_person,
            requested_by_id=row.requested_by_id,
            areas=tuple(row.areas),
            first=day_of(row.active.lower, here),
            last=day_of(row.active.upper - timedelta(microseconds=1), here),
            reason=row.reason,
            state=state_of(row, at),
        )
        for row in found
    ]


def state_of(row: Delegation, at: datetime) -> str:
    """ended, over, waiting, later or now."""
    if row.revoked_at:
        return "ended"
    if row.active.upper <= at:
        return "over"
    if not row.approved_at:
        return "waiting"
    return "later" if row.active.lower > at else "now"


def delegations_in_force(at: datetime) -> "QuerySet[Delegation]":
    """Delegations that count at a moment: approved, not revoked, begun and not run out."""
    return Delegation.objects.filter(active__contains=at, approved_at__lte=at, revoked_at=None)


def delegations_waiting(at: datetime) -> "QuerySet[Delegation]":
    """Delegations that nobody has decided about and that have not run out."""
    return Delegation.objects.filter(active__endswith__gt=at, approved_at=None, revoked_at=None)
