"""What the home page shows of the customer record: what to do first and why, how the portfolio stands, who did what."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce

from kambium.accounts.models import Account, AccountQuerySet, Activity
from kambium.core.access import Actor
from kambium.people.models.person import named

AHEAD = timedelta(days=7)
SILENT = timedelta(days=60)
FEW = 7


@dataclass(frozen=True)
class Todo:
    """One thing to do, and the account it is for. Without a step it is an account nobody has spoken to for long."""

    account_id: int
    account: str
    activity_id: int | None
    step: str
    due: date | None
    silent_days: int | None


@dataclass(frozen=True)
class Standing:
    """A portfolio in figures."""

    accounts: int
    overdue: int
    silent: int
    touches: int


@dataclass(frozen=True)
class OwnerRow:
    """One owner's portfolio, for who leads the team."""

    person_id: int
    accounts: int
    overdue: int
    silent: int
    latest: datetime | None


def first_today(actor: Actor, today: date, now: datetime) -> list[Todo]:
    """The person's open steps up to a week ahead, the most overdue first; then own accounts that have gone silent."""
    steps = (
        Activity.objects.visible_to(actor)
        .filter(next_owner_id=actor.person_id, next_done_at=None, next_on__lte=today + AHEAD)
        .exclude(next_step="")
        .order_by("next_on", "id")
        .values_list("account_id", "account__name_zh", "account__name_en", "id", "next_step", "next_on")[:FEW]
    )
    found = [Todo(a, named(zh, en), i, step, on, None) for a, zh, en, i, step, on in steps]
    return found + _silent(actor, now, FEW - len(found))


def _silent(actor: Actor, now: datetime, room: int) -> list[Todo]:
    if room <= 0:
        return []
    rows = (
        _mine(actor)
        .filter(status="active", next_step="", last_activity_at__lt=now - SILENT)
        .order_by("last_activity_at")
        .values_list("id", "name_zh", "name_en", "last_activity_at")[:room]
    )
    return [Todo(i, named(zh, en), None, "", None, (now - last).days) for i, zh, en, last in rows]


def _mine(actor: Actor) -> AccountQuerySet:
    return Account.objects.visible_to(actor).filter(owner_id=actor.person_id)


def standing(actor: Actor, today: date, now: datetime) -> Standing:
    """The accounts the person sees: how many, with overdue steps, silent for 60 days; and touches of the last week."""
    facts = Account.objects.visible_to(actor).aggregate(
        accounts=Count("id"),
        overdue=Count("id", filter=Q(next_step_on__lt=today)),
        silent=Count("id", filter=_gone_silent(now)),
    )
    touches = Activity.objects.visible_to(actor).filter(happened_at__gte=now - AHEAD, happened_at__lte=now).count()
    return Standing(facts["accounts"], facts["overdue"], facts["silent"], touches)


def _gone_silent(now: datetime) -> Q:
    return Q(status="active") & (Q(last_activity_at__lt=now - SILENT) | Q(last_activity_at=None))


def by_owner(actor: Actor, today: date, now: datetime) -> list[OwnerRow]:
    """Every owner among the accounts the person leads, those with the most overdue steps first."""
    rows = (
        Account.objects.visible_to(actor, "accounts.assign")
        .exclude(owner=None)
        .values("owner_id")
        .annotate(
            n=Count("id"),
            overdue=Count("id", filter=Q(next_step_on__lt=today)),
            silent=Count("id", filter=_gone_silent(now)),
            latest=Max("last_activity_at"),
        )
        .order_by("-overdue", "-n")[:20]
    )
    return [OwnerRow(r["owner_id"], r["n"], r["overdue"], r["silent"], r["latest"]) for r in rows]


def lately(actor: Actor, now: datetime) -> list[dict[str, object]]:
    """The newest activities of others on the accounts the person sees."""
    rows = (
        Activity.objects.visible_to(actor)
        .filter(happened_at__lte=now)
        .exclude(by_id=actor.person_id)
        .annotate(who=Coalesce(F("by_id"), F("owner_id")))
        .order_by("-happened_at", "-id")
        .values("id", "kind", "subject", "happened_at", "who", "account_id", "account__name_zh", "account__name_en")[
            :FEW
        ]
    )
    return [{**row, "account": named(row["account__name_zh"], row["account__name_en"])} for row in rows]
