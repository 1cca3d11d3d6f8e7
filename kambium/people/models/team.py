"""Teams as a tree, and who was in which team under whom, when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from kambium.core.history import kept
from kambium.people.models.person import named


@kept()
class Team(models.Model):
    """A unit of the company: the company itself at depth 0, divisions, branches, teams below.

    `path` holds the ids from the company down to this unit, itself included; `depth` is its length less one. Both are
    kept by the actions, so that a subtree is one indexed test. `source_run` is the import run that created it.
    """

    name_zh = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = ArrayField(models.BigIntegerField(), default=list)
    depth = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    source_run = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["path"]
        indexes = [GinIndex(fields=["path"], name="team_path")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_zh="", name_en=""), name="team_has_name"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="team_not_own_parent"),
            models.UniqueConstraint(
                fields=["parent", "name_zh", "name_en"],
                condition=models.Q(is_active=True),
                nulls_distinct=False,
                name="team_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)


class Membership(models.Model):
    """A person's place for a time: team, manager and title. Periods of one person never overlap.

    `active` is half-open; no upper end means until further notice.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="memberships")
    manager = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    title_zh = models.CharField(max_length=80, blank=True)
    title_en = models.CharField(max_length=80, blank=True)
    active = DateRangeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["person", "active"]
        constraints = [
            ExclusionConstraint(
                name="membership_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("active", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~models.Q(active__isempty=True), name="membership_not_empty"),
            models.CheckConstraint(condition=~models.Q(person=models.F("manager")), name="membership_not_own_manager"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id} {self.active}"
