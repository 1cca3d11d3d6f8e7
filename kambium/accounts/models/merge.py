"""Duplicates: pairs that are not, and merges that can be undone."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from kambium.accounts.models.account import Account


class NotDuplicate(models.Model):
    """Two accounts that look alike and are not the same; they are not proposed again."""

    low = models.ForeignKey(Account, models.CASCADE, related_name="+")
    high = models.ForeignKey(Account, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="not_duplicate_once"),
            models.CheckConstraint(condition=models.Q(low__lt=models.F("high")), name="not_duplicate_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.low_id} ≠ {self.high_id}"


class Merge(models.Model):
    """One account taken into another. `before` holds the kept account's fields and `moved` the rows that changed
    hands, by table, so that the merge can be undone as long as nobody has changed them since.
    """

    kept = models.ForeignKey(Account, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Account, models.PROTECT, related_name="merged_away")
    before = models.JSONField()
    choices = models.JSONField()
    moved = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    merged_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="merge_two_accounts"),
            models.UniqueConstraint(fields=["gone"], name="merge_once", condition=models.Q(undone_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
