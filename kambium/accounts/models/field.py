"""Fields the company adds to its records."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kambium.people.models.person import named


class CustomField(models.Model):
    """A field an administrator added to accounts or contacts. Values lie in the row's `extra` under `key`.

    A field that is no longer wanted is made inactive; its values stay.
    """

    RECORDS = (("account", _("Account")), ("contact", _("Contact")))
    KINDS = (
        ("text", _("Text")),
        ("number", _("Number")),
        ("date", _("Date")),
        ("choice", _("One of a list")),
        ("choices", _("Several of a list")),
        ("boolean", _("Yes or no")),
    )

    record = models.CharField(max_length=10, choices=RECORDS)
    key = models.CharField(max_length=40)
    label_zh = models.CharField(max_length=60, blank=True)
    label_en = models.CharField(max_length=60, blank=True)
    help_zh = models.CharField(max_length=200, blank=True)
    help_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    choices = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    is_required = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    position = models.IntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["record", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["record", "key"], name="field_key_once"),
            models.CheckConstraint(condition=models.Q(key__regex=r"^[a-z][a-z0-9_]{0,39}$"), name="field_key_form"),
            models.CheckConstraint(condition=~models.Q(label_zh="", label_en=""), name="field_has_label"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=("choice", "choices")) | ~models.Q(choices=[]), name="field_has_choices"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the reader's language, else in the other."""
        return named(self.label_zh, self.label_en)
