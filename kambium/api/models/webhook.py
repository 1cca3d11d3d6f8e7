"""Webhooks: where a person's system wants to hear of what happens, and what became of each message."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

PENDING, DONE, FAILED = "pending", "done", "failed"
STATES = ((PENDING, _("On its way")), (DONE, _("Arrived")), (FAILED, _("Given up")))


class Webhook(models.Model):
    """An address that hears of some kinds of events, as far as its person may see them.

    `secret` is sealed (`core.sealing`); messages are signed with it. `failures` counts tries in a row that failed; at
    some number the webhook is stopped. `gathered_at` is until when events were looked through.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks")
    name = models.CharField(max_length=60)
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.TextField())
    secret = models.TextField()
    failures = models.IntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    gathered_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(url=""), name="webhook_is_whole")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        """Whether messages go out."""
        return self.stopped_at is None and self.removed_at is None


class Delivery(models.Model):
    """One message to one webhook; without an event it is a trial. Tried until it arrives or is given up."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", db_index=False)
    event = models.ForeignKey("core.Event", models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=STATES, default=PENDING)
    tries = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    status = models.SmallIntegerField(null=True)
    answer = models.TextField(default="")
    took = models.IntegerField(null=True)
    made_at = models.DateTimeField(db_default=Now())
    tried_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [models.UniqueConstraint(fields=["webhook", "event"], name="delivery_once")]
        indexes: ClassVar = [
            models.Index(fields=["webhook", "-id"], name="delivery_log"),
            models.Index(fields=["next_at"], name="delivery_due", condition=models.Q(state=PENDING)),
            models.Index(fields=["made_at"], name="delivery_age"),
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.event_id} {self.state}"
