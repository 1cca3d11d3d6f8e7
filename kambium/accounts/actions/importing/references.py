"""References by which rows of a file name other rows: by key in the source system, by registration number, by name."""

import re
from collections.abc import Callable
from typing import Any

from kambium.accounts.models import Account
from kambium.accounts.naming import name_key
from kambium.core.access.owned import reach
from kambium.core.staging import Batch, Stage, Values

PERMISSION = "accounts.import"
MINE = re.compile(r"\{mine:([\w.]+)\}")
OWNER = ("owner_id", "division_id", "branch_id", "team_id")
ID_COLUMNS = dict.fromkeys(("account_id", *OWNER), "bigint")

NAMED = dict.fromkeys(("account_or", "account_name_key"), "text")
OPEN = "a.deleted_at IS NULL AND {mine:a.id} WHERE s.account_id IS NULL AND s.fault IS NULL"
FIND_ACCOUNT = (
    f"""SELECT s.line, a.id, 1 FROM {{stage}} s JOIN accounts_account a
    ON a.source = %(source)s AND a.source_key = s.account AND {OPEN} AND s.account <> ''""",
    f"""SELECT s.line, min(a.id), count(*) FROM {{stage}} s JOIN accounts_account a
    ON a.registration_no = upper(s.account) AND {OPEN} AND s.account <> '' GROUP BY s.line""",
    f"""SELECT s.line, min(a.id), count(*) FROM {{stage}} s JOIN accounts_account a
    ON a.name_key = s.account_name_key AND coalesce(s.account_or, s.account) IN (a.name_zh, a.name_en, a.short_name)
    AND {OPEN} AND s.account_name_key <> '' GROUP BY s.line""",
)
TAKE_OWNER = """UPDATE {stage} s SET owner_id = a.owner_id, division_id = a.division_id, branch_id = a.branch_id,
    team_id = a.team_id FROM accounts_account a WHERE a.id = s.account_id AND s.fault IS NULL"""


def naming_account() -> Callable[[Values], None]:
    """A function that gives a row the key of the account it names; rows of one account often stand together."""
    keys: dict[str, str] = {}

    def complete(row: Values) -> None:
        if account := row.get("account_or") or row.get("account"):
            key = keys.get(account)
            if key is None:
                key = keys[account] = name_key(account)
            row["account_name_key"] = key

    return complete


def find_accounts(stage: Stage, batch: Batch, permission: str = PERMISSION) -> None:
    """Fill `account_id` and the owner columns of rows that name their account; refuse those whose account is unknown.

    The key in the source system is tried first, then the registration number, then the exact name, which must be
    that of one account only. `permission` is what the importing person needs for the account.
    """
    for query in FIND_ACCOUNT:
        take(stage, "account_id", query, batch, several="several_accounts", words="account", permission=permission)
    stage.refuse(
        "s.account_id IS NULL AND s.target IS NULL",
        "no_account",
        "jsonb_build_object('value', coalesce(s.account, ''))",
    )
    stage.run(TAKE_OWNER)


def take(
    stage: Stage, column: str, query: str, batch: Batch, *, several: str, words: str, permission: str = PERMISSION
) -> None:
    """Fill an id column from a query of (line, id, how many); a row with several candidates is refused."""
    query, parameters = mine(query, batch, permission)
    stage.run(
        f"UPDATE {{stage}} s SET {column} = CASE WHEN hit.many = 1 THEN hit.id END, "
        f"fault = CASE WHEN hit.many > 1 THEN '{several}' END, "
        f"fault_words = CASE WHEN hit.many > 1 THEN jsonb_build_object('value', s.{words}) END "
        f"FROM ({query}) hit(line, id, many) WHERE s.line = hit.line",
        {"source": batch.source, **parameters},
    )


def mine(query: str, batch: Batch, permission: str = PERMISSION) -> tuple[str, dict[str, Any]]:
    """A query whose `{mine:column}` are the accounts the importing person may import into, with its parameters.

    Accounts of others are as unknown as those that do not exist.
    """
    if "{mine:" not in query:
        return query, {}
    if reach(batch.actor, permission, "id") is None:
        return MINE.sub("true", query), {}
    rows = Account.objects.visible_to(batch.actor, permission).values("pk")
    sql, values = rows.query.sql_with_params()
    named = sql % tuple(f"%(mine{number})s" for number in range(len(values)))
    return MINE.sub(rf"\1 IN ({named})", query), {f"mine{number}": value for number, value in enumerate(values)}


def match_by_source_key(stage: Stage, batch: Batch) -> None:
    """Match rows by their key in the source system."""
    stage.run(
        "UPDATE {stage} s SET target = t.id FROM {table} t WHERE s.target IS NULL AND s.fault IS NULL "
        "AND t.source = %(source)s AND t.source_key = s.source_key AND s.source_key <> '' AND t.deleted_at IS NULL",
        {"source": batch.source},
    )


def one_or_refuse(stage: Stage, condition: str, batch: Batch, words: str) -> None:
    """Match rows by a condition over `s` and `t`; a row that matches several rows of the table is refused."""
    query = (
        f"SELECT s.line, min(t.id), count(*) FROM {{stage}} s JOIN {{table}} t ON {condition} "
        "WHERE s.target IS NULL AND s.fault IS NULL AND t.deleted_at IS NULL GROUP BY s.line"
    )
    take(stage, "target", query, batch, several="several_matches", words=words)


def within(stage: Stage, column: str, name: str, key: str, code: str) -> None:
    """Resolve a reference to a row of the same record, in the table or in this file, and refuse what leads nowhere.

    `name` is the stage column that names the row, `key` the condition (over the other row `o`) that means the name.
    A row whose reference is itself refused is refused too, to the last of the chain.
    """
    stage.run(f"""UPDATE {{stage}} s SET {column} = found.id FROM (
        SELECT DISTINCT ON (s.line) s.line, coalesce(o.target, o.new_id) FROM {{stage}} s JOIN {{stage}} o ON {key}
        WHERE s.{column} IS NULL AND s.fault IS NULL AND o.fault IS NULL AND o.line <> s.line ORDER BY s.line, o.line
        ) found(line, id) WHERE s.line = found.line""")
    missing = f"s.{column} IS NULL AND s.{name} <> ''"
    stage.refuse(missing, code, f"jsonb_build_object('value', s.{name})")
    lost = f"EXISTS (SELECT FROM {{stage}} o WHERE o.new_id = s.{column} AND o.fault IS NOT NULL AND o.target IS NULL)"
    while stage.refuse(
        lost.replace("{stage}", stage.name), "reference_refused", f"jsonb_build_object('value', s.{name})"
    ):
        pass
