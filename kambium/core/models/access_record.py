"""Who read what is not everybody's to read."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from kambium.core.history import NEVER_EMPTIED

KEPT_AT_LEAST = 180  # days; the Cybersecurity Law of China, article 21, asks for six months


class AccessRecord(models.Model):
    """Somebody read, downloaded or took out personal or confidential data.

    It says what was read and holds none of it: the subject is a plain key, `data` names a file or a list. The
    database lets nobody change a row, or remove one before its time.
    """

    kind = models.TextField()
    subject_type = models.TextField(default="")
    subject_id = models.BigIntegerField(null=True)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    via = models.TextField(default="web")
    where = models.TextField(default="")
    data = models.JSONField(default=dict)
    read_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="access_subject"),
            models.Index(fields=["reader", "-id"], name="access_reader"),
            models.Index(fields=["read_at"], name="access_time"),
        ]
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(kind=""), name="access_has_kind")]
        triggers = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
            pgtrigger.Protect(
                name="kept_half_a_year",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition(f"OLD.read_at > now() - interval '{KEPT_AT_LEAST} days'"),
            ),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.kind} {self.subject_type}:{self.subject_id}"
