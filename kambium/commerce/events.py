"""What can happen in commerce."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from kambium.commerce import labels
from kambium.core.registry import EventType, events

FIELDS = {**labels.PRODUCT, **labels.ORDER}


def _fields(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Names of changed fields, in the reader's language."""
    return {"fields": now(", ").join(str(FIELDS[name]) for name in data.get("names", ()) if name in FIELDS)}


events.add(
    EventType("order.recorded", _("Order recorded"), _("recorded the order %(number)s of %(amount)s"), "receipt",
              "good"),
    EventType("order.changed", _("Order changed"), _("changed %(fields)s of the order %(number)s"), "pencil",
              words=_fields),
    EventType("order.confirmed", _("Order confirmed"), _("confirmed the order %(number)s"), "circle-check", "good"),
    EventType("order.shipped", _("Order shipped"), _("shipped the order %(number)s"), "truck"),
    EventType("order.completed", _("Order completed"), _("completed the order %(number)s"), "circle-check", "good"),
    EventType("order.cancelled", _("Order cancelled"), _("cancelled the order %(number)s: %(reason)s"), "circle-x",
              "bad"),
    EventType("order.returned", _("Order returned"), _("recorded a return of %(amount)s from the order %(number)s"),
              "undo-2", "warn"),
    EventType("order.removed", _("Order removed"), _("moved the order %(number)s to the recycle bin"), "trash-2"),
    EventType("order.restored", _("Order restored"), _("took the order %(number)s out of the recycle bin"), "undo-2"),
    EventType("product.added", _("Product added"), _("added the product %(product)s"), "plus", "good"),
    EventType("product.changed", _("Product changed"), _("changed %(fields)s of the product %(product)s"), "pencil",
              words=_fields),
    EventType("product.withdrawn", _("Product withdrawn"), _("withdrew the product %(product)s"), "archive", "warn"),
    EventType("product.offered", _("Product offered again"), _("offers the product %(product)s again"), "undo-2"),
    EventType("price.set", _("Price set"), _("set the price of %(product)s to %(amount)s"), "tag"),
    EventType("rate.recorded", _("Exchange rate recorded"), _("set the rate of %(currency)s to %(rate)s"), "coins"),
    EventType("rate.removed", _("Exchange rate removed"), _("removed a rate of %(currency)s"), "trash-2"),
)  # fmt: skip
