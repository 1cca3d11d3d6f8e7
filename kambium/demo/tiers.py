"""The tiers of the demo company: how its accounts were scored, and the classes they have had since January."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from kambium.accounts.models import Account
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.demo.days import Calendar
from kambium.portfolio import defaults
from kambium.portfolio.actions.classifying import propose
from kambium.portfolio.models import Classification, Score

STREAM = 4_711  # of its own, so that nothing else in the world moves
UNSCORED = 0.15  # of the accounts nobody has got round to scoring
BY_HAND = tuple(row[0] for row in (*defaults.ATTRACTIVENESS, *defaults.RELATIONSHIP) if not row[4])
REASON = "年初客户分级会议"


def rows(accounts: Sequence[Account], calendar: Calendar, seed: int) -> list[Sequence[Any]]:
    """Scores by hand, and the tiers decided in January."""
    dice = Random(f"{STREAM}:{seed}")  # noqa: S311  (a demo, not a secret)
    alive = [account for account in accounts if account.deleted_at is None and account.owner_id]
    mood = {account.pk: dice.uniform(2.5, 8.5) for account in alive if dice.random() > UNSCORED}
    scores = [score for account in alive if account.pk in mood for score in _scores(account, mood[account.pk], dice)]
    return [scores, list(_classes(alive, mood, calendar.today))]


def _scores(account: Account, mood: float, dice: Random) -> Iterator[Score]:
    for code in BY_HAND:
        value = Decimal(round(min(10.0, max(0.0, dice.gauss(mood, 1.4))) * 2)) / 2
        yield Score(account=account, code=code, score=value, by_id=account.owner_id, **_owner(account))


def _classes(accounts: Sequence[Account], mood: dict[int, float], today: date) -> Iterator[Classification]:
    """The delivered tiers bear their rank as number."""
    begun = date(today.year, 1, 15) if today > date(today.year, 1, 15) else date(today.year - 1, 1, 15)
    for account in accounts:
        if account.pk in mood:
            rank = 1 if mood[account.pk] > 7.6 else 2 if mood[account.pk] > 5.2 else 3
            yield Classification(account=account, tier_id=rank, active=DateRange(begun, None), reason=REASON,
                                 **_owner(account))  # fmt: skip


def work_out(calendar: Calendar, director: int) -> None:
    """The director has had the tiers worked out again two days ago; what follows from it waits for a decision."""
    seen = Account.objects.filter(deleted_at=None, owner_id__isnull=False).order_by().values_list("pk")
    propose(seen, by_id=director, at=calendar.now - timedelta(days=2))


def _owner(account: Account) -> dict[str, Any]:
    return {name: getattr(account, name) for name in OWNER_COLUMNS}
