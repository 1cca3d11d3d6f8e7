"""What was done with a customer: calls, visits, mails, messages, online meetings, tasks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kambium.accounts.models.account import Account
from kambium.accounts.models.contact import Contact
from kambium.accounts.models.source import Sourced
from kambium.core.access import Owned
from kambium.core.history import kept

KINDS = (
    ("call", _("Call")),
    ("visit", _("Visit")),
    ("mail", pgettext_lazy("activity", "E-mail")),
    ("message", _("Message")),
    ("meeting", _("Online meeting")),
    ("task", _("Task")),
    ("other", pgettext_lazy("activity", "Other")),
)
KIND_ICONS = {
    "call": "phone", "visit": "map-pin", "mail": "mail", "message": "message-circle", "meeting": "video",
    "task": "list-todo", "other": "ellipsis",
}  # fmt: skip


@kept(exclude=("updated_at",))
class Activity(Owned, Sourced):
    """One touch with a customer, and the next step it led to.

    `happened_at` is when it took place, `created_at` when it was entered. The next step is open until `next_done_at`.
    """

    permission: ClassVar[str] = "activities.view"
    has_bin: ClassVar[bool] = True

    account = models.ForeignKey(Account, models.CASCADE, related_name="activities", db_index=False)
    kind = models.CharField(max_length=10, choices=KINDS)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True, default="")
    happened_at = models.DateTimeField()
    minutes = models.IntegerField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    next_step = models.CharField(max_length=200, blank=True, default="")
    next_on = models.DateField(null=True, blank=True)
    next_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    next_done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "activities"
        indexes = [
            models.Index(fields=["account", "-happened_at", "-id"], name="activity_account"),
            models.Index(fields=["by", "-happened_at"], name="activity_by"),
            models.Index(fields=["owner", "-happened_at"], name="activity_owner"),
            models.Index(fields=["team_id", "-happened_at"], name="activity_team"),
            models.Index(fields=["-happened_at", "-id"], name="activity_when"),
            models.Index(
                fields=["next_owner", "next_on"],
                name="activity_open",
                condition=models.Q(next_done_at=None, deleted_at=None) & ~models.Q(next_step=""),
            ),
            models.Index(fields=["source_run"], name="activity_run", condition=models.Q(source_run__isnull=False)),
            models.Index(fields=["deleted_at"], name="activity_bin", condition=models.Q(deleted_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[k for k, _label in KINDS]), name="activity_kind"),
            models.CheckConstraint(condition=~models.Q(subject=""), name="activity_has_subject"),
            models.CheckConstraint(condition=models.Q(minutes__gte=0), name="activity_minutes_not_negative"),
            models.CheckConstraint(
                condition=models.Q(next_on=None) | ~models.Q(next_step=""), name="activity_date_has_step"
            ),
            models.UniqueConstraint(
                fields=["source", "source_key"],
                name="activity_source_once",
                condition=~models.Q(source_key="") & models.Q(deleted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        """Whether its next step is still to be done."""
        return bool(self.next_step) and self.next_done_at is None


class Participant(models.Model):
    """Somebody who took part in an activity: a contact of theirs or a person of ours."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participants")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="took_part")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contact=None, person__isnull=False) | models.Q(contact__isnull=False, person=None),
                name="participant_one_side",
            ),
            models.UniqueConstraint(
                fields=["activity", "contact"], name="participant_contact_once", condition=models.Q(person=None)
            ),
            models.UniqueConstraint(
                fields=["activity", "person"], name="participant_person_once", condition=models.Q(contact=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.contact_id or self.person_id}"
