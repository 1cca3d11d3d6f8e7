"""What each key account manager carries: accounts by tier, the hours a week these ask for, and what they bought."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery, Sum

from kambium.accounts.models import Account
from kambium.commerce.models import OrderLine
from kambium.commerce.queries.history import twelve_months
from kambium.core.access import Actor
from kambium.people.models.person import named
from kambium.portfolio.models import Classification, Tier

SEEN = "tiers.load"
WEEK = Decimal(40)
NAMED = 2  # colleagues with room who are named to somebody who carries too much
ZERO = Decimal(0)


@dataclass(frozen=True)
class Load:
    """One person's accounts: how many of each tier, the hours these ask for, and what they bought in twelve months.

    The hours of an account are those of its tier; an account without a tier asks for none that are known.
    """

    person_id: int
    accounts: int
    tiers: Mapping[int, int] = field(default_factory=dict)
    hours: Decimal = ZERO
    bought: Decimal = ZERO

    @property
    def unknown(self) -> int:
        """Accounts without a tier."""
        return self.accounts - sum(self.tiers.values())

    @property
    def over(self) -> Decimal:
        """Hours beyond the week; 0 where there are none."""
        return max(ZERO, self.hours - WEEK)

    @property
    def free(self) -> Decimal:
        """Hours left of the week; 0 where there are none."""
        return max(ZERO, WEEK - self.hours)


@dataclass(frozen=True)
class Carried:
    """One account of a portfolio."""

    account_id: int
    name: str
    tier: str
    tier_name: str
    hours: Decimal | None
    contact_days: int | None
    last_at: datetime | None
    bought: Decimal

    def is_late(self, today: date) -> bool:
        """Whether the tier asks for a contact that has not been."""
        if self.contact_days is None:
            return False
        return self.last_at is None or (today - self.last_at.date()).days > self.contact_days


def hours_of(tiers: Mapping[str, Tier], counts: Mapping[str, int]) -> Decimal:
    """Hours a week that so many accounts of each tier ask for: one of 16, three of 6 and two of 2 are 38."""
    return sum((tiers[code].hours * number for code, number in counts.items()), ZERO)


def loads(actor: Actor, day: date) -> list[Load]:
    """Everybody whose portfolio the reader may see, the heaviest first. Three statements, however many there are."""
    owned = dict(
        Account.objects.visible_to(actor, SEEN).filter(owner__isnull=False).order_by().values_list("owner_id")
        .annotate(count=Count("pk"))
    )  # fmt: skip
    tiers: dict[int, dict[int, int]] = {}
    hours: dict[int, Decimal] = {}
    for owner, tier, count, asked in (
        _classes(actor, day).values_list("owner_id", "tier_id").annotate(count=Count("pk"), asked=Sum("tier__hours"))
    ):
        tiers.setdefault(owner, {})[tier] = count
        hours[owner] = hours.get(owner, ZERO) + (asked or ZERO)
    worth = dict(_lines(actor, day).values_list("owner_id").annotate(sum=Sum("home")))
    found = [
        Load(owner, count, tiers.get(owner, {}), hours.get(owner, ZERO), worth.get(owner) or ZERO)
        for owner, count in owned.items()
    ]
    return sorted(found, key=lambda load: (-load.hours, load.person_id))


def with_room(found: Iterable[Load], hours: Decimal, but: int) -> list[Load]:
    """Two colleagues who could take so many hours more, the freest first."""
    free = [load for load in found if load.person_id != but and load.free >= hours]
    return sorted(free, key=lambda load: (-load.free, load.person_id))[:NAMED]


def carried(actor: Actor, person_id: int, day: date) -> list[Carried]:
    """The accounts of one person, the dearest tier first, in one statement."""
    held = Classification.objects.filter(account=OuterRef("pk"), active__contains=day)
    lines = OrderLine.objects.alive().filter(twelve_months(day), account=OuterRef("pk"), is_booked=True)
    bought = lines.order_by().values("account").annotate(sum=Sum("home")).values("sum")
    rows = (
        Account.objects.visible_to(actor, SEEN).filter(owner=person_id)
        .annotate(
            code=Subquery(held.values("tier__code")[:1]), rank=Subquery(held.values("tier__rank")[:1]),
            tier_zh=Subquery(held.values("tier__name_zh")[:1]), tier_en=Subquery(held.values("tier__name_en")[:1]),
            hours=Subquery(held.values("tier__hours")[:1]), days=Subquery(held.values("tier__contact_days")[:1]),
            bought=Subquery(bought),
        )
        .order_by(F("rank").asc(nulls_last=True), F("bought").desc(nulls_last=True), "id")
    )  # fmt: skip
    names = ("id", "name_zh", "name_en", "code", "tier_zh", "tier_en", "hours", "days", "last_activity_at", "bought")
    return [
        Carried(i, named(zh, en), code or "", named(tzh or "", ten or ""), hours, days, last, worth or ZERO)
        for i, zh, en, code, tzh, ten, hours, days, last, worth in rows.values_list(*names)
    ]


def _classes(actor: Actor, day: date) -> Any:
    rows = Classification.objects.visible_to(actor, SEEN)
    return rows.filter(active__contains=day, account__deleted_at=None, owner__isnull=False).order_by()


def _lines(actor: Actor, day: date) -> Any:
    rows = OrderLine.objects.visible_to(actor, SEEN).filter(owner__isnull=False, is_booked=True)
    return rows.filter(twelve_months(day)).order_by()
