"""A token: what a program shows to work in a person's name."""

import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

PREFIX = "kbm_"
READ, WRITE = "read", "write"
SCOPES = ((READ, _("Read only")), (WRITE, _("Read and write")))


class Token(models.Model):
    """A person's permission for one program, until a day. It carries that person's rights, never more.

    The word itself is shown once and not kept: `digest` is its SHA-256, which is enough for 256 random bits, and `hint`
    its last characters. `minute` and `spent` count requests for the limit.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scope = models.CharField(max_length=8, choices=SCOPES, default=READ)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    last_used_from = models.CharField(max_length=64, default="")
    revoked_at = models.DateTimeField(null=True)
    minute = models.DateTimeField(null=True)
    spent = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="token_has_name"),
            models.CheckConstraint(condition=models.Q(scope__in=[READ, WRITE]), name="token_scope_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} …{self.hint}"


def digest_of(word: str) -> str:
    """What is kept of a token's word."""
    return hashlib.sha256(word.encode()).hexdigest()
