"""What papers with money on them share: a currency, the rate of their day, and the other papers they belong to."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from django.db import models

from kambium.accounts.actions.importing.references import (
    ID_COLUMNS,
    NAMED,
    find_accounts,
    match_by_source_key,
    naming_account,
    one_or_refuse,
    take,
)
from kambium.core.staging import Batch, Stage, Values

HERE = "s.target IS NULL AND s.fault IS NULL"
RATE = """UPDATE {stage} s SET rate = CASE WHEN paper.currency = %(home)s THEN 1 ELSE (SELECT r.rate
      FROM commerce_exchangerate r WHERE r.currency = paper.currency AND r."on" <= paper.day
      ORDER BY r."on" DESC LIMIT 1) END
    FROM (SELECT s.line, coalesce(s.currency, t.currency, %(home)s) AS currency, coalesce(s.{day}, t.{day}) AS day
      FROM {stage} s LEFT JOIN {table} t ON t.id = s.target WHERE s.rate IS NULL AND s.fault IS NULL AND (t.id IS NULL
      OR (t.currency, t.{day}) IS DISTINCT FROM (coalesce(s.currency, t.currency), coalesce(s.{day}, t.{day})))) paper
    WHERE paper.line = s.line"""
FIND = (
    (
        "SELECT s.line, o.id, 1 FROM {{stage}} s JOIN {table} o ON o.source = %(source)s "
        "AND o.source_key = s.{field} AND o.deleted_at IS NULL AND {{mine:o.account_id}} "
        "WHERE s.{field}_id IS NULL AND s.fault IS NULL AND s.{field} <> ''"
    ),
    (
        "SELECT s.line, o.id, 1 FROM {{stage}} s JOIN {table} o ON o.number = coalesce(s.{field}_or, s.{field}) "
        "AND o.deleted_at IS NULL AND {{mine:o.account_id}} "
        "WHERE s.{field}_id IS NULL AND s.fault IS NULL AND coalesce(s.{field}_or, s.{field}) <> ''"
    ),
)


def find_rates(stage: Stage, batch: Batch, day: str) -> None:
    """Give papers that say no rate that of their day; one that is there already keeps its own, unless day or currency
    change."""
    stage.run(RATE.replace("{day}", day), {"home": batch.currency})


def find_orders(stage: Stage, batch: Batch, field: str, permission: str) -> None:
    """Fill `field`_id of rows that name an order: by its key in the source system, else by its number."""
    find_papers(stage, batch, field, "commerce_order", permission)


def find_papers(stage: Stage, batch: Batch, field: str, table: str, permission: str) -> None:
    """Fill `field`_id of rows that name a paper with a number: by its key in the source system, else by the number."""
    for query in FIND:
        named = query.format(field=field, table=table)
        take(stage, f"{field}_id", named, batch, several="several_matches", words=field, permission=permission)


def new_currency(batch: Batch) -> str:
    """What is written as currency: what the file says, else the company's for new rows, nothing for those there."""
    return f"coalesce(s.currency, CASE WHEN s.target IS NULL THEN '{batch.currency}' END)"


class PaperWriter:
    """Writes papers of an account: each with the owner of its account, a currency, and the rate of its day.

    `day` is the column of that day, `copied` what is taken as it is, `papers` the other papers a row may name with
    their tables; a named paper is of the same account.
    """

    model: type[models.Model]
    permission: ClassVar[str]
    day: ClassVar[str]
    worth: ClassVar[str] = "amount"
    copied: ClassVar[tuple[str, ...]]
    papers: ClassVar[Mapping[str, str]] = {}
    insert_only: frozenset[str] = frozenset()
    dependents: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        ids = dict.fromkeys((f"{name}_id" for name in self.papers), "bigint")
        named = dict.fromkeys((each for name in self.papers for each in (name, f"{name}_or")), "text")
        texts = dict.fromkeys(("account", "currency", "number"), "text")
        return {**NAMED, **ID_COLUMNS, **named, **ids, **texts, "rate": "numeric", self.worth: "numeric",
                self.day: "date"}  # fmt: skip

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        return naming_account()

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
        elif key == ("number",):
            one_or_refuse(stage, "t.number = s.number AND s.number <> ''", batch, "number")
        else:
            find_accounts(stage, batch, self.permission)
            same = " AND ".join(f"t.{name} = s.{name}" for name in key if name != "account")
            one_or_refuse(stage, f"t.account_id = s.account_id AND {same}", batch, "account")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        find_accounts(stage, batch, self.permission)
        stage.refuse(f"s.target IS NULL AND s.{self.day} IS NULL", "no_day")
        stage.refuse(f"s.target IS NULL AND s.{self.worth} IS NULL", "no_worth")
        for name, table in self.papers.items():
            if batch.has(name):
                self._find(stage, batch, name, table)
        find_rates(stage, batch, self.day)

    def _find(self, stage: Stage, batch: Batch, name: str, table: str) -> None:
        find_papers(stage, batch, name, table, self.permission)
        words = f"jsonb_build_object('value', s.{name})"
        stage.refuse(f"s.{name} <> '' AND s.{name}_id IS NULL", "no_paper", words)
        stage.refuse(
            f"EXISTS (SELECT FROM {table} p WHERE p.id = s.{name}_id AND p.account_id <> coalesce(s.account_id, "
            f"(SELECT t.account_id FROM {self.model._meta.db_table} t WHERE t.id = s.target)))", "other_account", words,
        )  # fmt: skip

    def numbered_once(self, stage: Stage) -> None:
        """Refuse rows whose number another paper of this kind has."""
        stage.refuse(
            "s.number <> '' AND EXISTS (SELECT FROM {table} t WHERE t.deleted_at IS NULL AND t.number = s.number "
            "AND t.id IS DISTINCT FROM s.target)".replace("{table}", self.model._meta.db_table),
            "number_taken", "jsonb_build_object('value', s.number)",
        )  # fmt: skip

    def written(self, batch: Batch) -> Mapping[str, str]:
        found = {c: c for c in (*self.copied, "source_key") if batch.has(c)}
        found |= {"currency": new_currency(batch), "rate": "rate"}
        found |= {c: c for c in ID_COLUMNS} if batch.has("account") else {}
        return found | {f"{name}_id": f"{name}_id" for name in self.papers if batch.has(name)}

    def after(self, stage: Stage, batch: Batch) -> None:
        """Nothing follows."""

    def reverted(self, accounts: Sequence[int]) -> None:
        """Nothing follows."""
