"""Accounts from files."""

from collections.abc import Callable, Mapping, Sequence

from django.db import connection

from kambium.accounts.actions.importing.references import OWNER, match_by_source_key, one_or_refuse, take, within
from kambium.accounts.models import Account
from kambium.accounts.naming import account_key, folded_name_key
from kambium.accounts.reaching import domain_of, phone_key
from kambium.accounts.registration import fault, normal
from kambium.core.access.owned import owned_models, reach
from kambium.core.search.fold import fold, folded_key, sort_key
from kambium.core.staging import Batch, RowFault, Stage, Values, circling

NAMES = ("name_zh", "name_en")
SORTED = ("name_key", "sort_zh", "sort_en")
COPIED = (
    "name_zh", "name_en", "short_name", "registration_no", "country", "industry", "region", "size", "status",
    "employees", "annual_revenue", "currency", "founded_year", "customer_since", "website", "phone", "city", "about",
    "tags", "extra", "source_key",
)  # fmt: skip
FIND_PARENT = (
    (
        "SELECT s.line, a.id, 1 FROM {stage} s JOIN {table} a ON a.source = %(source)s AND a.source_key = s.parent "
        "AND a.deleted_at IS NULL AND {mine:a.id} WHERE s.parent_id IS NULL AND s.fault IS NULL AND s.parent <> ''"
    ),
    (
        "SELECT s.line, min(a.id), count(*) FROM {stage} s JOIN {table} a ON a.name_key = s.parent_name_key "
        "AND coalesce(s.parent_or, s.parent) IN (a.name_zh, a.name_en, a.short_name) "
        "AND a.deleted_at IS NULL AND {mine:a.id} "
        "WHERE s.parent_id IS NULL AND s.fault IS NULL AND s.parent_name_key <> '' GROUP BY s.line"
    ),
)
FOLLOW = """UPDATE {child} c SET owner_id = a.owner_id, division_id = a.division_id, branch_id = a.branch_id,
    team_id = a.team_id FROM accounts_account a JOIN {stage} s ON s.target = a.id
    WHERE c.account_id = a.id AND s.fault IS NULL AND (c.owner_id, c.division_id, c.branch_id, c.team_id)
    IS DISTINCT FROM (a.owner_id, a.division_id, a.branch_id, a.team_id)"""


