"""Version numbers of small tables that every process keeps in memory."""

from django.db import models


class Revision(models.Model):
    """How often a small table has changed. Read with each request, so that no process ever shows old words."""

    key = models.TextField(primary_key=True)
    number = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.key} {self.number}"
