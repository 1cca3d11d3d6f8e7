"""The tier model: how much an account matters, as the company has decided to weigh it. All of it is rows."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now

from kambium.core.history import kept
from kambium.people.models.person import named


class Worded(models.Model):
    """A thing of the model with a name in each language; one of them is enough."""

    name_zh = models.CharField(max_length=80, blank=True, default="")
    name_en = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)


@kept()
class TierModel(Worded):
    """Two weighted axes, four quadrants, and the rules that make tiers of them.

    A model that is in use is not changed: a new version takes its place from a day on. `active` is empty while it is a
    draft. `rank_by` is the account figure by which accounts are ranked for rules that ask for the largest. An axis is
    worked out from what is known; below `least_known`, as a share of the axis's weights, it is not worked out at all.
    """

    version = models.PositiveSmallIntegerField(default=1)
    active = DateRangeField(null=True)
    rank_by = models.CharField(max_length=80)
    least_known = models.DecimalField(max_digits=3, decimal_places=2, default="0.60")
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["version"], name="tier_model_version_once"),
            models.CheckConstraint(
                condition=models.Q(least_known__gt=0, least_known__lte=1), name="tier_model_known_is_a_share"
            ),
            ExclusionConstraint(
                name="tier_model_one_at_a_time",
                expressions=[("active", RangeOperators.OVERLAPS)],
                condition=models.Q(active__isnull=False),
            ),
        ]


class Axis(Worded):
    """One of the two things by which accounts are placed; `cut` parts low from high, which begins at it."""

    model = models.ForeignKey(TierModel, models.CASCADE, related_name="axes")
    position = models.PositiveSmallIntegerField()
    cut = models.DecimalField(max_digits=4, decimal_places=2, default="5.00")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["model", "position"], name="axis_place_once"),
            models.CheckConstraint(condition=models.Q(position__in=(1, 2)), name="axis_is_first_or_second"),
            models.CheckConstraint(condition=models.Q(cut__gt=0, cut__lt=10), name="axis_cut_within_scale"),
        ]


class Criterion(Worded):
    """What an axis is made of: a weight, and a score from 0 to 10 given by hand or read off a figure.

    Scores belong to `code`, so they outlive a version of the model. `bands` turns a figure into a score: pairs of "from
    this value on" and score, rising; below the first it is 0.
    """

    axis = models.ForeignKey(Axis, models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    figure = models.CharField(max_length=80, blank=True, default="")
    bands = models.JSONField(default=list, blank=True)
    help_zh = models.CharField(max_length=200, blank=True, default="")
    help_en = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["axis", "position"]
        constraints = [
            models.UniqueConstraint(fields=["axis", "code"], name="criterion_once"),
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lte=100), name="criterion_weight"),
        ]

    @property
    def help(self) -> str:
        """What to look at when giving the score, in the reader's language."""
        return named(self.help_zh, self.help_en)


class Quadrant(Worded):
    """Where an account falls: low or high on each axis, and what that means for how we treat it."""

    model = models.ForeignKey(TierModel, models.CASCADE, related_name="quadrants")
    first_high = models.BooleanField()
    second_high = models.BooleanField()
    stance_zh = models.CharField(max_length=200, blank=True, default="")
    stance_en = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "first_high", "second_high"], name="quadrant_once"),
        ]

    @property
    def stance(self) -> str:
        """How we treat such accounts, in the reader's language."""
        return named(self.stance_zh, self.stance_en)


@kept()
class Tier(Worded):
    """A class of accounts and what it is given: hours a week, and a contact at least every so many days.

    Tiers outlive the versions of the model. `rank` 1 is the highest; moving an account there asks for a second person.
    """

    code = models.CharField(max_length=10, unique=True)
    rank = models.PositiveSmallIntegerField(unique=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    contact_days = models.PositiveSmallIntegerField()
    tone = models.CharField(max_length=10, blank=True, default="")
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.CheckConstraint(condition=models.Q(hours__gte=0), name="tier_hours_not_negative"),
            models.CheckConstraint(condition=models.Q(contact_days__gt=0), name="tier_contact_days_positive"),
        ]


class TierRule(models.Model):
    """Which tier an account gets; the first rule that fits decides.

    `quadrant` empty fits any. `largest` asks that the account be among this share of all, ranked by the model's figure:
    0.15 is the largest 15 %.
    """

    model = models.ForeignKey(TierModel, models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField()
    quadrant = models.ForeignKey(Quadrant, models.CASCADE, null=True, blank=True, related_name="+")
    largest = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["model", "position"], name="tier_rule_place_once"),
            models.CheckConstraint(
                condition=models.Q(largest=None) | models.Q(largest__gt=0, largest__lte=1), name="tier_rule_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.tier_id}"
