"""What accounts were scored, what follows from it, and what was decided."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from kambium.accounts.models import Account
from kambium.core.access import Owned
from kambium.core.history import kept
from kambium.portfolio.models.model import Quadrant, Tier, TierModel


@kept()
class Score(Owned):
    """What somebody gave an account on a criterion, 0 to 10; earlier scores are kept as old rows.

    Scores, proposals and tiers judge one account as it was: when it is merged into another they stay with it.
    """

    permission: ClassVar[str] = "tiers.view"
    goes_along: ClassVar[bool] = False

    account = models.ForeignKey(Account, models.CASCADE, related_name="scores", db_index=False)
    code = models.CharField(max_length=40)
    score = models.DecimalField(max_digits=4, decimal_places=2)
    note = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "code"], name="score_once"),
            models.CheckConstraint(condition=models.Q(score__gte=0, score__lte=10), name="score_within_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.code}: {self.score}"


class Run(models.Model):
    """One working-out of all accounts a person may classify: with which model, as of which day, and how it came out."""

    model = models.ForeignKey(TierModel, models.PROTECT, related_name="runs")
    as_of = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField()
    seen = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    proposed = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.as_of}: {self.proposed}"


@kept()
class Proposal(Owned):
    """A tier that follows from an account's scores, with all that it follows from.

    `parts` are the criteria: code, axis, weight, score (null where unknown), figure and its value. `rule` is the
    position of the rule that decided, `share` the account's place among all by size (0.02: two of a hundred are
    larger or equal). An account moves only when somebody approves; one that is where it belongs is confirmed at once.
    """

    permission: ClassVar[str] = "tiers.view"
    goes_along: ClassVar[bool] = False

    STATES = (
        ("open", pgettext_lazy("proposal", "To decide")),
        ("confirmed", pgettext_lazy("proposal", "Confirmed")),
        ("approved", pgettext_lazy("proposal", "Approved")),
        ("rejected", pgettext_lazy("proposal", "Rejected")),
        ("overridden", pgettext_lazy("proposal", "Decided otherwise")),
        ("superseded", pgettext_lazy("proposal", "Superseded")),
    )

    account = models.ForeignKey(Account, models.CASCADE, related_name="tier_proposals", db_index=False)
    run = models.ForeignKey(Run, models.CASCADE, related_name="proposals", db_index=False)
    model = models.ForeignKey(TierModel, models.PROTECT, related_name="+", db_index=False)
    first = models.DecimalField(max_digits=4, decimal_places=2)
    second = models.DecimalField(max_digits=4, decimal_places=2)
    first_known = models.DecimalField(max_digits=4, decimal_places=3)
    second_known = models.DecimalField(max_digits=4, decimal_places=3)
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    quadrant = models.ForeignKey(Quadrant, models.PROTECT, related_name="+", db_index=False)
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+", db_index=False)
    before = models.ForeignKey(Tier, models.PROTECT, null=True, related_name="+", db_index=False)
    rule = models.PositiveSmallIntegerField()
    parts = models.JSONField()
    state = models.CharField(max_length=12, choices=STATES, default="open", db_default="open")
    reason = models.CharField(max_length=400, blank=True, default="", db_default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["account", "-id"], name="proposal_account"),
            models.Index(fields=["owner"], name="proposal_owner", condition=models.Q(state="open")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account"], name="proposal_one_open", condition=models.Q(state="open")),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at=None)
                | (~models.Q(state="open") & models.Q(decided_at__isnull=False)),
                name="proposal_decided_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.tier_id}"


@kept()
class Classification(Owned):
    """The tier an account has from a day up to, and without, another; at any time it has one at most.

    It came from a proposal, or from somebody who decided otherwise and said why.
    """

    permission: ClassVar[str] = "tiers.view"
    goes_along: ClassVar[bool] = False

    account = models.ForeignKey(Account, models.CASCADE, related_name="classifications", db_index=False)
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="classifications", db_index=False)
    active = DateRangeField()
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=400, blank=True, default="", db_default="")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["tier"], name="classification_tier")]
        constraints = [
            ExclusionConstraint(
                name="classification_one_at_a_time",
                expressions=[("account", RangeOperators.EQUAL), ("active", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=models.Q(proposal__isnull=False) | ~models.Q(reason=""), name="classification_has_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.tier_id} {self.active}"
