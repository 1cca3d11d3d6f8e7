"""What we sell, and for how much."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from kambium.accounts.models.source import Sourced
from kambium.commerce.models.money import money, sourced_constraints, sourced_indexes
from kambium.core.history import kept
from kambium.people.models.person import named


class Named(models.Model):
    """A thing with a name in each language; one of them is enough."""

    name_zh = models.CharField(max_length=200, blank=True, default="")
    name_en = models.CharField(max_length=200, blank=True, default="")
    sort_zh = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)


@kept(exclude=("updated_at",))
class ProductCategory(Named, Sourced):
    """A branch of the tree of what we sell. `path` is the ids from the top down to the category itself."""

    code = models.CharField(max_length=40, blank=True, default="")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    path = models.JSONField(default=list)
    position = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "product categories"
        ordering = ["position", "sort_zh", "id"]
        indexes = sourced_indexes("category")
        constraints = [
            *sourced_constraints("category"),
            models.CheckConstraint(condition=~models.Q(name_zh="", name_en=""), name="category_has_name"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="category_not_its_own"),
        ]


@kept(exclude=("updated_at",))
class Product(Named, Sourced):
    """Something we sell: goods, a service, a licence.

    `code` is our article number, unique where there is one. `unit` is a code of the vocabulary `unit`. Whoever wants to
    stop selling it withdraws it from a day on; what was sold stays.
    """

    code = models.CharField(max_length=60, blank=True, default="")
    category = models.ForeignKey(ProductCategory, models.PROTECT, null=True, blank=True, related_name="products")
    unit = models.CharField(max_length=64, blank=True, default="")
    cost = money(null=True, places=4)
    cost_currency = models.CharField(max_length=3, blank=True, default="")
    about = models.TextField(blank=True, default="")
    withdrawn_on = models.DateField(null=True, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["sort_zh", "id"]
        indexes = [
            models.Index(fields=["sort_zh", "id"], name="product_sort"),
            GinIndex(OpClass(Upper("name_zh"), "gin_trgm_ops"), name="product_zh_near"),
            GinIndex(OpClass(Upper("name_en"), "gin_trgm_ops"), name="product_en_near"),
            *sourced_indexes("product"),
        ]
        constraints = [
            *sourced_constraints("product"),
            models.UniqueConstraint(
                Upper("code"), name="product_code_once", condition=~models.Q(code="") & models.Q(deleted_at=None)
            ),
            models.CheckConstraint(condition=~models.Q(name_zh="", name_en=""), name="product_has_name"),
            models.CheckConstraint(condition=models.Q(cost__gte=0), name="product_cost_not_negative"),
            models.CheckConstraint(
                condition=models.Q(cost=None) | ~models.Q(cost_currency=""), name="product_cost_has_currency"
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is no longer sold, or will not be from a day on."""
        return self.withdrawn_on is not None


@kept(exclude=("updated_at",))
class PriceList(Named, Sourced):
    """Prices in one currency, for those who buy by it; `active` is when the list holds."""

    currency = models.CharField(max_length=3)
    active = DateRangeField()

    class Meta:
        ordering = ["sort_zh", "id"]
        indexes = sourced_indexes("price_list")
        constraints = [
            *sourced_constraints("price_list"),
            models.CheckConstraint(condition=~models.Q(name_zh="", name_en=""), name="price_list_has_name"),
        ]


@kept()
class Price(Sourced):
    """What a product costs on a list, from a quantity on and for a time. Two prices never hold at once."""

    price_list = models.ForeignKey(PriceList, models.CASCADE, related_name="prices")
    product = models.ForeignKey(Product, models.CASCADE, related_name="prices")
    amount = money(places=4)
    from_quantity = models.DecimalField(max_digits=14, decimal_places=3, default=1)
    active = DateRangeField()

    class Meta:
        indexes = sourced_indexes("price")
        constraints = [
            *sourced_constraints("price"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="price_not_negative"),
            models.CheckConstraint(condition=models.Q(from_quantity__gt=0), name="price_quantity_positive"),
            ExclusionConstraint(
                name="price_one_at_a_time",
                expressions=[
                    ("price_list", RangeOperators.EQUAL),
                    ("product", RangeOperators.EQUAL),
                    ("from_quantity", RangeOperators.EQUAL),
                    ("active", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(deleted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.amount}"
