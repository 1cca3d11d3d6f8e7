"""Orders from files."""

from collections.abc import Callable, Mapping, Sequence

from kambium.accounts.actions.importing.references import (
    ID_COLUMNS,
    NAMED,
    find_accounts,
    match_by_source_key,
    naming_account,
    one_or_refuse,
    within,
)
from kambium.commerce.actions.copies import BOOKED, OURS, copy_to_lines, total_orders
from kambium.commerce.actions.copies import COPIED as LINE_COPIES
from kambium.commerce.actions.importing.papers import find_orders, find_rates, new_currency
from kambium.commerce.models import Order
from kambium.core.staging import Batch, Stage, Values

PERMISSION = "orders.import"
COPIED = (
    "number", "kind", "status", "ordered_on", "due_on", "shipped_on", "region", "discount", "tax", "freight", "note",
    "source_key",
)  # fmt: skip
CONTACT = """SELECT DISTINCT ON (s.line) s.line, c.id FROM {stage} s JOIN accounts_contact c
    ON c.account_id = s.account_id AND c.deleted_at IS NULL AND ((c.source = %(source)s AND c.source_key = s.contact)
      OR s.contact IN (c.name_zh, c.name_en, c.email)) WHERE s.contact <> '' ORDER BY s.line, c.id"""
TOTAL = f"""INSERT INTO commerce_orderline ({LINE_COPIES}, is_booked, order_id, position, text, quantity, amount)
    SELECT {OURS}, {BOOKED}, o.id, 0, left('#' || coalesce(nullif(o.number, ''), o.id::text), 200),
      CASE WHEN o.kind = 'return' THEN -1 ELSE 1 END,
      CASE WHEN o.kind = 'return' THEN -abs(s.amount) ELSE s.amount END + o.discount
    FROM {{stage}} s JOIN commerce_order o ON o.id = coalesce(s.target, s.new_id)
    WHERE s.fault IS NULL AND s.amount IS NOT NULL
      AND NOT EXISTS (SELECT FROM commerce_orderline l WHERE l.order_id = o.id)"""
TOTAL_AGAIN = """UPDATE commerce_orderline l SET amount = CASE WHEN o.kind = 'return' THEN -abs(s.amount)
      ELSE s.amount END + o.discount FROM {stage} s JOIN commerce_order o ON o.id = s.target
    WHERE l.order_id = o.id AND l.position = 0 AND s.fault IS NULL AND s.amount IS NOT NULL"""


class OrderWriter:
    """Writes orders with what their lines know of them. A total without lines becomes one line for the whole order."""

    model = Order
    insert_only: frozenset[str] = frozenset()
    dependents: tuple[tuple[str, str], ...] = (("commerce_orderline", "order_id"),)
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        ids = dict.fromkeys(("returns_id", "contact_id"), "bigint")
        texts = dict.fromkeys(("currency", "returns", "returns_or", "contact", "number", "kind"), "text")
        return {**NAMED, **ID_COLUMNS, **ids, **texts, "seller": "bigint", "rate": "numeric", "amount": "numeric",
                "ordered_on": "date"}  # fmt: skip

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        name = naming_account()

        def complete(row: Values) -> None:
            name(row)
            row["seller"] = row.get("seller") or row.get("seller_or")
            if row.get("returns"):
                row["kind"] = "return"

        return complete

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
        else:
            one_or_refuse(stage, "t.number = s.number AND s.number <> ''", batch, "number")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        find_accounts(stage, batch, PERMISSION)
        stage.refuse("s.target IS NULL AND s.ordered_on IS NULL", "no_day")
        stage.refuse(
            "s.number <> '' AND EXISTS (SELECT FROM commerce_order t WHERE t.deleted_at IS NULL "
            "AND t.number = s.number AND t.id IS DISTINCT FROM s.target)",
            "number_taken", "jsonb_build_object('value', s.number)",
        )  # fmt: skip
        if batch.has("returns"):
            find_orders(stage, batch, "returns", PERMISSION)
            by_key = "o.source_key = s.returns OR " if batch.has("source_key") else ""
            within(stage, "returns_id", "returns", f"({by_key}o.number = s.returns) AND s.returns <> ''", "no_order")
        if batch.has("contact"):
            stage.resolve("contact_id", CONTACT, {"source": batch.source})
        find_rates(stage, batch, "ordered_on")

    def written(self, batch: Batch) -> Mapping[str, str]:
        found = {c: c for c in COPIED if batch.has(c)}
        found |= {"currency": new_currency(batch), "rate": "rate"}
        found |= {c: c for c in ID_COLUMNS} if batch.has("account") else {}
        found |= {"returns_id": "returns_id", "kind": "kind"} if batch.has("returns") else {}
        return found | {f"{c}_id": i for c, i in (("seller", "seller"), ("contact", "contact_id")) if batch.has(c)}

    def after(self, stage: Stage, batch: Batch) -> None:
        if batch.has("amount"):
            stage.run(TOTAL)
            stage.run(TOTAL_AGAIN)
        mine = f"o.id IN (SELECT coalesce(target, new_id) FROM {stage.name} WHERE fault IS NULL)"
        copy_to_lines(mine)
        total_orders(mine)

    def reverted(self, accounts: Sequence[int]) -> None:
        copy_to_lines("o.account_id = ANY(%(accounts)s)", {"accounts": list(accounts)})
