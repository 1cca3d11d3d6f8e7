"""Contacts from files."""

from collections.abc import Callable, Mapping, Sequence

from kambium.accounts.actions.importing.references import (
    ID_COLUMNS,
    NAMED,
    find_accounts,
    match_by_source_key,
    naming_account,
    one_or_refuse,
    take,
    within,
)
from kambium.accounts.models import Contact
from kambium.accounts.reaching import phone_key
from kambium.core.search.fold import sort_key
from kambium.core.staging import Batch, Stage, Values

COPIED = (
    "name_zh", "name_en", "title", "department", "seniority", "roles", "language", "email", "phone", "mobile", "wechat",
    "is_main", "left_on", "note", "extra", "source_key",
)  # fmt: skip
NAMES = ("name_zh", "name_en")
FIND_SUPERIOR = (
    (
        "SELECT s.line, c.id, 1 FROM {stage} s JOIN {table} c ON c.source = %(source)s AND c.source_key = s.reports_to "
        "AND c.deleted_at IS NULL AND {mine:c.account_id} "
        "WHERE s.reports_to_id IS NULL AND s.fault IS NULL AND s.reports_to <> ''"
    ),
    (
        "SELECT s.line, min(c.id), count(*) FROM {stage} s JOIN {table} c ON c.account_id = s.account_id "
        "AND s.reports_to IN (c.name_zh, c.name_en) AND c.deleted_at IS NULL "
        "WHERE s.reports_to_id IS NULL AND s.fault IS NULL AND s.reports_to <> '' GROUP BY s.line"
    ),
)


class ContactWriter:
    """Writes contacts. The owner columns are those of the account."""

    model = Contact
    insert_only = frozenset({"sort_zh"})
    dependents: tuple[tuple[str, str], ...] = (("accounts_participant", "contact_id"),)
    derived: Mapping[str, tuple[str, ...]] = {"phone_key": ("phone", "mobile")}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        texts = dict.fromkeys(("name_zh", "name_en", "sort_zh", "phone_key"), "text")
        return {**texts, **NAMED, **ID_COLUMNS, "reports_to_id": "bigint"}

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        country, name_account = batch.country, naming_account()

        def complete(row: Values) -> None:
            row["sort_zh"] = sort_key(row.get("name_zh") or row.get("name_en") or "")
            if number := row.get("mobile") or row.get("phone"):
                row["phone_key"] = phone_key(number, country)
            name_account(row)

        return complete

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
            return
        find_accounts(stage, batch)
        same = (
            "lower(t.email) = lower(s.email) AND s.email <> ''"
            if "email" in key
            else "(t.name_zh = s.name_zh OR t.name_en = s.name_en) AND (s.name_zh <> '' OR s.name_en <> '')"
        )
        one_or_refuse(stage, f"t.account_id = s.account_id AND {same}", batch, "sort_zh")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        find_accounts(stage, batch)
        stage.refuse("s.target IS NULL AND coalesce(s.name_zh, '') = '' AND coalesce(s.name_en, '') = ''", "no_name")
        if batch.has("reports_to"):
            for query in FIND_SUPERIOR:
                take(stage, "reports_to_id", query, batch, several="several_matches", words="reports_to")
            by_key = "o.source_key = s.reports_to OR " if batch.has("source_key") else ""
            own = "(o.account_id = s.account_id AND s.reports_to IN (o.name_zh, o.name_en))"
            within(stage, "reports_to_id", "reports_to", f"({by_key}{own}) AND s.reports_to <> ''", "no_superior")

    def written(self, batch: Batch) -> Mapping[str, str]:
        found = {c: c for c in COPIED if batch.has(c)}
        if batch.has(*NAMES):
            found |= {c: c for c in ("name_zh", "name_en", "sort_zh")}
        if batch.has("phone", "mobile"):
            found["phone_key"] = "phone_key"
        if batch.has("account"):
            found |= {c: c for c in ID_COLUMNS}
        return found | ({"reports_to_id": "reports_to_id"} if batch.has("reports_to") else {})

    def after(self, stage: Stage, batch: Batch) -> None:
        rows = stage.rows(
            "SELECT t.id, t.name_zh, t.name_en FROM {table} t JOIN {stage} s ON s.target = t.id WHERE s.fault IS NULL"
        )
        if rows and batch.has(*NAMES):
            keys = [sort_key(zh or en) for _id, zh, en in rows]
            stage.run(
                "UPDATE {table} t SET sort_zh = n.k FROM unnest(%s::bigint[], %s::text[]) n(id, k) "
                "WHERE t.id = n.id AND t.sort_zh <> n.k",
                [[row[0] for row in rows], keys],
            )

    def reverted(self, accounts: Sequence[int]) -> None:
        """Nothing follows."""
