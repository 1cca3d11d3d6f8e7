"""The business's own story: what happened, when, when it became known, who did it and what caused it."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from kambium.core.access.owned import Owned
from kambium.core.history import NEVER_EMPTIED


class Event(Owned):
    """A business fact, written in the transaction of the action that caused it and never changed.

    `subject` is the row it is about, `root` the account (or other main record) on whose timeline it appears; both are
    plain keys, because an event outlives its row. `happened_at` is when it was so in the world, `recorded_at` when
    the system learned of it: what was known on a day is the events recorded by then.
    """

    permission: ClassVar[str] = "accounts.view"
    root_column: ClassVar[str] = "root_id"

    kind = models.TextField()
    subject_type = models.TextField()
    subject_id = models.BigIntegerField()
    root_type = models.TextField(default="")
    root_id = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    via = models.TextField(default="web")
    request_id = models.UUIDField(null=True, default=None)
    data = models.JSONField(default=dict)
    cause = models.ForeignKey("self", models.PROTECT, null=True, related_name="effects")

    class Meta:
        indexes = [
            models.Index(fields=["root_type", "root_id", "-happened_at"], name="event_root"),
            models.Index(fields=["subject_type", "subject_id", "-happened_at"], name="event_subject"),
            models.Index(fields=["kind", "recorded_at"], name="event_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(kind=""), name="event_has_kind"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only",
                operation=pgtrigger.Delete
                | pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "kind", "subject_type", "subject_id", "happened_at", "recorded_at", "actor_id", "data", "cause_id"
                ),
            ),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type}:{self.subject_id}"
