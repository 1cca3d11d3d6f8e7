"""Orders: recorded, changed, moved on, cancelled, returned, removed. Lines are the only source of what was bought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.taking import colleague, seen_account, store, take, take_from_bin
from kambium.accounts.models import Contact
from kambium.commerce.actions.copies import copy_to_lines, total_orders
from kambium.commerce.models import Order, OrderLine, Product
from kambium.commerce.models.order import BOOKED
from kambium.commerce.queries.orders import returned
from kambium.commerce.queries.prices import offers, price_for
from kambium.commerce.queries.rates import is_code, rate_on
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.days import is_plausible
from kambium.people.actions.rejected import Rejected, check_version
from kambium.people.queries.days import day_of

LARGEST = Decimal(10) ** 12
ZERO, ONE = Decimal(0), Decimal(1)
FIELDS = frozenset(
    {"number", "ordered_on", "due_on", "currency", "seller_id", "contact_id", "discount", "tax", "freight", "note"}
)
STEPS = {"draft": "confirmed", "confirmed": "shipped", "shipped": "completed"}
OPEN = ("draft", "confirmed")
LINE = ("product", "text", "quantity", "unit_price", "discount", "amount", "cost")


class NotAnOrder(Rejected):
    """Something that an order needs is missing or cannot be."""


class NotOpen(Rejected):
    """The order has gone too far for this."""


class NumberTaken(Rejected):
    """Another order has the number."""


class TooMuch(Rejected):
    """More would come back than was bought."""


@dataclass(frozen=True)
class Line:
    """A line as it is entered: a product or a text, so many of it. Without a price the price list's is taken.

    `discount` is a share: 0.15 for 15 %. `id` names the stored line that it changes.
    """

    quantity: Decimal
    product_id: int | None = None
    text: str = ""
    unit_price: Decimal | None = None
    discount: Decimal = ZERO
    id: int | None = None


def record_order(
    *, by: Actor, account_id: int, values: Mapping[str, Any], lines: Sequence[Line], at: datetime, draft: bool = False
) -> Order:
    """Record an order of an account; `draft` ones do not count as bought. A number is given where none is entered.

    The rate of the day is kept on it; where none is known it is filled in when it becomes known. Raises NotAnOrder,
    NumberTaken, NotThere.
    """
    account = seen_account(by, account_id)
    require(by, "orders.edit", account)
    order = Order(account=account, created_by_id=by.person_id or None, region=account.region,
                  status="draft" if draft else "confirmed")  # fmt: skip
    for column in OWNER_COLUMNS:
        setattr(order, column, getattr(account, column))
    with transaction.atomic():
        _write(order, {"ordered_on": None, "seller_id": account.owner_id, **values}, at)
        _store(order)
        if not order.number:
            order.number = f"SO{order.ordered_on:%y%m}-{order.pk:05d}"
            _store(order, ["number"])
        _write_lines(order, lines)
        _tell("order.recorded", order, by, at)
    return order


def change_order(
    *, by: Actor, order_id: int, version: int | None, values: Mapping[str, Any], lines: Sequence[Line], at: datetime
) -> Order:
    """Change an order that has not been shipped. Raises Stale, NotOpen, and what `record_order` raises."""
    with transaction.atomic():
        order = take(Order, order_id, by=by, permission="orders.edit")
        check_version(order, version)
        if order.status not in OPEN:
            raise NotOpen(_("What was shipped is changed no more. Record a return instead."))
        before = {name: getattr(order, name) for name in FIELDS}
        _write(order, values, at)
        names = [name for name, value in before.items() if getattr(order, name) != value]
        had = _content(order)
        if names:
            _save(order, [*names, "rate"], at)
        _write_lines(order, lines)
        if _content(order) != had:
            names.append("lines")
        if names == ["lines"]:
            _save(order, [], at)
        if names:
            _tell("order.changed", order, by, at, names=names)
    return order


def move_on(*, by: Actor, order_id: int, to: str, at: datetime) -> Order:
    """Confirm, ship or complete an order, one step after the other. Done twice, it changes nothing. Raises NotOpen."""
    with transaction.atomic():
        order = take(Order, order_id, by=by, permission="orders.edit")
        if order.status == to:
            return order
        if STEPS.get(order.status) != to:
            raise NotOpen(_("This order cannot go that way now."))
        order.status = to
        if to == "shipped":
            order.shipped_on = day_of(at)
        _save(order, ["status", "shipped_on"], at)
        copy_to_lines("o.id = %(id)s", {"id": order.pk})
        _tell(f"order.{to}", order, by, at)
    return order


def cancel_order(*, by: Actor, order_id: int, reason: str, at: datetime) -> Order:
    """Cancel an order that was not shipped: it counts no longer. Raises NotOpen; NotAnOrder without a reason."""
    reason = reason.strip()
    if not reason:
        raise NotAnOrder(_("Say why it is cancelled."), "reason")
    with transaction.atomic():
        order = take(Order, order_id, by=by, permission="orders.edit")
        if order.status not in OPEN:
            raise NotOpen(_("What was shipped is cancelled no more. Record a return instead."))
        order.status = "cancelled"
        _save(order, ["status"], at)
        copy_to_lines("o.id = %(id)s", {"id": order.pk})
        _tell("order.cancelled", order, by, at, reason=reason[:200])
    return order


def return_goods(
    *, by: Actor, order_id: int, quantities: Mapping[int, Decimal], at: datetime, on: date | None = None, note: str = ""
) -> Order:
    """Record what came back of an order: quantities by line id. Quantities and amounts of a return are below zero.

    Prices, discounts and the rate are those of the order, so that what came back takes off what was counted. Raises
    TooMuch, NotAnOrder where nothing comes back, NotOpen for what was not bought.
    """
    on = on or day_of(at)
    with transaction.atomic():
        sold = take(Order, order_id, by=by, permission="orders.edit")
        if sold.kind != "sale" or sold.status not in BOOKED:
            raise NotOpen(_("Only what was bought can come back."))
        if not sold.ordered_on <= on <= day_of(at):
            raise NotAnOrder(_("Enter a day between the order and today."), "on")
        lines = {line.pk: line for line in sold.lines.filter(deleted_at=None)}
        wanted = {number: value for number, value in quantities.items() if value}
        if set(wanted) - set(lines):
            raise NotThere
        if not wanted:
            raise NotAnOrder(_("Say how much of which line came back."))
        _check_back(sold, lines, wanted)
        back = _return_of(sold, on, note, by)
        _store(back)
        back.number = f"{sold.number}-R{sold.returned_by.count()}"
        _store(back, ["number"])
        OrderLine.objects.bulk_create(_back(back, lines[number], value) for number, value in wanted.items())
        total_orders("o.id = %(id)s", {"id": back.pk})
        back.refresh_from_db()
        events.record(
            "order.returned", back, root=back.account, by=by, at=at, data=_data(sold) | _worth(-back.amount, back)
        )
    return back


def remove_order(*, by: Actor, order_id: int, at: datetime) -> Order:
    """Put an order with its lines into the recycle bin. Raises NotOpen while something has come back of it."""
    with transaction.atomic():
        order = take(Order, order_id, by=by, permission="orders.delete")
        if order.returned_by.filter(deleted_at=None).exists():
            raise NotOpen(_("Remove its returns first."))
        order.deleted_at, order.deleted_by_id = at, by.person_id or None
        order.save(update_fields=["deleted_at", "deleted_by"])
        copy_to_lines("o.id = %(id)s", {"id": order.pk})
        _tell("order.removed", order, by, at)
    return order


def restore_order(*, by: Actor, order_id: int, at: datetime) -> Order:
    """Take an order out of the recycle bin. Raises NumberTaken when another one has its number meanwhile."""
    with transaction.atomic():
        order = take_from_bin(Order, order_id, by=by, permission="orders.delete")
        seen_account(by, order.account_id)
        order.deleted_at = order.deleted_by = None
        _store(order, ["deleted_at", "deleted_by"])
        copy_to_lines("o.id = %(id)s", {"id": order.pk})
        _tell("order.restored", order, by, at)
    return order


def _write(order: Order, values: Mapping[str, Any], at: datetime) -> None:
    if unknown := set(values) - FIELDS:
        raise TypeError(f"not fields of an order: {sorted(unknown)}")
    given = {"discount": ZERO, "note": "", "number": order.number, "ordered_on": day_of(at)}
    for name, value in values.items():
        setattr(order, name, given.get(name) if value is None else value)
    order.number, order.currency = order.number.strip(), order.currency.strip().upper()
    for name in ("ordered_on", "due_on"):
        if (day := getattr(order, name)) and not is_plausible(day):
            raise NotAnOrder(_("Enter a day between 1900 and 2200."), name)
    if not is_code(order.currency):
        raise NotAnOrder(_("Enter the code of a currency, such as CNY."), "currency")
    for name in ("discount", "tax", "freight"):
        if (value := getattr(order, name)) is not None and not 0 <= value < LARGEST:
            raise NotAnOrder(_("Enter zero or more."), name)
    _check_people(order)
    order.rate = rate_on(order.currency, order.ordered_on)


def _check_people(order: Order) -> None:
    if (
        order.seller_id
        and order.seller_id != Order.objects.filter(pk=order.pk).values_list("seller", flat=True).first()
    ):
        colleague(order.seller_id)
    known = Contact.objects.alive().filter(account_id=order.account_id, pk=order.contact_id)
    if order.contact_id and not known.exists():
        raise NotThere


def _write_lines(order: Order, given: Sequence[Line]) -> None:
    """Make these the lines of the order, and let it be worth what they come to."""
    if not given:
        raise NotAnOrder(_("Enter at least one line."), "lines")
    stored = {line.pk: line for line in order.lines.filter(deleted_at=None)}
    prices = offers({line.product_id for line in given if line.product_id}, order.currency, order.ordered_on)
    products = Product.objects.filter(deleted_at=None).in_bulk([line.product_id for line in given if line.product_id])
    rows = []
    for position, line in enumerate(given, 1):
        row = stored.pop(line.id or 0, None) or OrderLine(order=order, account_id=order.account_id)
        row.position = position
        _fill(row, line, order, products, prices)
        rows.append(row)
    OrderLine.objects.filter(pk__in=stored).delete()
    OrderLine.objects.bulk_update([r for r in rows if r.pk], ["position", *LINE])
    OrderLine.objects.bulk_create([r for r in rows if not r.pk])
    copy_to_lines("o.id = %(id)s", {"id": order.pk})
    total_orders("o.id = %(id)s", {"id": order.pk})
    order.refresh_from_db()
    if order.amount < 0:
        raise NotAnOrder(_("The discount on the whole is more than the order."), "discount")


def _fill(row: OrderLine, line: Line, order: Order, products: Mapping[int, Product], prices: Any) -> None:
    product = products.get(line.product_id or 0)
    if line.product_id and product is None:
        raise NotThere
    if product is None and not line.text.strip():
        raise NotAnOrder(_("Line %(n)s: choose a product or say what it is.") % {"n": row.position}, "lines")
    if not 0 < line.quantity < LARGEST:
        raise NotAnOrder(_("Line %(n)s: enter a quantity above zero.") % {"n": row.position}, "lines")
    if not 0 <= line.discount <= 1:
        raise NotAnOrder(_("Line %(n)s: a discount lies between 0 and 100 %%.") % {"n": row.position}, "lines")
    price = line.unit_price
    if price is None and product:
        price = price_for(prices.get(product.pk, []), line.quantity)
    if price is None or not 0 <= price < LARGEST:
        raise NotAnOrder(_("Line %(n)s: enter a price, no price list has one.") % {"n": row.position}, "lines")
    row.product, row.text = product, line.text.strip()[:200]
    row.quantity, row.unit_price, row.discount = line.quantity, price, line.discount
    row.amount = rounded(line.quantity * price * (ONE - line.discount), order.currency)
    row.cost = _cost(product, line.quantity, order)
    for column in (*OWNER_COLUMNS, "currency", "rate", "ordered_on", "seller_id"):
        setattr(row, column, getattr(order, column))
    row.is_booked = order.is_booked


def _cost(product: Product | None, quantity: Decimal, order: Order) -> Decimal | None:
    """What the line costs us, in the order's currency; None where cost or rate is not known."""
    if product is None or product.cost is None:
        return None
    if product.cost_currency == order.currency:
        return rounded(product.cost * quantity, order.currency)
    ours = rate_on(product.cost_currency, order.ordered_on)
    if ours is None or not order.rate:
        return None
    return rounded(product.cost * quantity * ours / order.rate, order.currency)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """An amount as the currency is paid: two decimals of a yuan, none of a yen. Half a unit goes up."""
    return amount.quantize(ONE.scaleb(-get_currency_precision(currency)), ROUND_HALF_UP)


