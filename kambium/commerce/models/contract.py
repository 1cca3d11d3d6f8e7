"""What customers signed, and what becomes of it when it runs out."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kambium.accounts.models import Account, AccountFile
from kambium.commerce.models.money import (
    Priced,
    at_home,
    money,
    priced_constraints,
    sourced_constraints,
    sourced_indexes,
)
from kambium.core.history import kept


@kept(exclude=("updated_at",))
class Contract(Priced):
    """A contract with an account. It holds from `starts_on` up to, and without, `ends_on`; an open end never runs out.

    `kind` is a code of the vocabulary `contract_kind`. `notice_days` is how long before the end notice must be given,
    or the contract goes on by itself where `renews_itself`. It is ended early by an `Ending`, not by a date changed.
    """

    permission: ClassVar[str] = "contracts.view"
    has_bin: ClassVar[bool] = True
    day_column: ClassVar[str] = "starts_on"

    account = models.ForeignKey(Account, models.CASCADE, related_name="contracts", db_index=False)
    number = models.CharField(max_length=60, blank=True, default="")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=64, blank=True, default="")
    signed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=90)
    renews_itself = models.BooleanField(default=False, db_default=False)
    amount = money()
    home = at_home("amount")
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    note = models.TextField(blank=True, default="")
    documents = models.ManyToManyField(AccountFile, related_name="contracts", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-starts_on", "-id"], name="contract_account"),
            models.Index(fields=["ends_on", "id"], name="contract_end", condition=models.Q(deleted_at=None)),
            models.Index(fields=["owner", "ends_on"], name="contract_owner"),
            models.Index(fields=["team_id", "ends_on"], name="contract_team"),
            models.Index(fields=["deleted_at"], name="contract_bin", condition=models.Q(deleted_at__isnull=False)),
            *sourced_indexes("contract"),
        ]
        constraints = [
            *priced_constraints("contract"),
            *sourced_constraints("contract"),
            models.UniqueConstraint(
                fields=["number"],
                name="contract_number_once",
                condition=~models.Q(number="") & models.Q(deleted_at=None),
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="contract_has_title"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gt=models.F("starts_on")),
                name="contract_ends_after_start",
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="contract_amount_not_negative"),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class Ending(models.Model):
    """A contract ended before its term: cancelled, or void from the start. `reason` is a code of `ending_reason`."""

    contract = models.OneToOneField(Contract, models.CASCADE, related_name="ending")
    ended_on = models.DateField()
    is_void = models.BooleanField(default=False)
    reason = models.CharField(max_length=64, blank=True, default="")
    note = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.contract_id} {self.ended_on}"


@kept(exclude=("updated_at",))
class Renewal(Priced):
    """The question whether a contract that runs out is renewed; there is one for each contract that ends.

    It opens by itself 180 days before `due_on`, the contract's end, and warns 90 days before; `baseline` is what the
    contract is worth for a year of its term, in its currency. Answered, it says what came of it: `value` is then the
    new yearly worth, `successor` the new contract, `reason` (a code of `churn_reason`) why it was lost.
    """

    permission: ClassVar[str] = "contracts.view"
    day_column: ClassVar[str] = "due_on"

    OUTCOMES = (("renewed", _("Renewed")), ("lost", _("Lost")))

    account = models.ForeignKey(Account, models.CASCADE, related_name="renewals", db_index=False)
    contract = models.OneToOneField(Contract, models.CASCADE, related_name="renewal")
    due_on = models.DateField()
    opened_on = models.DateField()
    warned_on = models.DateField(null=True)
    baseline = money()
    home = at_home("baseline")
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True, default="", db_default="")
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    value = money(null=True)
    successor = models.ForeignKey(Contract, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=64, blank=True, default="")
    risk = models.CharField(max_length=10, blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["account", "due_on"], name="renewal_account"),
            models.Index(fields=["due_on", "id"], name="renewal_open", condition=models.Q(outcome="")),
        ]
        constraints = [
            *priced_constraints("renewal"),
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_on=None)
                | ~models.Q(outcome="") & models.Q(decided_on__isnull=False),
                name="renewal_decided_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.due_on}"
