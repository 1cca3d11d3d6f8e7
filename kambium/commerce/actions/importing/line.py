"""Order lines from files."""

from collections.abc import Callable, Mapping, Sequence

from kambium.accounts.actions.importing.references import ID_COLUMNS, match_by_source_key, one_or_refuse
from kambium.commerce.actions.copies import copy_to_lines, total_orders
from kambium.commerce.actions.importing.catalogue import find_named
from kambium.commerce.actions.importing.papers import find_orders
from kambium.commerce.models import OrderLine
from kambium.core.staging import Batch, Stage, Values

PERMISSION = "orders.import"
COPIED = ("text", "quantity", "unit_price", "discount", "cost", "source_key")
TAKE_ORDER = """UPDATE {stage} s SET account_id = o.account_id, owner_id = o.owner_id, division_id = o.division_id,
    branch_id = o.branch_id, team_id = o.team_id, currency = o.currency, rate = o.rate, ordered_on = o.ordered_on,
    seller_id = o.seller_id, is_return = o.kind = 'return',
    is_booked = o.status IN ('confirmed', 'shipped', 'completed')
    FROM commerce_order o WHERE o.id = s.order_id AND s.fault IS NULL"""
AMOUNT = """UPDATE {stage} s SET quantity = q.quantity,
    amount = coalesce(s.amount, round(q.quantity * s.unit_price * (1 - coalesce(s.discount, 0)), 4))
    FROM (SELECT s.line, coalesce(s.quantity, CASE WHEN s.target IS NULL THEN 1 END) FROM {stage} s)
    q(line, quantity) WHERE q.line = s.line AND s.fault IS NULL"""
BACK = """UPDATE {stage} s SET quantity = -abs(s.quantity), amount = -abs(s.amount), cost = -abs(s.cost)
    WHERE s.is_return AND s.fault IS NULL"""
COUNT = """UPDATE {stage} s SET position = place.at FROM (SELECT line, row_number() OVER (PARTITION BY order_id
    ORDER BY line) FROM {stage} WHERE order_id IS NOT NULL) place(line, at) WHERE place.line = s.line"""
PLACE = """UPDATE {stage} s SET position = coalesce(s.position, place.at) FROM (
    SELECT s.line, coalesce((SELECT max(l.position) FROM commerce_orderline l WHERE l.order_id = s.order_id), 0)
      + row_number() OVER (PARTITION BY s.order_id ORDER BY s.line) FROM {stage} s
    WHERE s.fault IS NULL AND s.target IS NULL) place(line, at) WHERE place.line = s.line"""
TOTALS = """DELETE FROM commerce_orderline l USING {stage} s
    WHERE l.order_id = s.order_id AND l.position = 0 AND s.fault IS NULL AND l.id <> coalesce(s.target, s.new_id)"""


class LineWriter:
    """Writes order lines, each with what it knows of its order, and what the orders come to.

    An amount that the file does not say is quantity times price, less the discount. A file that neither names nor
    numbers its lines has those of an order in their order, from the first to the last.
    """

    model = OrderLine
    insert_only: frozenset[str] = frozenset()
    dependents: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        ids = dict.fromkeys(("order_id", "product_id", "seller_id"), "bigint")
        texts = dict.fromkeys(("product", "product_or", "order", "order_or", "currency", "text"), "text")
        numbers = dict.fromkeys(("rate", "amount", "quantity", "unit_price", "discount", "cost"), "numeric")
        return {**ID_COLUMNS, **ids, **texts, **numbers, "ordered_on": "date", "is_booked": "boolean",
                "is_return": "boolean", "position": "bigint"}  # fmt: skip

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        def complete(row: Values) -> None:
            """All of it is done with the orders at hand."""

        return complete

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
            return
        find_orders(stage, batch, "order", PERMISSION)
        if key == ("order",):
            stage.run(COUNT)
        one_or_refuse(stage, "t.order_id = s.order_id AND t.position = s.position", batch, "order")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        find_orders(stage, batch, "order", PERMISSION)
        stage.run(
            "UPDATE {stage} s SET order_id = t.order_id FROM {table} t WHERE t.id = s.target AND s.order_id IS NULL"
        )
        stage.refuse("s.order_id IS NULL", "no_order", "jsonb_build_object('value', coalesce(s.order, ''))")
        find_named(stage, batch, "product", "commerce_product")
        missing = "s.product_id IS NULL AND s.product <> ''"
        stage.refuse(missing, "no_product", "jsonb_build_object('value', s.product)")
        stage.refuse("s.target IS NULL AND s.product_id IS NULL AND coalesce(s.text, '') = ''", "says_nothing")
        stage.run(TAKE_ORDER)
        stage.run(AMOUNT)
        stage.refuse("s.target IS NULL AND s.amount IS NULL", "no_amount")
        stage.run(BACK)
        stage.run(PLACE)

    def written(self, batch: Batch) -> Mapping[str, str]:
        found = {c: c for c in (*COPIED, "product") if batch.has(c) or c == "quantity"}
        own = ("amount", "position", "order_id", "currency", "rate", "ordered_on", "seller_id", "is_booked")
        found |= {c: c for c in (*own, *ID_COLUMNS)}
        return found | ({"product_id": "product_id"} if found.pop("product", "") else {})

    def after(self, stage: Stage, batch: Batch) -> None:
        stage.run(TOTALS)
        total_orders(f"o.id IN (SELECT order_id FROM {stage.name} WHERE fault IS NULL)")

    def reverted(self, accounts: Sequence[int]) -> None:
        mine = {"accounts": list(accounts)}
        total_orders("o.account_id = ANY(%(accounts)s)", mine)
        copy_to_lines("o.account_id = ANY(%(accounts)s)", mine)
