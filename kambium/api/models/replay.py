"""The answer to a change that was asked for under a key, kept for a day."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Replay(models.Model):
    """What was answered to a write with an `Idempotency-Key`: asked again, the same is answered and nothing is done.

    Written in the transaction of the change. `asked` is the SHA-256 of method, address and body.
    """

    token = models.ForeignKey("api.Token", models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64)
    status = models.SmallIntegerField(default=0)
    body = models.TextField(default="")
    headers = models.JSONField(default=dict)
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="replay_once")]
        indexes: ClassVar = [models.Index(fields=["kept_at"], name="replay_age")]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
