"""Contracts and their renewals from files."""

from collections.abc import Mapping

from kambium.accounts.actions.importing.references import TAKE_OWNER, match_by_source_key, within
from kambium.commerce.actions.importing.papers import PaperWriter, find_papers, find_rates
from kambium.commerce.models import Contract, Renewal
from kambium.core.staging import Batch, Stage

TABLE = "commerce_contract"
TITLE = "UPDATE {stage} s SET title = left(coalesce(s.title, s.number), 200) WHERE s.target IS NULL"
BACKWARDS = """coalesce(s.starts_on, (SELECT t.starts_on FROM commerce_contract t WHERE t.id = s.target)) >=
    coalesce(s.ends_on, (SELECT t.ends_on FROM commerce_contract t WHERE t.id = s.target))"""
OF_CONTRACT = """UPDATE {stage} s SET account_id = c.account_id, currency = coalesce(s.currency, c.currency),
    due_on = coalesce(s.due_on, t.due_on, c.ends_on), opened_on = coalesce(t.opened_on, least(%(today)s::date,
      coalesce(s.due_on, c.ends_on) - 180))
    FROM commerce_contract c LEFT JOIN commerce_renewal t ON t.contract_id = c.id
    WHERE c.id = s.contract_id"""
DECIDED = """UPDATE {stage} s SET decided_on = coalesce(s.decided_on, t.decided_on, %(today)s::date)
    FROM {stage} o LEFT JOIN {table} t ON t.id = o.target WHERE o.line = s.line AND s.outcome <> ''"""


class ContractWriter(PaperWriter):
    """Writes contracts. One without a title is called by its number; an earlier contract may stand in the same file."""

    model = Contract
    permission = "contracts.import"
    day = "starts_on"
    copied = ("number", "title", "kind", "signed_on", "starts_on", "ends_on", "notice_days", "renews_itself", "amount",
              "note")  # fmt: skip

    def columns(self, batch: Batch) -> Mapping[str, str]:
        texts = dict.fromkeys(("title", "follows", "follows_or"), "text")
        return {**super().columns(batch), **texts, "follows_id": "bigint", "ends_on": "date"}

    def resolve(self, stage: Stage, batch: Batch) -> None:
        super().resolve(stage, batch)
        self.numbered_once(stage)
        stage.run(TITLE)
        stage.refuse("s.target IS NULL AND coalesce(s.title, '') = ''", "no_name")
        stage.refuse("s.amount < 0", "below_zero")
        stage.refuse(BACKWARDS, "ends_first")
        if batch.has("follows"):
            find_papers(stage, batch, "follows", TABLE, self.permission)
            by_key = "o.source_key = s.follows OR " if batch.has("source_key") else ""
            within(stage, "follows_id", "follows", f"({by_key}o.number = s.follows) AND s.follows <> ''", "no_paper")

    def written(self, batch: Batch) -> Mapping[str, str]:
        follows = {"follows_id": "follows_id"} if batch.has("follows") else {}
        return {**super().written(batch), "title": "title", **follows}


class RenewalWriter(PaperWriter):
    """Writes what became of contracts that ran out, one a contract: account, owner and currency are the contract's."""

    model = Renewal
    permission = "contracts.import"
    day = "due_on"
    worth = "baseline"
    copied = ("baseline", "outcome", "decided_on", "value", "reason", "note")
    papers = {"contract": TABLE}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        return {**super().columns(batch), "outcome": "text", "decided_on": "date", "opened_on": "date"}

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
            return
        find_papers(stage, batch, "contract", TABLE, self.permission)
        stage.run("UPDATE {stage} s SET target = t.id FROM {table} t WHERE t.contract_id = s.contract_id")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        today = {"today": batch.at.date()}
        find_papers(stage, batch, "contract", TABLE, self.permission)
        stage.run("UPDATE {stage} s SET contract_id = t.contract_id FROM {table} t WHERE t.id = s.target")
        lost = "jsonb_build_object('value', coalesce(s.contract, ''))"
        stage.refuse("s.contract_id IS NULL", "no_paper", lost)
        stage.run(OF_CONTRACT, today)
        stage.run(TAKE_OWNER)
        stage.refuse("s.due_on IS NULL", "no_day")
        stage.refuse("s.target IS NULL AND s.baseline IS NULL", "no_worth")
        stage.run(DECIDED, today)
        find_rates(stage, batch, self.day)

    def written(self, batch: Batch) -> Mapping[str, str]:
        whose = ("account_id", "owner_id", "division_id", "branch_id", "team_id", "contract_id", "due_on", "opened_on")
        decided = {"decided_on": "decided_on"} if batch.has("outcome") else {}
        return {**super().written(batch), **decided, **{c: c for c in whose}}
