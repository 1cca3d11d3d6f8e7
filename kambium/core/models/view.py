"""How a person likes to look: saved views of lists, and pinned pages."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class SavedView(models.Model):
    """A list as somebody wants to see it again: filters, columns, order and density, as the address keeps them.

    `team_id` set: the whole team sees it. `is_default`: the list opens with it for its owner.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    list_key = models.TextField()
    name = models.CharField(max_length=60)
    query = models.JSONField(default=dict)
    team_id = models.BigIntegerField(null=True)
    is_default = models.BooleanField(default=False)
    position = models.IntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "list_key", "name"], name="view_name_once"),
            models.UniqueConstraint(
                fields=["person", "list_key"], condition=models.Q(is_default=True), name="view_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Pin(models.Model):
    """A page kept in the side bar."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pins")
    label = models.CharField(max_length=80)
    url = models.TextField()
    position = models.IntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "url"], name="pin_once")]

    def __str__(self) -> str:
        return self.label
