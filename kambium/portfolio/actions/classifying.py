"""Working out tiers, and deciding on them. An account moves only when somebody approves."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kambium.accounts.actions.taking import seen_account
from kambium.accounts.models import Account
from kambium.core import context, events
from kambium.core.access import Actor, NotThere, Refused, require
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.models import Event
from kambium.people.actions.rejected import Rejected
from kambium.people.models.person import named
from kambium.people.queries.days import day_of
from kambium.portfolio.models import Classification, Proposal, Run, Tier
from kambium.portfolio.queries.models import model_on
from kambium.portfolio.queries.placing import placing

COUNTS = ("seen", "unknown", "unchanged", "proposed")
COUNTED = """SELECT count(*), count(*) FILTER (WHERE tier_id IS NULL),
    count(*) FILTER (WHERE tier_id = before_id), count(*) FILTER (WHERE tier_id IS DISTINCT FROM before_id
    AND tier_id IS NOT NULL) FROM tier_placed"""
SUPERSEDE = """UPDATE portfolio_proposal p SET state = 'superseded', decided_at = %(at)s, decided_by_id = %(by)s
    FROM tier_placed t WHERE p.account_id = t.account_id AND p.state = 'open'"""
PROPOSE = """INSERT INTO portfolio_proposal (account_id, run_id, model_id, first, second, first_known, second_known,
        share, quadrant_id, tier_id, before_id, rule, parts, state, decided_at, owner_id, division_id, branch_id,
        team_id)
    SELECT t.account_id, %(run)s, %(model)s, t.first, t.second, t.first_known, t.second_known, t.share, t.quadrant_id,
        t.tier_id, t.before_id, t.rule, t.parts, CASE WHEN t.tier_id = t.before_id THEN 'confirmed' ELSE 'open' END,
        CASE WHEN t.tier_id = t.before_id THEN %(at)s::timestamptz END, a.owner_id, a.division_id, a.branch_id,
        a.team_id
    FROM tier_placed t JOIN accounts_account a ON a.id = t.account_id WHERE t.tier_id IS NOT NULL"""
END_OLD = """UPDATE portfolio_classification SET active = daterange(lower(active), %(day)s::date)
    WHERE account_id = ANY(%(accounts)s) AND active @> %(day)s::date AND lower(active) < %(day)s::date"""
DROP_TODAYS = """DELETE FROM portfolio_classification
    WHERE account_id = ANY(%(accounts)s) AND lower(active) >= %(day)s::date"""
BEGIN_NEW = """INSERT INTO portfolio_classification (account_id, tier_id, active, proposal_id, reason, approved_by_id,
        owner_id, division_id, branch_id, team_id)
    SELECT a.id, given.tier, daterange(%(day)s::date, NULL), nullif(given.proposal, 0), given.reason, %(by)s,
        a.owner_id, a.division_id, a.branch_id, a.team_id
    FROM unnest(%(accounts)s::bigint[], %(tiers)s::bigint[], %(proposals)s::bigint[], %(reasons)s::text[])
        given(account, tier, proposal, reason) JOIN accounts_account a ON a.id = given.account"""


class NoModel(Rejected):
    """No tier model is in force."""


class NoReason(Rejected):
    """Whoever decides otherwise than the scores say must say why."""


class OwnAccount(Rejected):
    """The owner of an account does not put it into the highest tier; that takes a second person."""


def work_out(*, by: Actor, at: datetime) -> Run:
    """Place every account the person may classify; propose a tier where it is another than the one it has.

    Open proposals of these accounts are superseded. One statement, whatever the number of accounts. Raises NoModel.
    """
    if not by.can("tiers.run"):
        raise Refused("tiers.run")
    seen = Account.objects.visible_to(by, "tiers.run").order_by().values_list("pk")
    with transaction.atomic():
        run = propose(seen, by_id=by.person_id or None, at=at)
        counts = {name: getattr(run, name) for name in COUNTS}
        events.record("tier.run", run, by=by, at=at, data=counts)
    return run


def propose(seen: QuerySet[Any, Any], *, by_id: int | None, at: datetime) -> Run:
    """Work out the accounts of `seen` (a query of ids) and write what follows from it. Raises NoModel."""
    day = day_of(at)
    model = model_on(day)
    if model is None:
        raise NoModel(_("No tier model is in force. Put one into force in the settings first."))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('portfolio.work_out'))")
        cursor.execute("DROP TABLE IF EXISTS pg_temp.tier_placed")
        cursor.execute(*placing(model, seen, day))
        cursor.execute(COUNTED)
        counts = dict(zip(COUNTS, cursor.fetchone() or (), strict=True))
        run = Run.objects.create(model=model, as_of=day, by_id=by_id, started_at=at, **counts)
        cursor.execute(SUPERSEDE, {"at": at, "by": by_id})
        cursor.execute(PROPOSE, {"run": run.pk, "model": model.pk, "at": at})
    return run


def approve(ids: Collection[int], *, by: Actor, at: datetime) -> int:
    """Put accounts into the tiers proposed, from today on: all of them or none. Returns how many.

    Raises OwnAccount, and NotThere for a proposal that is decided already or that the person may not decide.
    """
    with transaction.atomic():
        rows = _take(ids, by)
        _second_person(by, [(row.tier, row.owner_id) for row in rows])
        _place([(row.account_id, row.tier_id, row.pk, "") for row in rows], by, at)
        _decide(rows, "approved", "", by, at)
        _record("tier.approved", rows, by, at, "")
    return len(rows)


def reject(*, by: Actor, proposal_id: int, reason: str, at: datetime) -> Proposal:
    """Leave an account where it is, and say why. Raises NoReason, NotThere."""
    with transaction.atomic():
        (row,) = _take([proposal_id], by)
        _decide([row], "rejected", _given(reason), by, at)
        _record("tier.rejected", [row], by, at, reason)
    return row


def override(*, by: Actor, account_id: int, tier_id: int, reason: str, at: datetime) -> Classification:
    """Put an account into another tier than its scores say, from today on, and say why.

    An open proposal of the account is closed by it. Raises NoReason, OwnAccount, NotThere, Refused.
    """
    reason = _given(reason)
    account = seen_account(by, account_id)
    require(by, "tiers.approve", account)
    tier = Tier.objects.filter(pk=tier_id, retired_on=None).first()
    if tier is None:
        raise NotThere
    with transaction.atomic():
        open_rows = list(Proposal.objects.select_for_update().filter(account=account, state="open"))
        _second_person(by, [(tier, account.owner_id)])
        _place([(account.pk, tier.pk, open_rows[0].pk if open_rows else 0, reason)], by, at)
        _decide(open_rows, "overridden", reason, by, at)
        data = {**_names(account, tier), "reason": reason}
        events.record("tier.overridden", account, by=by, at=at, data=data)
        held: Classification = Classification.objects.select_related("tier").get(
            account=account, active__contains=day_of(at)
        )
    return held


def _take(ids: Collection[int], by: Actor) -> list[Proposal]:
    """Open proposals the person may decide, locked in one order; one that is not there stops all."""
    if not by.can("tiers.approve"):
        raise Refused("tiers.approve")
    rows = Proposal.objects.visible_to(by, "tiers.approve").filter(pk__in=set(ids), state="open").order_by("pk")
    found = list(rows.select_for_update(of=("self",)).select_related("account", "tier"))
    if len(found) != len(set(ids)):
        raise NotThere
    return found


def _second_person(by: Actor, moves: Collection[tuple[Tier, int | None]]) -> None:
    if any(tier.rank == 1 and owner == by.person_id for tier, owner in moves):
        raise OwnAccount(_("You own this account. Somebody else must put it into the highest tier."))


def _given(reason: str) -> str:
    if not reason.strip():
        raise NoReason(_("Say why."), "reason")
    return reason.strip()


def _place(rows: Collection[tuple[int, int, int, str]], by: Actor, at: datetime) -> None:
    """Rows of (account, tier, proposal or 0, reason): the tier they had ends today, the new one begins."""
    accounts, tiers, proposals, reasons = (list(column) for column in zip(*rows, strict=True))
    facts = {"day": day_of(at), "by": by.person_id or None, "accounts": accounts, "tiers": tiers,
             "proposals": proposals, "reasons": reasons}  # fmt: skip
    with connection.cursor() as cursor:
        for statement in (DROP_TODAYS, END_OLD, BEGIN_NEW):
            cursor.execute(statement, facts)


def _decide(rows: Collection[Proposal], state: str, reason: str, by: Actor, at: datetime) -> None:
    Proposal.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=state, reason=reason, decided_at=at, decided_by_id=by.person_id or None
    )


def _names(account: Account, tier: Tier) -> dict[str, Any]:
    return {
        "account": named(account.name_zh, account.name_en), "account_id": account.pk, "account_zh": account.name_zh,
        "account_en": account.name_en, "tier": tier.code,
    }  # fmt: skip


def _record(kind: str, rows: Collection[Proposal], by: Actor, at: datetime, reason: str) -> None:
    """One event an account, written together."""
    Event.objects.bulk_create(
        Event(
            kind=kind, subject_type="proposal", subject_id=row.pk, root_type="account", root_id=row.account_id,
            happened_at=at, actor_id=by.person_id or None, via=by.via, request_id=context.request_id(),
            data={**_names(row.account, row.tier), "reason": reason}, **{c: getattr(row, c) for c in OWNER_COLUMNS},
        )
        for row in rows
    )  # fmt: skip
