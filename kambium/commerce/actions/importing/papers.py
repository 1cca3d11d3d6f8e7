"""What papers with money on them share: a currency, the rate of their day, and the order they belong to."""

from kambium.accounts.actions.importing.references import take
from kambium.core.staging import Batch, Stage

HERE = "s.target IS NULL AND s.fault IS NULL"
RATE = """UPDATE {stage} s SET rate = CASE WHEN paper.currency = %(home)s THEN 1 ELSE (SELECT r.rate
      FROM commerce_exchangerate r WHERE r.currency = paper.currency AND r."on" <= paper.day
      ORDER BY r."on" DESC LIMIT 1) END
    FROM (SELECT s.line, coalesce(s.currency, t.currency, %(home)s) AS currency, coalesce(s.{day}, t.{day}) AS day
      FROM {stage} s LEFT JOIN {table} t ON t.id = s.target WHERE s.rate IS NULL AND s.fault IS NULL AND (t.id IS NULL
      OR (t.currency, t.{day}) IS DISTINCT FROM (coalesce(s.currency, t.currency), coalesce(s.{day}, t.{day})))) paper
    WHERE paper.line = s.line"""
FIND_ORDER = (
    (
        "SELECT s.line, o.id, 1 FROM {{stage}} s JOIN commerce_order o ON o.source = %(source)s "
        "AND o.source_key = s.{field} AND o.deleted_at IS NULL AND {{mine:o.account_id}} "
        "WHERE s.{field}_id IS NULL AND s.fault IS NULL AND s.{field} <> ''"
    ),
    (
        "SELECT s.line, o.id, 1 FROM {{stage}} s JOIN commerce_order o ON o.number = coalesce(s.{field}_or, s.{field}) "
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
    for query in FIND_ORDER:
        named = query.format(field=field)
        take(stage, f"{field}_id", named, batch, several="several_matches", words=field, permission=permission)


def new_currency(batch: Batch) -> str:
    """What is written as currency: what the file says, else the company's for new rows, nothing for those there."""
    return f"coalesce(s.currency, CASE WHEN s.target IS NULL THEN '{batch.currency}' END)"
