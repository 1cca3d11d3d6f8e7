"""What customers bought: orders and their lines."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from kambium.accounts.models import Account, Contact
from kambium.commerce.models.money import (
    Priced,
    at_home,
    money,
    priced_constraints,
    sourced_constraints,
    sourced_indexes,
)
from kambium.commerce.models.product import Product
from kambium.core.history import kept

KINDS = (("sale", pgettext_lazy("order", "Sale")), ("return", pgettext_lazy("order", "Return")))
STATUSES = (
    ("draft", pgettext_lazy("order", "Draft")),
    ("confirmed", pgettext_lazy("order", "Confirmed")),
    ("shipped", pgettext_lazy("order", "Shipped")),
    ("completed", pgettext_lazy("order", "Completed")),
    ("cancelled", pgettext_lazy("order", "Cancelled")),
)
BOOKED = ("confirmed", "shipped", "completed")


@kept(exclude=("updated_at",))
class Order(Priced):
    """An order of an account, or goods that came back from one.

    `amount` is what the lines come to, without tax, less `discount` on the whole; the action that writes lines keeps
    it. An order that is only known by its total has one line without a product, so that revenue is always read from
    lines. A return names the order it returns, and its quantities and amounts are below zero: sums need no second rule.
    `seller` is who sold it, which need not be who owns the account today.
    """

    permission: ClassVar[str] = "orders.view"
    has_bin: ClassVar[bool] = True
    day_column: ClassVar[str] = "ordered_on"

    account = models.ForeignKey(Account, models.CASCADE, related_name="orders", db_index=False)
    number = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=10, choices=KINDS, default="sale", db_default="sale")
    returns = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="returned_by")
    status = models.CharField(max_length=10, choices=STATUSES, default="confirmed", db_default="confirmed")
    ordered_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    shipped_on = models.DateField(null=True, blank=True)
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    region = models.CharField(max_length=64, blank=True, default="")
    amount = money(places=4, default=0, db_default=0)
    discount = money(places=4, default=0, db_default=0)
    tax = money(null=True)
    freight = money(null=True)
    home = at_home("amount")
    note = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["account", "-ordered_on", "-id"], name="order_account"),
            models.Index(fields=["-ordered_on", "-id"], name="order_when"),
            models.Index(fields=["owner", "-ordered_on"], name="order_owner"),
            models.Index(fields=["team_id", "-ordered_on"], name="order_team"),
            models.Index(fields=["deleted_at"], name="order_bin", condition=models.Q(deleted_at__isnull=False)),
            *sourced_indexes("order"),
        ]
        constraints = [
            *priced_constraints("order"),
            *sourced_constraints("order"),
            models.UniqueConstraint(
                fields=["number"], name="order_number_once", condition=~models.Q(number="") & models.Q(deleted_at=None)
            ),
            models.CheckConstraint(condition=models.Q(kind__in=[k for k, _l in KINDS]), name="order_kind"),
            models.CheckConstraint(condition=models.Q(status__in=[k for k, _l in STATUSES]), name="order_status"),
            models.CheckConstraint(
                condition=models.Q(kind="return") | models.Q(returns=None), name="order_return_names_order"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.ordered_on)

    @property
    def is_booked(self) -> bool:
        """Whether it counts as bought: confirmed or later, and not cancelled."""
        return self.status in BOOKED


@kept(exclude=("updated_at",))
class OrderLine(Priced):
    """One product of an order: so many, at a price, less a discount (0.15 is 15 %).

    `amount` is net of the discount and without tax, `cost` what the whole line cost us, both in the order's currency
    and with four decimals, as prices of many products are. Position 0 stands for a whole order of which only the total
    is known; it goes when real lines come. Account, day, seller, currency, rate, and whether it counts
    are copies of the order's, kept by the actions that write orders: purchase history and metrics read one table.
    """

    permission: ClassVar[str] = "orders.view"
    has_bin: ClassVar[bool] = True
    day_column: ClassVar[str] = "ordered_on"

    account = models.ForeignKey(Account, models.CASCADE, related_name="+", db_index=False)
    order = models.ForeignKey(Order, models.CASCADE, related_name="lines", db_index=False)
    position = models.IntegerField(default=1)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="lines", db_index=False)
    text = models.CharField(max_length=200, blank=True, default="")
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    unit_price = money(null=True, places=4)
    discount = models.DecimalField(max_digits=7, decimal_places=6, default=0, db_default=0)
    amount = money(places=4)
    cost = money(null=True, places=4)
    home = at_home("amount")
    home_cost = at_home("cost")
    ordered_on = models.DateField()
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    is_booked = models.BooleanField(default=True, db_default=True)

    class Meta:
        indexes = [
            models.Index(fields=["order", "position", "id"], name="order_line_order"),
            models.Index(
                fields=["account", "ordered_on"],
                name="order_line_account",
                include=["product", "quantity", "home", "home_cost"],
                condition=models.Q(is_booked=True, deleted_at=None),
            ),
            models.Index(fields=["account", "id"], name="order_line_of_account"),
            models.Index(
                fields=["product", "ordered_on"],
                name="order_line_product",
                condition=models.Q(is_booked=True, deleted_at=None),
            ),
            models.Index(
                fields=["seller", "ordered_on"],
                name="order_line_seller",
                condition=models.Q(is_booked=True, deleted_at=None),
            ),
            models.Index(
                fields=["ordered_on"], name="order_line_when", condition=models.Q(is_booked=True, deleted_at=None)
            ),
            *sourced_indexes("order_line"),
        ]
        constraints = [
            *priced_constraints("order_line"),
            *sourced_constraints("order_line"),
            models.CheckConstraint(
                condition=models.Q(discount__gte=0, discount__lte=1), name="order_line_discount_is_a_share"
            ),
            models.CheckConstraint(condition=~models.Q(product=None, text=""), name="order_line_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.position}"
