"""The account team: who else of us works on an account."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now

from kambium.accounts.models.account import Account


class AccountMember(models.Model):
    """A colleague on the account team for a time, in a role of the vocabulary `member_role`.

    `can_edit` lets them write; else they read along.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=64)
    can_edit = models.BooleanField(default=True)
    active = DateTimeRangeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["person", "account"], name="member_person")]
        constraints = [
            ExclusionConstraint(
                name="member_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("active", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.account_id} {self.active}"
