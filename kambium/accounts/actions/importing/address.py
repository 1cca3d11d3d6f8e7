"""Addresses from files."""

from collections.abc import Callable, Mapping, Sequence

from kambium.accounts.actions.importing.references import (
    ID_COLUMNS,
    NAMED,
    find_accounts,
    match_by_source_key,
    naming_account,
    one_or_refuse,
)
from kambium.accounts.models import Address
from kambium.core.staging import Batch, Stage, Values

COPIED = ("kind", "line1", "line2", "city", "province", "postal_code", "country", "source_key")


class AddressWriter:
    """Writes addresses, each with the owner columns of its account."""

    model = Address
    insert_only: frozenset[str] = frozenset()
    dependents: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        return {**NAMED, **ID_COLUMNS}

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        return naming_account()

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
            return
        find_accounts(stage, batch)
        kind = "t.kind = coalesce(nullif(s.kind, ''), 'main')" if batch.has("kind") else "t.kind = 'main'"
        one_or_refuse(stage, f"t.account_id = s.account_id AND {kind}", batch, "account")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        find_accounts(stage, batch)
        parts = [f"coalesce(s.{c}, '')" for c in ("line1", "city") if batch.has(c)] or ["''"]
        stage.refuse(f"s.target IS NULL AND {' || '.join(parts)} = ''", "no_place")

    def written(self, batch: Batch) -> Mapping[str, str]:
        found = {c: c for c in COPIED if batch.has(c)}
        return found | ({c: c for c in ID_COLUMNS} if batch.has("account") else {})

    def after(self, stage: Stage, batch: Batch) -> None:
        """Nothing follows."""

    def reverted(self, accounts: Sequence[int]) -> None:
        """Nothing follows."""
