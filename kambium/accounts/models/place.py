"""Where an account is: its addresses."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kambium.accounts.models.account import Account
from kambium.accounts.models.source import Sourced
from kambium.core.access import Owned
from kambium.core.history import kept


@kept(exclude=("updated_at",))
class Address(Owned, Sourced):
    """An address of an account: where it sits, gets its invoices, its goods."""

    permission: ClassVar[str] = "accounts.view"
    has_bin: ClassVar[bool] = True

    KINDS = (
        ("main", _("Main office")),
        ("billing", _("Invoices")),
        ("shipping", _("Deliveries")),
        ("other", _("Other place")),
    )

    account = models.ForeignKey(Account, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=10, choices=KINDS, default="main")
    line1 = models.CharField(max_length=200, blank=True, default="")
    line2 = models.CharField(max_length=200, blank=True, default="")
    city = models.CharField(max_length=80, blank=True, default="")
    province = models.CharField(max_length=80, blank=True, default="")
    postal_code = models.CharField(max_length=20, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.CheckConstraint(condition=~models.Q(line1="", city=""), name="address_has_place"),
            models.UniqueConstraint(
                fields=["source", "source_key"],
                name="address_source_once",
                condition=~models.Q(source_key="") & models.Q(deleted_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["source_run"], name="address_run", condition=models.Q(source_run__isnull=False))
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.line1, self.city) if part)
