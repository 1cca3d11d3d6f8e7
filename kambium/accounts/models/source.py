"""Where a row came from, and the number that tells a second editor that the row has moved on."""

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models.functions import Now


class Sourced(models.Model):
    """A row that files may bring in and people may edit.

    `source` names the system it came from and `source_key` its key there; `source_run` is the import run that created
    it. `created_at` is when the system learned of it. `version` goes up with every change: an edit made on an old
    version is not written, its author is shown both.
    """

    source = models.CharField(max_length=40, blank=True, db_default="", default="")
    source_key = models.CharField(max_length=120, blank=True, db_default="", default="")
    source_run = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1, db_default=1)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    updated_at = models.DateTimeField(db_default=TransactionNow())
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