class AccountWriter:
    """Writes accounts. Owner, units, keys and order follow from the row."""

    model = Account
    insert_only = frozenset((*SORTED, "status"))
    dependents: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[str, ...]] = {"phone_key": ("phone",), "domain": ("website",)}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        texts = dict.fromkeys((*NAMES, *SORTED, "domain", "phone_key", "parent_name_key", "parent_or"), "text")
        ids = dict.fromkeys((*OWNER, "parent_id"), "bigint")
        return {**texts, **ids, "currency": "text"}

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        units: Mapping[str, tuple[str | None, ...]] = batch.facts["units"]
        nobody = (None, None, None)
        parents, phones = batch.has("parent"), batch.has("phone")
        numbers, places = batch.has("registration_no"), batch.has("website", "domain")
        currency, country = batch.currency, batch.country

        def complete(row: Values) -> None:
            zh, en = row.get("name_zh") or "", row.get("name_en") or ""
            if zh or en:
                folded = fold(zh or en)
                row["name_key"] = folded_name_key(folded)
                first = row["sort_zh"] = folded_key(folded)
                row["sort_en"] = sort_key(en) if en and zh else first
            if owner := row.get("owner") or row.get("owner_or"):
                row["owner_id"] = owner
                row["division_id"], row["branch_id"], row["team_id"] = units.get(owner, nobody)
            if row.get("annual_revenue") is not None and not row.get("currency"):
                row["currency"] = currency
            if numbers:
                _number(row, country)
            if phones and (phone := row.get("phone")):
                row["phone_key"] = phone_key(phone, row.get("country") or country)
            if places:
                row["domain"] = row.get("domain") or domain_of(row.get("website") or "")
            if parents and (parent := row.get("parent_or") or row.get("parent")):
                row["parent_name_key"] = account_key(parent, "")

        return complete

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
        elif key == ("registration_no",):
            same = "t.country = coalesce(nullif(s.country, ''), %(country)s)" if batch.has("country") else "true"
            condition = f"t.registration_no = s.registration_no AND s.registration_no <> '' AND {same}"
            one_or_refuse(stage, condition.replace("%(country)s", f"'{batch.country}'"), batch, "registration_no")
        else:
            condition = (
                "t.name_key = s.name_key AND (t.name_zh = s.name_zh OR t.name_en = s.name_en) AND s.name_key <> ''"
            )
            one_or_refuse(stage, condition, batch, "name_key")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        self._own(stage, batch)
        stage.refuse("s.target IS NULL AND coalesce(s.name_zh, '') = '' AND coalesce(s.name_en, '') = ''", "no_name")
        if batch.has("registration_no"):
            self._numbers_taken(stage, batch)
        if batch.has("parent"):
            for query in FIND_PARENT:
                take(stage, "parent_id", query, batch, several="several_accounts", words="parent")
            own = " OR (o.name_key = s.parent_name_key AND coalesce(s.parent_or, s.parent) IN (o.name_zh, o.name_en))"
            by_key = "o.source_key = s.parent" if batch.has("source_key") else "false"
            within(stage, "parent_id", "parent", f"({by_key}{own}) AND s.parent <> ''", "no_parent")
            self._refuse_circles(stage)

    def _own(self, stage: Stage, batch: Batch) -> None:
        """A new account without an owner becomes the importing person's, unless that person sees the whole company."""
        if reach(batch.actor, "accounts.import", "id") is None:
            return
        units = batch.facts["units"].get(str(batch.actor.person_id), (None, None, None))
        stage.run(
            "UPDATE {stage} s SET owner_id = %s, division_id = %s, branch_id = %s, team_id = %s "
            "WHERE s.owner_id IS NULL AND s.target IS NULL AND s.fault IS NULL",
            [batch.actor.person_id, *units],
        )

    def _numbers_taken(self, stage: Stage, batch: Batch) -> None:
        """A registration number belongs to one account of a country; a second one of the file or table is refused."""
        country = (
            f"coalesce(nullif(s.country, ''), '{batch.country}')" if batch.has("country") else f"'{batch.country}'"
        )
        stage.refuse(
            f"s.registration_no <> '' AND EXISTS (SELECT FROM accounts_account t WHERE t.deleted_at IS NULL "
            f"AND t.registration_no = s.registration_no AND t.country = {country} AND t.id IS DISTINCT FROM s.target)",
            "number_taken", "jsonb_build_object('value', s.registration_no)",
        )  # fmt: skip

    def _refuse_circles(self, stage: Stage) -> None:
        """Parents that lead back to the account itself; only rows of the file can close a circle."""
        parent = dict(stage.rows("SELECT coalesce(target, new_id), parent_id FROM {stage} WHERE parent_id IS NOT NULL"))
        if not parent:
            return
        above = stage.rows("SELECT id, parent_id FROM {table} WHERE parent_id IS NOT NULL AND deleted_at IS NULL")
        parent = {**dict(above), **parent}
        circles = circling(parent, parent)
        stage.refuse(
            "coalesce(s.target, s.new_id) = ANY(%(circles)s) AND s.parent_id IS NOT NULL", "parent_circle",
            "jsonb_build_object('value', s.parent)", {"circles": circles},
        )  # fmt: skip

    def written(self, batch: Batch) -> Mapping[str, str]:
        plain = {c: c for c in COPIED if batch.has(c)}
        found = {**plain, **{c: c for c in SORTED}}
        found |= {c: c for c in OWNER}
        if batch.has("annual_revenue"):
            found["currency"] = "currency"
        for column, needs in (
            ("phone_key", "phone"),
            ("domain", "website"),
            ("domain", "domain"),
            ("parent_id", "parent"),
        ):
            if batch.has(needs):
                found[column] = column
        if batch.has("registration_no") and not batch.has("country"):
            found["country"] = f"'{batch.country}'"
        return found

    def after(self, stage: Stage, batch: Batch) -> None:
        if batch.has(*NAMES):
            self._rename(stage)
        if batch.has("owner"):
            for child in owned_models():
                if child is not Account and any(f.column == "account_id" for f in child._meta.concrete_fields):
                    stage.run(FOLLOW.replace("{child}", child._meta.db_table))

    def reverted(self, accounts: Sequence[int]) -> None:
        """Nothing follows."""

    def _rename(self, stage: Stage) -> None:
        """Key and order of accounts that were there before: their other name may come from elsewhere."""
        rows = stage.rows(
            "SELECT t.id, t.name_zh, t.name_en FROM {table} t JOIN {stage} s ON s.target = t.id WHERE s.fault IS NULL"
        )
        changed = [(i, account_key(zh, en), sort_key(zh or en), sort_key(en or zh)) for i, zh, en in rows]
        if changed:
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE accounts_account t SET name_key = n.k, sort_zh = n.z, sort_en = n.e "
                    "FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) n(id, k, z, e) "
                    "WHERE t.id = n.id AND (t.name_key, t.sort_zh, t.sort_en) IS DISTINCT FROM (n.k, n.z, n.e)",
                    [list(column) for column in zip(*changed, strict=True)],
                )


def _number(row: Values, country: str) -> None:
    if number := row.get("registration_no"):
        row["registration_no"] = number = normal(number)
        if reason := fault(number, row.get("country") or country):
            raise RowFault("bad_registration", value=number, reason=reason)
