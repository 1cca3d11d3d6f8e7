"""What the home page tells of the customer record: what comes first today, my accounts, what the team did."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from kambium.accounts.models import Account, Activity
from kambium.core.access import Actor
from kambium.people.models.person import named

OVERDUE, TODAY, SILENT = "overdue", "today", "silent"
SILENT_DAYS = 60
FIRST, LATELY, OWNERS = 8, 8, 20
STEP = (
    "id", "version", "next_step", "next_on", "account_id", "account__name_zh", "account__name_en",
    "account__annual_revenue", "account__currency",
)  # fmt: skip


@dataclass(frozen=True)
class First:
    """One thing to do first, and the `reason` for it: a step that is due, or an account nobody spoke with lately."""

    reason: str
    account_id: int
    account: str
    text: str
    due_on: date | None
    days: int
    activity_id: int | None = None
    version: int | None = None


@dataclass(frozen=True)
class Portfolio:
    """One owner's accounts in figures, for who leads them; `latest` is when somebody last spoke with any of them."""

    owner_id: int
    count: int
    overdue: int
    silent: int
    latest: datetime | None


def first_today(actor: Actor, today: date, at: datetime) -> list[First]:
    """Steps overdue and of today, the longest overdue first; then own accounts that are silent, the largest first."""
    mine = Activity.objects.visible_to(actor).filter(next_owner_id=actor.person_id, next_done_at=None)
    due = mine.exclude(next_step="").filter(next_on__lte=today).order_by("next_on", "id").values(*STEP)[:FIRST]
    found = [_step(row, today) for row in due]
    if len(found) < FIRST:
        found += _silent(actor, at, FIRST - len(found), {one.account_id for one in found})
    return found


def _step(row: dict[str, Any], today: date) -> First:
    late = (today - row["next_on"]).days
    return First(
        OVERDUE if late else TODAY, row["account_id"], named(row["account__name_zh"], row["account__name_en"]),
        row["next_step"], row["next_on"], late, row["id"], row["version"],
    )  # fmt: skip


def _silent(actor: Actor, at: datetime, most: int, known: set[int]) -> list[First]:
    """Own accounts without a word for sixty days and without a step to come."""
    rows = own_accounts(actor).filter(quiet(at), next_step="").exclude(pk__in=known)
    largest = rows.order_by(F("annual_revenue").desc(nulls_last=True), "id")
    names = ("id", "name_zh", "name_en", "last_activity_at")
    return [
        First(SILENT, number, named(zh, en), "", None, (at - last).days if last else 0)
        for number, zh, en, last in largest.values_list(*names)[:most]
    ]


def own_accounts(actor: Actor) -> "QuerySet[Account]":
    """Accounts the actor owns."""
    rows: QuerySet[Account] = Account.objects.visible_to(actor).filter(owner_id=actor.person_id)
    return rows


def quiet(at: datetime) -> Q:
    """Nobody spoke with the customer for sixty days, or ever."""
    return Q(last_activity_at__lt=at - timedelta(days=SILENT_DAYS)) | Q(last_activity_at=None)


def figures(rows: "QuerySet[Account]", today: date, at: datetime) -> dict[str, int]:
    """How many accounts there are, have an overdue step, are silent, have no step; in one statement."""
    return rows.aggregate(
        count=Count("pk"),
        overdue=Count("pk", filter=Q(next_step_on__lt=today)),
        silent=Count("pk", filter=quiet(at)),
        stepless=Count("pk", filter=Q(next_step="")),
    )


def by_owner(actor: Actor, today: date, at: datetime) -> list[Portfolio]:
    """The portfolios of those whose accounts the actor assigns, the most overdue steps first, then the largest."""
    rows = Account.objects.visible_to(actor, "accounts.assign").exclude(owner=None).values("owner_id")
    counted = rows.annotate(
        count=Count("pk"),
        overdue=Count("pk", filter=Q(next_step_on__lt=today)),
        silent=Count("pk", filter=quiet(at)),
        latest=Max("last_activity_at"),
    )
    return [Portfolio(**row) for row in counted.order_by("-overdue", "-count", "owner_id")[:OWNERS]]


def lately(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """The latest activities of others that the actor may see, within two weeks."""
    rows = Activity.objects.visible_to(actor).filter(happened_at__gt=at - timedelta(days=14), happened_at__lte=at)
    names = ("id", "kind", "subject", "happened_at", "by_id", "account_id", "account__name_zh", "account__name_en")
    return list(rows.exclude(by_id=actor.person_id).order_by("-happened_at", "-id").values(*names)[:LATELY])
