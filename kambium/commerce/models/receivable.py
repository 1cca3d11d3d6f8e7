"""What customers owe and what they paid: instalments, invoices, payments, and which payment settles what."""

from typing import ClassVar

from django.db import models

from kambium.accounts.models import Account
from kambium.commerce.models.contract import Contract
from kambium.commerce.models.money import (
    Priced,
    at_home,
    money,
    priced_constraints,
    sourced_constraints,
    sourced_indexes,
)
from kambium.commerce.models.order import Order
from kambium.core.access import Owned
from kambium.core.history import kept


@kept(exclude=("updated_at",))
class Invoice(Priced):
    """An invoice we sent: `amount` has tax in it, `tax` is the part. We record invoices, we do not issue them."""

    permission: ClassVar[str] = "payments.view"
    has_bin: ClassVar[bool] = True
    day_column: ClassVar[str] = "issued_on"

    account = models.ForeignKey(Account, models.CASCADE, related_name="invoices", db_index=False)
    contract = models.ForeignKey(Contract, models.SET_NULL, null=True, blank=True, related_name="invoices")
    order = models.ForeignKey(Order, models.SET_NULL, null=True, blank=True, related_name="invoices")
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=64, blank=True, default="")
    issued_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    amount = money()
    tax = money(null=True)
    home = at_home("amount")
    note = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["account", "-issued_on", "-id"], name="invoice_account"),
            models.Index(fields=["-issued_on", "-id"], name="invoice_when"),
            *sourced_indexes("invoice"),
        ]
        constraints = [
            *priced_constraints("invoice"),
            *sourced_constraints("invoice"),
            models.UniqueConstraint(fields=["number"], name="invoice_number_once", condition=models.Q(deleted_at=None)),
            models.CheckConstraint(condition=~models.Q(number=""), name="invoice_has_number"),
        ]

    def __str__(self) -> str:
        return self.number


@kept(exclude=("updated_at",))
class Instalment(Priced):
    """A line of a payment plan 回款计划: so much is due on a day, for a contract, an order, or the account at large.

    An invoice with a due date that is not part of a plan has an instalment of its own, so that what is open and what is
    overdue is always read here. `settled` is the sum of its settlements, kept by the actions that write those.
    """

    permission: ClassVar[str] = "payments.view"
    has_bin: ClassVar[bool] = True
    day_column: ClassVar[str] = "due_on"

    account = models.ForeignKey(Account, models.CASCADE, related_name="instalments", db_index=False)
    contract = models.ForeignKey(Contract, models.CASCADE, null=True, blank=True, related_name="instalments")
    order = models.ForeignKey(Order, models.CASCADE, null=True, blank=True, related_name="instalments")
    invoice = models.ForeignKey(Invoice, models.CASCADE, null=True, blank=True, related_name="instalments")
    title = models.CharField(max_length=120, blank=True, default="")
    due_on = models.DateField()
    amount = money()
    settled = money(default=0, db_default=0)
    home = at_home("amount")

    class Meta:
        indexes = [
            models.Index(fields=["account", "due_on", "id"], name="instalment_account"),
            models.Index(
                fields=["due_on", "id"],
                name="instalment_open",
                include=["account", "owner", "amount", "settled", "currency"],
                condition=models.Q(deleted_at=None, settled__lt=models.F("amount")),
            ),
            *sourced_indexes("instalment"),
        ]
        constraints = [
            *priced_constraints("instalment"),
            *sourced_constraints("instalment"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="instalment_amount_positive"),
            models.CheckConstraint(
                condition=models.Q(settled__gte=0, settled__lte=models.F("amount")), name="instalment_not_overpaid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.due_on}"


@kept(exclude=("updated_at",))
class Payment(Priced):
    """Money that came in 回款, or went back: a refund is below zero. `method` is a code of `payment_method`."""

    permission: ClassVar[str] = "payments.view"
    has_bin: ClassVar[bool] = True
    day_column: ClassVar[str] = "received_on"

    account = models.ForeignKey(Account, models.CASCADE, related_name="payments", db_index=False)
    contract = models.ForeignKey(Contract, models.SET_NULL, null=True, blank=True, related_name="payments")
    order = models.ForeignKey(Order, models.SET_NULL, null=True, blank=True, related_name="payments")
    number = models.CharField(max_length=60, blank=True, default="")
    received_on = models.DateField()
    amount = money()
    home = at_home("amount")
    method = models.CharField(max_length=64, blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["account", "-received_on", "-id"], name="payment_account"),
            models.Index(fields=["-received_on", "-id"], name="payment_when"),
            models.Index(fields=["owner", "-received_on"], name="payment_owner"),
            *sourced_indexes("payment"),
        ]
        constraints = [
            *priced_constraints("payment"),
            *sourced_constraints("payment"),
            models.UniqueConstraint(
                fields=["number"],
                name="payment_number_once",
                condition=~models.Q(number="") & models.Q(deleted_at=None),
            ),
            models.CheckConstraint(condition=~models.Q(amount=0), name="payment_not_nothing"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.received_on)


@kept()
class Settlement(Owned):
    """So much of a payment pays an instalment. Both are of one account and one currency."""

    permission: ClassVar[str] = "payments.view"

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    payment = models.ForeignKey(Payment, models.CASCADE, related_name="settlements")
    instalment = models.ForeignKey(Instalment, models.CASCADE, related_name="settlements")
    amount = money()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "instalment"], name="settlement_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="settlement_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} → {self.instalment_id}: {self.amount}"
