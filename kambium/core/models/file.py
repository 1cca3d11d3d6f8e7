"""Files people upload. The bytes lie in the data folder under their hash, the row knows the rest."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class StoredFile(models.Model):
    """The bytes of an uploaded file, stored once whatever the number of places that show it."""

    sha256 = models.CharField(max_length=64)
    name = models.TextField()
    size = models.BigIntegerField()
    content_type = models.TextField(default="application/octet-stream")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="file_sha256")]
        constraints = [models.CheckConstraint(condition=models.Q(size__gte=0), name="file_size_not_negative")]

    def __str__(self) -> str:
        return self.name
