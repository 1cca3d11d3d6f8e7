"""Activities from files."""

from collections.abc import Callable, Mapping, Sequence

from django.db import connection

from kambium.accounts.actions.importing.references import (
    ID_COLUMNS,
    NAMED,
    find_accounts,
    match_by_source_key,
    naming_account,
    one_or_refuse,
)
from kambium.accounts.models import Activity
from kambium.core.staging import Batch, Stage, Values

COPIED = (
    "kind", "subject", "body", "happened_at", "minutes", "place", "next_step", "next_on", "next_done_at", "source_key",
)  # fmt: skip
PARTICIPANTS = """INSERT INTO accounts_participant (activity_id, contact_id)
    SELECT DISTINCT coalesce(s.target, s.new_id), c.id FROM {stage} s CROSS JOIN LATERAL unnest(s.contacts) named(who)
    JOIN accounts_contact c ON c.account_id = s.account_id AND c.deleted_at IS NULL
      AND (named.who IN (c.name_zh, c.name_en, c.email) OR (c.source = %(source)s AND c.source_key = named.who))
    WHERE s.fault IS NULL ON CONFLICT DO NOTHING"""
LAST = """UPDATE accounts_account a SET last_activity_at = greatest(a.last_activity_at, latest.at)
    FROM (SELECT account_id, max(happened_at) FROM {stage} WHERE fault IS NULL GROUP BY 1) latest(account_id, at)
    WHERE a.id = latest.account_id AND (a.last_activity_at IS NULL OR a.last_activity_at < latest.at)"""
NEXT = """UPDATE accounts_account a SET next_step = step.next_step, next_step_on = step.next_on
    FROM (SELECT DISTINCT ON (v.account_id) v.account_id, v.next_step, v.next_on FROM accounts_activity v
        WHERE v.account_id IN (SELECT account_id FROM {stage} WHERE fault IS NULL) AND v.deleted_at IS NULL
          AND v.next_step <> '' AND v.next_done_at IS NULL ORDER BY v.account_id, v.next_on NULLS LAST, v.id) step
    WHERE a.id = step.account_id AND (a.next_step, a.next_step_on) IS DISTINCT FROM (step.next_step, step.next_on)"""

ANEW = """UPDATE accounts_account a SET last_activity_at = (SELECT max(v.happened_at) FROM accounts_activity v
        WHERE v.account_id = a.id AND v.deleted_at IS NULL),
    (next_step, next_step_on) = (SELECT coalesce(max(step.next_step), ''), max(step.next_on) FROM (
        SELECT v.next_step, v.next_on FROM accounts_activity v WHERE v.account_id = a.id AND v.deleted_at IS NULL
          AND v.next_step <> '' AND v.next_done_at IS NULL ORDER BY v.next_on NULLS LAST, v.id LIMIT 1) step)
    WHERE a.id = ANY(%s)"""


class ActivityWriter:
    """Writes activities, their participants, and the account's last activity and next step."""

    model = Activity
    insert_only: frozenset[str] = frozenset()
    dependents: tuple[tuple[str, str], ...] = (("accounts_participant", "activity_id"),)
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        return {**NAMED, **ID_COLUMNS, "by_id": "bigint", "next_owner_id": "bigint"}

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        now, name_account = batch.at.isoformat(), naming_account()
        kinds, subjects = batch.has("kind"), batch.has("subject")

        def complete(row: Values) -> None:
            name_account(row)
            row["by_id"], row["next_owner_id"] = row.get("by"), row.get("next_owner")
            if row.get("next_step") and not row["next_owner_id"]:
                row["next_owner_id"] = row.get("by")
            if kinds:
                row["kind"] = row.get("kind") or "message"
            if subjects and not row.get("subject"):
                row["subject"] = (row.get("body") or row.get("kind") or "")[:200]
            row["happened_at"] = row.get("happened_at") or now

        return complete

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
            return
        find_accounts(stage, batch)
        same = "t.account_id = s.account_id AND t.happened_at = s.happened_at AND t.subject = s.subject"
        one_or_refuse(stage, same, batch, "subject")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        find_accounts(stage, batch)
        stage.refuse("s.target IS NULL AND coalesce(s.subject, '') = ''", "no_subject")

    def written(self, batch: Batch) -> Mapping[str, str]:
        found = {c: c for c in (*COPIED, "happened_at") if batch.has(c) or c == "happened_at"}
        if batch.has("account"):
            found |= {c: c for c in ID_COLUMNS}
        if batch.has("by"):
            found["by_id"] = "by_id"
        return found | ({"next_owner_id": "next_owner_id"} if batch.has("by", "next_owner") else {})

    def after(self, stage: Stage, batch: Batch) -> None:
        if batch.has("contacts"):
            stage.run(PARTICIPANTS, {"source": batch.source})
        stage.run(LAST)
        stage.run(NEXT)

    def reverted(self, accounts: Sequence[int]) -> None:
        """The accounts' last activity and next step are read anew from what is left."""
        with connection.cursor() as cursor:
            cursor.execute(ANEW, [list(accounts)])
