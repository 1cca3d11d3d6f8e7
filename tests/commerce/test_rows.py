"""What the database itself holds of orders and their amounts."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kambium.commerce.models import Order, OrderLine
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.demo.world import World


def an_order(world: World, **more: object) -> Order:
    account = world.account("huadong")
    owner = {name: getattr(account, name) for name in OWNER_COLUMNS}
    facts = {"ordered_on": date(2026, 3, 2), "currency": "EUR", "rate": Decimal("7.8"), "amount": Decimal("100.0005")}
    return Order.objects.create(account=account, **owner, **(facts | more))


def test_an_order_in_euro_is_known_in_the_companys_currency_to_the_last_place(world: World) -> None:
    order = an_order(world)
    order.refresh_from_db()
    assert order.home == Decimal("780.0039")


def test_without_a_rate_the_companys_amount_is_not_known_rather_than_zero(world: World) -> None:
    order = an_order(world, rate=None)
    order.refresh_from_db()
    assert order.home is None


def test_the_old_row_is_kept_when_an_order_changes(world: World) -> None:
    order = an_order(world, number="SO-1")
    Order.objects.filter(pk=order.pk).update(number="SO-2")
    assert list(order.old_rows.values_list("number", "amount")) == [("SO-1", Decimal("100.0005"))]


def test_two_orders_do_not_share_a_number(world: World) -> None:
    an_order(world, number="SO-7")
    with pytest.raises(IntegrityError, match="order_number_once"), transaction.atomic():
        an_order(world, number="SO-7")


def test_a_line_says_what_was_bought(world: World) -> None:
    order = an_order(world)
    owner = {name: getattr(order, name) for name in OWNER_COLUMNS}
    with pytest.raises(IntegrityError, match="order_line_says_what"), transaction.atomic():
        OrderLine.objects.create(
            account_id=order.account_id, order=order, quantity=1, amount=1, currency="EUR", ordered_on=order.ordered_on,
            **owner,
        )  # fmt: skip
