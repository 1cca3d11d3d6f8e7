"""What is known and decided of one account's tier, and of all of them at a glance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from kambium.accounts.models import Account
from kambium.core.access import Actor
from kambium.core.registry import account_figures
from kambium.people.models.person import named
from kambium.portfolio.models import Classification, Proposal, Run, Score, Tier, TierModel
from kambium.portfolio.queries.models import model_on
from kambium.portfolio.queries.weighing import Weighed, banded, weigh

MOST_DOTS = 400
MOST_HISTORY = 20


@dataclass(frozen=True)
class Part:
    """A criterion of one account: what it weighs, what it scored, and where the score came from."""

    code: str
    name: str
    help: str
    weight: Decimal
    score: Decimal | None
    figure: str
    value: Decimal | None
    unit: str

    @property
    def points(self) -> Decimal | None:
        """What it adds to the axis: weight × score; None where there is no score."""
        return None if self.score is None else self.weight * self.score / 100


@dataclass(frozen=True)
class Side:
    """One axis of one account."""

    name: str
    cut: Decimal
    parts: tuple[Part, ...]
    weighed: Weighed

    @property
    def is_high(self) -> bool | None:
        """Whether it reaches the cut; None where the axis is not known."""
        return None if self.weighed.value is None else self.weighed.value >= self.cut


@dataclass(frozen=True)
class Standing:
    """An account's tier today, what its scores say now, what waits to be decided, and what was before."""

    model: TierModel | None
    sides: tuple[Side, ...]
    held: Classification | None
    waiting: Proposal | None
    history: Sequence[Classification]


def standing(account_id: int, day: date) -> Standing:
    """What the page of an account's tier shows; the caller has made sure that the reader sees the account."""
    model = model_on(day)
    history = list(
        Classification.objects.filter(account_id=account_id).select_related("tier", "approved_by", "proposal__quadrant")
        .order_by("-active")[:MOST_HISTORY]
    )  # fmt: skip
    waiting = Proposal.objects.filter(account_id=account_id, state="open").select_related(
        "tier", "before", "quadrant", "run"
    )
    held = next((row for row in history if day in row.active), None)
    return Standing(model, sides(model, account_id, day), held, waiting.first(), history)


def sides(model: TierModel | None, account_id: int, day: date) -> tuple[Side, ...]:
    """Both axes of an account as its scores and figures stand."""
    if model is None:
        return ()
    scores = dict(Score.objects.filter(account_id=account_id).values_list("code", "score"))
    found = []
    for axis in model.axes.all():
        parts = tuple(_part(c, scores, account_id, day) for c in axis.criteria.all())
        weighed = weigh([(part.weight, part.score) for part in parts], model.least_known)
        found.append(Side(axis.name, axis.cut, parts, weighed))
    return tuple(found)


def _part(criterion: Any, scores: Mapping[str, Decimal], account_id: int, day: date) -> Part:
    value, score, unit = None, scores.get(criterion.code), ""
    if criterion.figure:
        figure = account_figures[criterion.figure]
        value, unit = _value(figure, account_id, day), figure.unit
        score = banded(value, [(Decimal(least), Decimal(points)) for least, points in criterion.bands])
    return Part(criterion.code, criterion.name, criterion.help, criterion.weight, score, criterion.figure, value, unit)


def _value(figure: Any, account_id: int, day: date) -> Decimal | None:
    row = figure.rows(day).filter(pk=account_id).first()
    return None if row is None or row[1] is None else Decimal(row[1])


def may(actor: Actor, permission: str, account_id: int) -> bool:
    """Whether the actor may do this to the account."""
    return actor.can(permission) and Account.objects.visible_to(actor, permission).filter(pk=account_id).exists()


@dataclass(frozen=True)
class Dot:
    """An account on the matrix."""

    account_id: int
    name: str
    first: float
    second: float
    tier: str


def dots(actor: Actor) -> list[Dot]:
    """Where accounts stand by the last working-out, of those the reader may see; the highest first, at most 400."""
    last = Proposal.objects.visible_to(actor).order_by("account_id", "-id").distinct("account_id")
    rows = Proposal.objects.filter(pk__in=last.values("pk")).order_by(-(F("first") + F("second")))
    columns = ("account_id", "account__name_zh", "account__name_en", "first", "second", "tier__code")
    return [
        Dot(number, named(zh, en), float(one), float(two), tier)
        for number, zh, en, one, two, tier in rows.values_list(*columns)[:MOST_DOTS]
    ]


def tiers(actor: Actor, day: date) -> list[dict[str, Any]]:
    """Every tier in use with how many of the reader's accounts have it and the hours a week they ask for."""
    mine = Classification.objects.visible_to(actor).filter(active__contains=day)
    counts = dict(mine.order_by().values_list("tier_id").annotate(n=Count("pk")))
    rows = Tier.objects.filter(Q(retired_on=None) | Q(pk__in=counts))
    return [
        {"tier": tier, "count": counts.get(tier.pk, 0), "hours": tier.hours * counts.get(tier.pk, 0)} for tier in rows
    ]


def last_run() -> Run | None:
    """The last working-out."""
    return Run.objects.order_by("-started_at").first()


def hours_of(owner_id: int, day: date) -> Decimal:
    """Hours a week that the accounts of an owner ask for by their tiers."""
    rows = Classification.objects.filter(owner_id=owner_id, active__contains=day, account__deleted_at=None)
    return rows.aggregate(hours=Sum("tier__hours"))["hours"] or Decimal(0)
