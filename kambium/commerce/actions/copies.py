"""What order lines know of their order, and what an order comes to: kept in the transaction that writes either.

`which` is a condition over the order `o`.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection

BOOKED = "o.status IN ('confirmed', 'shipped', 'completed')"
COPIED = "account_id, owner_id, division_id, branch_id, team_id, currency, rate, ordered_on, seller_id, deleted_at"
OURS = ", ".join(f"o.{column}" for column in COPIED.split(", "))
THEIRS = ", ".join(f"l.{column}" for column in COPIED.split(", "))
TO_LINES = f"""UPDATE commerce_orderline l SET ({COPIED}, is_booked) = ROW({OURS}, {BOOKED}) FROM commerce_order o
    WHERE l.order_id = o.id AND {{which}} AND ({THEIRS}, l.is_booked) IS DISTINCT FROM ({OURS}, {BOOKED})"""
TO_ORDERS = """UPDATE commerce_order o SET amount = total.amount - o.discount FROM (
    SELECT l.order_id, sum(l.amount) AS amount FROM commerce_orderline l JOIN commerce_order o ON o.id = l.order_id
    WHERE {which} GROUP BY 1) total WHERE total.order_id = o.id AND o.amount <> total.amount - o.discount"""


def copy_to_lines(which: str, parameters: Mapping[str, Any] | None = None) -> int:
    """Bring account, owner, day, seller, money and state of orders to their lines; returns how many lines changed."""
    with connection.cursor() as cursor:
        cursor.execute(TO_LINES.format(which=which), parameters)
        return int(cursor.rowcount)


def total_orders(which: str, parameters: Mapping[str, Any] | None = None) -> int:
    """Let orders be worth what their lines come to, less the discount on the whole; returns how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(TO_ORDERS.format(which=which), parameters)
        return int(cursor.rowcount)
