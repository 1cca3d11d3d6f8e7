"""The account: a customer organisation."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from kambium.accounts.models.source import Sourced
from kambium.core.access import Owned, OwnedQuerySet
from kambium.core.history import kept
from kambium.people.models.person import named


class AccountQuerySet(OwnedQuerySet):
    """Reads of accounts."""

    def in_group_of(self, account: "Account") -> Self:
        """The account's group: its parent, its siblings, and its subsidiaries."""
        top = account.parent_id or account.pk
        return self.filter(models.Q(pk=top) | models.Q(parent_id=top) | models.Q(parent_id=account.pk))


@kept(exclude=("updated_at", "last_activity_at", "next_step", "next_step_on"))
class Account(Owned, Sourced):
    """A customer organisation: the company on the licence, a plant, or a group that others belong to.

    Two accounts may have the same name (two plants, two namesakes); what is unique is the registration number in its
    country and the key in a source system. `name_key` is the name without legal form, for finding duplicates.
    `tags`, `industry`, `region`, `size` and `status` are codes of terms. `last_activity_at` and `next_step` are copied
    from the activities by the actions that write those.
    """

    permission: ClassVar[str] = "accounts.view"
    root_column: ClassVar[str] = "id"
    has_bin: ClassVar[bool] = True

    name_zh = models.CharField(max_length=200, blank=True, default="")
    name_en = models.CharField(max_length=200, blank=True, default="")
    short_name = models.CharField(max_length=80, blank=True, default="")
    name_key = models.CharField(max_length=200, blank=True, default="")
    sort_zh = models.CharField(max_length=200, blank=True, default="")
    sort_en = models.CharField(max_length=200, blank=True, default="")
    registration_no = models.CharField(max_length=40, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subsidiaries", db_index=False
    )
    industry = models.CharField(max_length=64, blank=True, default="")
    region = models.CharField(max_length=64, blank=True, default="")
    size = models.CharField(max_length=64, blank=True, default="")
    status = models.CharField(max_length=64, default="active")
    employees = models.IntegerField(null=True, blank=True)
    annual_revenue = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    founded_year = models.SmallIntegerField(null=True, blank=True)
    customer_since = models.DateField(null=True, blank=True)
    website = models.CharField(max_length=200, blank=True, default="")
    domain = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    phone_key = models.CharField(max_length=20, blank=True, default="")
    city = models.CharField(max_length=80, blank=True, default="")
    about = models.TextField(blank=True, default="")
    tags = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    last_activity_at = models.DateTimeField(null=True)
    next_step = models.CharField(max_length=200, blank=True, default="")
    next_step_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)

    objects = AccountQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        # The list counts up to ten thousand rows and adds up their revenue: what an index carries besides its key
        # spares the rows themselves, which lie all over the table.
        indexes = [
            models.Index(fields=["sort_zh", "id"], name="account_sort_zh"),
            models.Index(fields=["sort_en", "id"], name="account_sort_en"),
            models.Index(
                fields=["industry", "status", "sort_zh", "id"],
                name="account_kind",
                include=["annual_revenue", "currency"],
                condition=models.Q(deleted_at__isnull=True),
            ),
            models.Index(
                fields=["owner", "sort_zh", "id"],
                name="account_owner",
                include=["deleted_at", "annual_revenue", "currency"],
            ),
            models.Index(
                fields=["division_id", "sort_zh", "id"],
                name="account_division",
                include=["deleted_at", "annual_revenue", "currency"],
            ),
            models.Index(
                fields=["branch_id", "sort_zh", "id"],
                name="account_branch",
                include=["deleted_at", "annual_revenue", "currency"],
                condition=models.Q(branch_id__isnull=False),
            ),
            models.Index(fields=["team_id"], name="account_team"),
            models.Index(fields=["name_key"], name="account_name_key"),
            GinIndex(OpClass("name_key", "gin_trgm_ops"), name="account_name_near"),
            models.Index(fields=["parent"], name="account_parent", condition=models.Q(parent__isnull=False)),
            models.Index(fields=["domain"], name="account_domain", condition=~models.Q(domain="")),
            models.Index(fields=["phone_key"], name="account_phone", condition=~models.Q(phone_key="")),
            models.Index(fields=["deleted_at"], name="account_bin", condition=models.Q(deleted_at__isnull=False)),
            models.Index(fields=["next_step_on"], name="account_next", condition=models.Q(next_step_on__isnull=False)),
            models.Index(fields=["source_run"], name="account_run", condition=models.Q(source_run__isnull=False)),
            GinIndex(fields=["tags"], name="account_tags", condition=~models.Q(tags=[])),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "registration_no"],
                name="account_registration_once",
                condition=~models.Q(registration_no="") & models.Q(deleted_at=None),
            ),
            models.UniqueConstraint(
                fields=["source", "source_key"],
                name="account_source_once",
                condition=~models.Q(source_key="") & models.Q(deleted_at=None),
            ),
            models.CheckConstraint(condition=~models.Q(name_zh="", name_en=""), name="account_has_name"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="account_not_own_parent"),
            models.CheckConstraint(condition=models.Q(employees__gte=0), name="account_employees_not_negative"),
            models.CheckConstraint(
                condition=models.Q(annual_revenue=None) | ~models.Q(currency=""), name="account_revenue_has_currency"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)

    @property
    def other_name(self) -> str:
        """The name in the other language, where there is one."""
        return self.name_en if self.name == self.name_zh else self.name_zh
