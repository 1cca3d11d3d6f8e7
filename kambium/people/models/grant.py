"""Roles, leave and delegation: each a dated row, so that who could do what on a day is known."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kambium.core.history import kept

DAYS_AT_MOST = 90


@kept()
class Grant(models.Model):
    """A role given to a person for a time; `team` is the unit it is for, where the role has one."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20)
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="grants")
    active = DateTimeRangeField()
    reason = models.CharField(max_length=200, blank=True)
    granted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["person"], name="grant_person")]
        constraints = [
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Func(F("team"), Value(0), function="COALESCE"), RangeOperators.EQUAL),
                    ("active", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=False) | ~Q(role__in=("lead", "director")), name="grant_names_unit"
            ),
            models.CheckConstraint(condition=~Q(person=F("granted_by")), name="grant_not_to_oneself"),
            models.CheckConstraint(
                condition=~Q(approved_by=F("person")) & ~Q(approved_by=F("granted_by")), name="grant_by_four_eyes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.active}"


class GrantRequest(models.Model):
    """A role that reaches far, asked for by one security administrator and decided by another.

    It gives nothing: what holds is the `Grant` made when it is approved.
    """

    OUTCOMES = (("approved", _("Approved")), ("declined", _("Declined")), ("withdrawn", _("Withdrawn")))

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="grant_requests")
    role = models.CharField(max_length=20)
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    active = DateTimeRangeField()
    reason = models.CharField(max_length=200, blank=True)
    requested_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                F("person"), F("role"), Func(F("team"), Value(0), function="COALESCE"),
                condition=Q(outcome=""), name="grant_request_waits_once",
            ),
            models.CheckConstraint(condition=~Q(person=F("requested_by")), name="grant_request_not_for_oneself"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by=None, decided_at=None)
                | Q(~Q(outcome=""), decided_by__isnull=False, decided_at__isnull=False),
                name="grant_request_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="approved")
                | (~Q(decided_by=F("requested_by")) & ~Q(decided_by=F("person"))),
                name="grant_request_four_eyes",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.outcome or 'waits'}"


class Leave(models.Model):
    """A person is away. The colleague named in `stand_in` is proposed as delegate."""

    KINDS = (("annual", _("Annual leave")), ("travel", _("Business travel")), ("other", _("Other absence")))

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="leaves")
    away = DateRangeField()
    kind = models.CharField(max_length=10, choices=KINDS, default="annual")
    note = models.CharField(max_length=200, blank=True)
    stand_in = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-away"]
        constraints = [
            ExclusionConstraint(
                name="leave_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("away", RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None),
            ),
            models.CheckConstraint(condition=~Q(person=F("stand_in")), name="leave_not_own_stand_in"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} away {self.away}"


@kept()
class Delegation(models.Model):
    """Some of a person's areas, done by a colleague for a time: at most 90 days, never passed on.

    The period itself decides at reading; a delegation that has run out is dead whatever any job does. Reviews, pay,
    careers and pulse (areas 6, 10, 11) can never be delegated.
    """

    from_person = models.ForeignKey("people.Person", models.CASCADE, related_name="delegations_given")
    to_person = models.ForeignKey("people.Person", models.CASCADE, related_name="delegations_held")
    areas = ArrayField(models.CharField(max_length=20))
    active = DateTimeRangeField()
    reason = models.CharField(max_length=200, blank=True)
    requested_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    approved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-active"]
        indexes = [
            models.Index(fields=["to_person"], name="delegation_to"),
            GinIndex(fields=["areas"], name="delegation_areas"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(from_person=F("to_person")), name="delegation_to_another"),
            models.CheckConstraint(
                condition=Q(
                    active__endswith__lte=F("active__startswith")
                    + Value(f"{DAYS_AT_MOST} days", output_field=models.DurationField())
                ),
                name="delegation_at_most_90_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_person_id} → {self.to_person_id} {self.active}"