def _check_back(sold: Order, lines: Mapping[int, OrderLine], wanted: Mapping[int, Decimal]) -> None:
    gone = returned(sold)
    for number, value in wanted.items():
        line = lines[number]
        left = line.quantity - gone.get(line.position, ZERO)
        if not 0 < value <= left:
            words = {"n": line.position, "left": f"{left.normalize():f}"}
            raise TooMuch(_("Line %(n)s: at most %(left)s can come back.") % words, f"back-{number}")


def _return_of(sold: Order, on: date, note: str, by: Actor) -> Order:
    copied = ("account_id", "currency", "rate", "seller_id", "contact_id", "region", *OWNER_COLUMNS)
    return Order(
        kind="return", returns=sold, status="completed", ordered_on=on, note=note.strip(),
        created_by_id=by.person_id or None, **{name: getattr(sold, name) for name in copied},
    )  # fmt: skip


def _back(back: Order, line: OrderLine, quantity: Decimal) -> OrderLine:
    copied = ("account_id", "product_id", "text", "position", "unit_price", "discount", "currency", *OWNER_COLUMNS)
    share = quantity / line.quantity
    return OrderLine(
        order=back, quantity=-quantity, amount=-rounded(line.amount * share, line.currency), rate=back.rate,
        cost=None if line.cost is None else -rounded(line.cost * share, line.currency), ordered_on=back.ordered_on,
        seller_id=back.seller_id, **{name: getattr(line, name) for name in copied},
    )  # fmt: skip


def _content(order: Order) -> list[tuple[Any, ...]]:
    return list(order.lines.filter(deleted_at=None).order_by("position").values_list("position", *LINE))


def _save(order: Order, columns: Sequence[str], at: datetime) -> None:
    order.version += 1
    order.updated_at = at
    _store(order, [*columns, "version", "updated_at"])


def _store(order: Order, only: list[str] | None = None) -> None:
    taken = NumberTaken(_("Another order has this number."), "number")
    store(order, {"order_number_once": taken}, only=only)


def _tell(kind: str, order: Order, by: Actor, at: datetime, **more: Any) -> None:
    events.record(kind, order, root=order.account, by=by, at=at, data=_data(order) | _worth(order.amount, order) | more)


def _data(order: Order) -> dict[str, Any]:
    return {"number": str(order)}


def _worth(amount: Decimal, order: Order) -> dict[str, Any]:
    return {"amount": f"{rounded(amount, order.currency):,f} {order.currency}"}
