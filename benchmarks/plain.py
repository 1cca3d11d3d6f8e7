"""What a page reads, written as plain SQL on one connection: the limit that no page can beat."""

import os
from collections.abc import Sequence

import psycopg

Statement = tuple[str, Sequence[object]]

COLUMNS = (
    "id, name_zh, name_en, industry, status, region, size, annual_revenue, currency, employees, owner_id, "
    "last_activity_at, next_step, next_step_on, version"
)
LIST = "SELECT {columns} FROM accounts_account WHERE deleted_at IS NULL {where} ORDER BY sort_zh, id LIMIT 81"
COUNT = "SELECT count(*) FROM (SELECT 1 FROM accounts_account WHERE deleted_at IS NULL {where} LIMIT 10001) AS counted"
PIECES = """
WITH found AS MATERIALIZED (SELECT kind, object_id, title_zh, title_en, more, head FROM core_searchentry
  WHERE grams @> %s LIMIT 500) SELECT * FROM found ORDER BY head, object_id LIMIT 40
"""
WORDS = """
WITH found AS MATERIALIZED (SELECT kind, object_id, title_zh, title_en, more, head FROM core_searchentry
  WHERE haystack LIKE %s LIMIT 500) SELECT * FROM found ORDER BY head, object_id LIMIT 40
"""
NEAR = """
WITH found AS MATERIALIZED (SELECT kind, object_id, title_zh, title_en, more, head, haystack FROM core_searchentry
  WHERE haystack %%> %s LIMIT 500) SELECT * FROM found ORDER BY word_similarity(%s, haystack) DESC LIMIT 40
"""
CONTACTS = """
SELECT id, name_zh, name_en, title, roles, is_main FROM accounts_contact WHERE account_id = %s AND deleted_at IS NULL
ORDER BY sort_zh, id LIMIT 40
"""
ACTIVITIES = """
SELECT id, kind, subject, happened_at, by_id, next_step, next_on FROM accounts_activity WHERE account_id = %s
AND deleted_at IS NULL ORDER BY happened_at DESC, id DESC LIMIT 40
"""
ACCOUNT = ("SELECT * FROM accounts_account WHERE id = %s AND deleted_at IS NULL", CONTACTS, ACTIVITIES)
MADE = """
CREATE TABLE bench_touch (id bigserial PRIMARY KEY, account_id bigint, kind text, subject text, at timestamptz);
CREATE INDEX ON bench_touch (account_id)
"""
LOG = "INSERT INTO bench_touch (account_id, kind, subject, at) VALUES (%s, 'call', 'measured', now())"
CHANGE = "UPDATE bench_state SET status = %s WHERE id = %s"
STATE = "CREATE TABLE bench_state (id bigint PRIMARY KEY, status text)"


def connection() -> psycopg.Connection:
    """A connection on which every statement is prepared at once and committed by itself."""
    found = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    found.prepare_threshold = 0
    return found


def make_tables(line: psycopg.Connection) -> None:
    """The tables that the writes go into."""
    for statement in (*MADE.split(";"), STATE, "INSERT INTO bench_state SELECT id, status FROM accounts_account"):
        line.execute(statement)


def listed(where: str = "", params: Sequence[object] = ()) -> list[Statement]:
    """A page of the list and its count, up to the bound that the list counts to."""
    count_where = where.partition("AND sort_zh")[0]
    return [
        (LIST.format(columns=COLUMNS, where=where), params),
        (COUNT.format(where=count_where), params[: count_where.count("%s")]),
    ]


def run(line: psycopg.Connection, statements: Sequence[Statement]) -> None:
    """Read all of it."""
    for statement, params in statements:
        cursor = line.execute(statement, params)
        if cursor.description:
            cursor.fetchall()
