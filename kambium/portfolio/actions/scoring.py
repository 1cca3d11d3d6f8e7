"""Scoring an account on the criteria that are judged by hand."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.taking import seen_account
from kambium.accounts.models import Account
from kambium.core import events
from kambium.core.access import Actor, require
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.queries.days import day_of
from kambium.portfolio.models import Score
from kambium.portfolio.queries.models import model_on

LOWEST, HIGHEST = Decimal(0), Decimal(10)


class NotAScore(Rejected):
    """A score outside 0 to 10, or for something the model does not judge by hand."""


def score(
    *, by: Actor, account_id: int, scores: Mapping[str, Decimal | None], at: datetime, note: str = ""
) -> list[Score]:
    """Give an account scores by criterion; None takes one back. What is already there changes nothing.

    Raises NotAScore, NotThere, Refused.
    """
    account = seen_account(by, account_id)
    require(by, "tiers.score", account)
    _check(scores, at)
    with transaction.atomic():
        Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        changed = {code: value for code, value in scores.items() if _stored(account).get(code) != value}
        Score.objects.filter(
            account=account, code__in=[code for code, value in changed.items() if value is None]
        ).delete()
        given = [_row(account, code, value, by, at, note) for code, value in changed.items() if value is not None]
        rows = Score.objects.bulk_create(
            given, update_conflicts=True, unique_fields=["account", "code"],
            update_fields=["score", "note", "by", "updated_at"],
        )  # fmt: skip
        if changed:
            text = ", ".join(f"{code} {value if value is not None else '–'}" for code, value in changed.items())
            events.record("tier.scored", account, by=by, at=at, data={**facts(account=account), "scores": text})
    return rows


def _stored(account: Account) -> dict[str, Decimal]:
    return dict(Score.objects.filter(account=account).values_list("code", "score"))


def _row(account: Account, code: str, value: Decimal, by: Actor, at: datetime, note: str) -> Score:
    owner = {name: getattr(account, name) for name in OWNER_COLUMNS}
    return Score(account=account, code=code, score=value, by_id=by.person_id, note=note, updated_at=at, **owner)


def _check(scores: Mapping[str, Decimal | None], at: datetime) -> None:
    model = model_on(day_of(at))
    by_hand = {c.code for axis in model.axes.all() for c in axis.criteria.all() if not c.figure} if model else set()
    for code, value in scores.items():
        if code not in by_hand:
            raise NotAScore(_("The tier model does not judge “%(code)s” by hand.") % {"code": code[:40]}, code)
        if value is not None and not LOWEST <= value <= HIGHEST:
            raise NotAScore(_("A score is between 0 and 10."), code)
