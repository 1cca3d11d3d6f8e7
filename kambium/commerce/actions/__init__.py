"""The verbs of commerce: the only way its rows change."""

from kambium.commerce.actions.catalogue import add_product, change_product, set_price
from kambium.commerce.actions.orders import (
    Line,
    cancel_order,
    change_order,
    move_on,
    record_order,
    remove_order,
    restore_order,
    return_goods,
)
from kambium.commerce.actions.rates import record_rate, remove_rate

__all__ = [
    "Line",
    "add_product",
    "cancel_order",
    "change_order",
    "change_product",
    "move_on",
    "record_order",
    "record_rate",
    "remove_order",
    "remove_rate",
    "restore_order",
    "return_goods",
    "set_price",
]
