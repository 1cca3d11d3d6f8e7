"""Around the record: files, comments, followers."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from kambium.accounts.models.account import Account
from kambium.core.access import Owned
from kambium.core.models import StoredFile


class AccountFile(Owned):
    """A file kept with an account."""

    permission: ClassVar[str] = "files.view"
    has_bin: ClassVar[bool] = True

    account = models.ForeignKey(Account, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    label = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    added_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.label


class Comment(Owned):
    """A word among colleagues on an account, or on something of it; `mentions` are the people called by @."""

    permission: ClassVar[str] = "comments.view"
    has_bin: ClassVar[bool] = True

    account = models.ForeignKey(Account, models.CASCADE, related_name="comments")
    subject_type = models.CharField(max_length=40, default="account")
    subject_id = models.BigIntegerField(null=True)
    body = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    mentions = ArrayField(models.BigIntegerField(), default=list)
    created_at = models.DateTimeField(db_default=Now())
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(condition=~models.Q(body=""), name="comment_not_empty")]

    def __str__(self) -> str:
        return self.body[:60]


class Follow(models.Model):
    """A person wants to hear of what happens on an account."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="followers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "person"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.account_id}"
