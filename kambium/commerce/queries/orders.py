"""One order with its lines, and what came back of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Sum, TextField
from django.db.models.functions import Cast, JSONObject

from kambium.accounts.models import Account
from kambium.commerce.models import Order, OrderLine
from kambium.core.access import Actor, NotThere
from kambium.core.web.answers import MOST

ZERO = Decimal(0)
RECENT = 10


@dataclass(frozen=True)
class Sheet:
    """An order as its page shows it. `back` is how much of each line has come back, by position."""

    order: Order
    lines: list[OrderLine]
    returns: list[Order]
    back: Mapping[int, Decimal]
    can_edit: bool
    can_delete: bool

    @property
    def can_return(self) -> bool:
        """Whether something of it can still come back."""
        return self.order.kind == "sale" and self.order.is_booked and any(self.left(line) > 0 for line in self.lines)

    def left(self, line: OrderLine) -> Decimal:
        """How much of a line has not come back."""
        return line.quantity - self.back.get(line.position, ZERO)


def sheet(actor: Actor, number: int) -> Sheet:
    """An order that the reader may see. Raises NotThere."""
    rows = Order.objects.visible_to(actor).select_related("account", "contact", "returns", "seller")
    order: Order | None = rows.filter(pk=number).first() if 0 < number <= MOST else None
    if order is None:
        raise NotThere
    lines = list(OrderLine.objects.filter(order=order, deleted_at=None).select_related("product").order_by("position"))
    returns = list(Order.objects.visible_to(actor).filter(returns=order).order_by("ordered_on", "id"))
    return Sheet(
        order, lines, returns, returned(order) if order.kind == "sale" else {},
        may(actor, "orders.edit", number), may(actor, "orders.delete", number),
    )  # fmt: skip


def may(actor: Actor, permission: str, number: int) -> bool:
    """Whether the permission reaches this order."""
    return actor.can(permission) and bool(Order.objects.visible_to(actor, permission).filter(pk=number).exists())


def may_record(actor: Actor, account_id: int) -> bool:
    """Whether the reader may record orders of this account."""
    return actor.can("orders.edit") and bool(may_record_among(actor, [(account_id, "")]))


def may_record_among(actor: Actor, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those accounts, of (id, name), whose orders the reader may record."""
    rows = Account.objects.visible_to(actor, "orders.edit").filter(pk__in=[number for number, _name in found])
    open_ = set(rows.values_list("pk", flat=True))
    return [pair for pair in found if pair[0] in open_]


def returned(order: Order) -> Mapping[int, Decimal]:
    """How much of each line has come back, by position: a line of a return stands where the line it returns stands."""
    rows = OrderLine.objects.filter(order__returns=order, deleted_at=None, is_booked=True).values_list("position")
    return {position: -total for position, total in rows.annotate(total=Sum("quantity"))}


@dataclass(frozen=True)
class Brief:
    """An order in a short list."""

    id: int
    number: str
    ordered_on: date
    status: str
    amount: Decimal
    currency: str


def latest(actor: Actor, account_id: int) -> tuple[list[Brief], bool] | None:
    """The latest orders and returns of an account, and whether the reader may record more, in one statement.

    None where the orders of the account are not open to the reader.
    """
    orders = Order.objects.alive().filter(account=OuterRef("pk")).order_by("-ordered_on", "-id")
    brief = JSONObject(
        id="id", number="number", ordered_on="ordered_on", status="status", amount=Cast("amount", TextField()),
        currency="currency",
    )  # fmt: skip
    may = Account.objects.visible_to(actor, "orders.edit").filter(pk=OuterRef("pk"))
    rows = Account.objects.visible_to(actor, "orders.view").filter(pk=account_id)
    found = rows.values_list(ArraySubquery(orders.values_list(brief)[:RECENT]), Exists(may)).first()
    if found is None:
        return None
    days = [
        Brief(**{**row, "ordered_on": date.fromisoformat(row["ordered_on"]), "amount": Decimal(row["amount"])})
        for row in found[0]
    ]
    return days, found[1] and actor.can("orders.edit")
