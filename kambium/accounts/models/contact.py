"""The people on the customer's side."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kambium.accounts.models.account import Account
from kambium.accounts.models.source import Sourced
from kambium.core.access import Owned
from kambium.core.history import kept
from kambium.people.models.person import named


@kept(exclude=("updated_at",))
class Contact(Owned, Sourced):
    """A person at an account. `roles` are codes of terms: what part they play in buying.

    Somebody who left the company stays, with the day they left: what they said and decided remains true.
    """

    permission: ClassVar[str] = "contacts.view"
    has_bin: ClassVar[bool] = True

    LANGUAGES = (("zh-hans", "中文"), ("en", "English"))

    account = models.ForeignKey(Account, models.CASCADE, related_name="contacts", db_index=False)
    name_zh = models.CharField(max_length=80, blank=True, default="")
    name_en = models.CharField(max_length=80, blank=True, default="")
    sort_zh = models.CharField(max_length=200, blank=True, default="")
    title = models.CharField(max_length=120, blank=True, default="")
    department = models.CharField(max_length=120, blank=True, default="")
    seniority = models.CharField(max_length=64, blank=True, default="")
    roles = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    language = models.CharField(max_length=10, choices=LANGUAGES, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    mobile = models.CharField(max_length=40, blank=True, default="")
    phone_key = models.CharField(max_length=20, blank=True, default="")
    wechat = models.CharField(max_length=60, blank=True, default="")
    reports_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    is_main = models.BooleanField(default=False, db_default=False)
    left_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "sort_zh", "id"], name="contact_account"),
            models.Index(fields=["owner"], name="contact_owner"),
            models.Index(fields=["team_id"], name="contact_team"),
            models.Index(fields=["sort_zh", "id"], name="contact_sort"),
            models.Index(fields=["email"], name="contact_email", condition=~models.Q(email="")),
            models.Index(fields=["phone_key"], name="contact_phone", condition=~models.Q(phone_key="")),
            models.Index(fields=["source_run"], name="contact_run", condition=models.Q(source_run__isnull=False)),
            models.Index(fields=["deleted_at"], name="contact_bin", condition=models.Q(deleted_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"],
                name="contact_source_once",
                condition=~models.Q(source_key="") & models.Q(deleted_at=None),
            ),
            models.CheckConstraint(condition=~models.Q(name_zh="", name_en=""), name="contact_has_name"),
            models.CheckConstraint(condition=~models.Q(reports_to=models.F("id")), name="contact_not_own_superior"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)

    @property
    def has_left(self) -> bool:
        """Whether they no longer work at the account."""
        return self.left_on is not None
