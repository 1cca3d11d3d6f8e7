"""Products and their prices."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from kambium.accounts.actions.taking import store
from kambium.commerce.models import Price, PriceList, Product, ProductCategory
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.core.days import is_plausible
from kambium.core.search import index
from kambium.core.search.fold import sort_key
from kambium.people.actions.rejected import Rejected, check_version

LARGEST = Decimal(10) ** 12
TEXTS = ("name_zh", "name_en", "code", "unit", "about", "cost_currency")
FIELDS = frozenset({*TEXTS, "category_id", "cost", "withdrawn_on"})


class NotAProduct(Rejected):
    """Something that a product needs is missing or cannot be."""


class CodeTaken(Rejected):
    """Another product has the article number."""


class NotAPrice(Rejected):
    """The price, its quantity or its day cannot be."""


def add_product(*, by: Actor, values: Mapping[str, Any], at: datetime) -> Product:
    """Add something that is sold; a name in either language is enough. Raises NotAProduct, CodeTaken, NotThere."""
    require(by, "products.edit")
    product = Product(created_by_id=by.person_id or None)
    with transaction.atomic():
        _write(product, values)
        _store(product)
        index.refresh("product", [product.pk])
        events.record("product.added", product, by=by, at=at, data={"product": str(product)})
    return product


def change_product(
    *, by: Actor, product_id: int, version: int | None, values: Mapping[str, Any], at: datetime
) -> Product:
    """Change a product. Raises Stale, and what `add_product` raises."""
    require(by, "products.edit")
    with transaction.atomic():
        product = _take(product_id)
        check_version(product, version)
        before = {name: getattr(product, name) for name in values}
        was = product.withdrawn_on
        _write(product, values)
        names = [name for name, value in before.items() if getattr(product, name) != value]
        if names:
            product.version += 1
            product.updated_at = at
            _store(product, [*names, "sort_zh", "version", "updated_at"])
            index.refresh("product", [product.pk])
            gone = bool(product.withdrawn_on) - bool(was)
            kind = {1: "product.withdrawn", -1: "product.offered"}.get(gone, "product.changed")
            events.record(kind, product, by=by, at=at, data={"product": str(product), "names": names})
    return product


def set_price(
    *, by: Actor, product_id: int, price_list_id: int, amount: Decimal, on: date, at: datetime,
    from_quantity: Decimal = Decimal(1),
) -> Price:  # fmt: skip
    """A product costs so much on a list from a day on; the price that held until then ends, later ones go.

    Raises NotAPrice, NotThere.
    """
    require(by, "products.edit")
    if not 0 <= amount < LARGEST:
        raise NotAPrice(_("Enter zero or more."), "amount")
    if not 0 < from_quantity < LARGEST:
        raise NotAPrice(_("Enter a quantity above zero."), "from_quantity")
    if not is_plausible(on):
        raise NotAPrice(_("Enter a day between 1900 and 2200."), "on")
    with transaction.atomic():
        product = _take(product_id)
        price_list = PriceList.objects.select_for_update().filter(pk=price_list_id, deleted_at=None).first()
        if price_list is None:
            raise NotThere
        same = Price.objects.filter(
            price_list=price_list, product=product, from_quantity=from_quantity, deleted_at=None
        )
        same.filter(active__startswith__gte=on).delete()
        for old in same.filter(active__contains=on):
            old.active = DateRange(old.active.lower, on)
            old.version += 1
            old.save(update_fields=["active", "version"])
        price = Price.objects.create(
            price_list=price_list, product=product, amount=amount, from_quantity=from_quantity,
            active=DateRange(on, None), created_by_id=by.person_id or None,
        )  # fmt: skip
        data = {
            "product": str(product),
            "amount": f"{amount.normalize():f} {price_list.currency}",
            "on": on.isoformat(),
        }
        events.record("price.set", product, by=by, at=at, data=data)
    return price


def _take(number: int) -> Product:
    found = Product.objects.select_for_update().filter(pk=number, deleted_at=None).first()
    if found is None:
        raise NotThere
    return found


def _write(product: Product, values: Mapping[str, Any]) -> None:
    if unknown := set(values) - FIELDS:
        raise TypeError(f"not fields of a product: {sorted(unknown)}")
    for name, value in values.items():
        setattr(product, name, str(value or "").strip() if name in TEXTS else value)
    if not (product.name_zh or product.name_en):
        raise NotAProduct(_("Enter a name in one of the languages."), "name_zh")
    if product.cost is None:
        product.cost_currency = ""
    elif not 0 <= product.cost < LARGEST:
        raise NotAProduct(_("Enter zero or more."), "cost")
    elif not product.cost_currency:
        raise NotAProduct(_("In which currency?"), "cost_currency")
    if product.withdrawn_on and not is_plausible(product.withdrawn_on):
        raise NotAProduct(_("Enter a day between 1900 and 2200."), "withdrawn_on")
    if product.category_id:
        category = ProductCategory.objects.filter(pk=product.category_id, deleted_at=None)
        if not category.exists():
            raise NotThere
    product.sort_zh = sort_key(product.name_zh or product.name_en)[:200]


def _store(product: Product, only: list[str] | None = None) -> None:
    taken = CodeTaken(_("Another product has this article number."), "code")
    store(product, {"product_code_once": taken}, only=only)
