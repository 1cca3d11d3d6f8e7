"""What the bell shows."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Notice(models.Model):
    """Something a person should know. `needs_action` puts it before what is only for information.

    `key` makes writing it twice harmless: one notice per person and key.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.TextField()
    kind = models.TextField()
    data = models.JSONField(default=dict)
    url = models.TextField(default="")
    needs_action = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread")]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.person_id}"
