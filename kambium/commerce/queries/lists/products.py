"""The list of products."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from kambium.accounts.queries.lists import pens
from kambium.accounts.queries.lists.looking import AccountLook, look, term, term_options
from kambium.commerce.labels import PRODUCT
from kambium.commerce.models import Product
from kambium.commerce.queries.catalogue import categories
from kambium.core.ui.stencil import Stencil
from kambium.core.web.listing import Choices, Column, Filter, ListSpec, Option, Piece, Ready, Words, lists
from kambium.core.web.listing.pens import code, day, near_day, text

_link = Stencil("accounts/list/cells.html", "link", 2)


def _product(value: tuple[int, str], look: Any) -> str:
    return _link.fill(pens.page_of("product", value[0]), value[1])


def _name(column: Column, row: Any, look: AccountLook) -> tuple[int, str]:
    return row.id, look.named(row.name_zh, row.name_en)


def _category(column: Column, row: Any, look: AccountLook) -> str:
    return look.named(row.category__name_zh or "", row.category__name_en or "")


def columns(look: AccountLook) -> Sequence[Column]:
    """All columns in their usual order. What a product costs us is on its page, for those who may see it."""
    by_name = "sort_zh" if look.is_chinese else "name_en"
    return (
        Column("name", _("Product"), ("id", "name_zh", "name_en"), _product, (by_name,), value=_name, fixed=True,
               place="name", plain=lambda c, row, look: _name(c, row, look)[1]),
        Column("code", PRODUCT["code"], ("code",), code, ("code",), place="second"),
        Column("category", PRODUCT["category_id"], ("category__name_zh", "category__name_en"), text,
               ("category__sort_zh",), frozenset({"category__sort_zh"}), value=_category, place="figure"),
        Column("unit", PRODUCT["unit"], ("unit",), value=term("unit")),
        Column("withdrawn", PRODUCT["withdrawn_on"], ("withdrawn_on",), day, ("withdrawn_on",),
               frozenset({"withdrawn_on"}), place="state"),
        Column("name_zh", PRODUCT["name_zh"], ("name_zh",), order=("sort_zh",), shown=False),
        Column("name_en", PRODUCT["name_en"], ("name_en",), order=("name_en",), shown=False),
        Column("created", _("Created on"), ("created_at",), near_day, ("created_at",), falling=True, shown=False),
    )  # fmt: skip


def filters(look: AccountLook) -> Sequence[Filter]:
    """All conditions; the first stand in the toolbar."""
    return (
        Words("q", _("Product"), main=True, kind="product"),
        Piece("code", PRODUCT["code"], column="code"),
        Choices("category", PRODUCT["category_id"], main=True, options=_categories),
        Choices("unit", PRODUCT["unit"], options=term_options("unit"), column="unit"),
        Choices("sold", pgettext("product", "Offered"), main=True, options=_sold),
    )


def _categories(look: AccountLook) -> list[Option]:
    """A category stands for all below it."""
    return [Option(str(pk), label, Q(category__path__contains=[pk])) for pk, label in categories()]


def _sold(look: AccountLook) -> list[Option]:
    return [
        Option("yes", _("Is sold"), Q(withdrawn_on=None) | Q(withdrawn_on__gt=look.today)),
        Option("no", pgettext("product", "Withdrawn"), Q(withdrawn_on__lte=look.today)),
    ]


SPEC = ListSpec(
    key="products",
    label=gettext_lazy("Products"),
    address="product_list",
    permission="products.view",
    rows=lambda look, permission, where: Product.objects.filter(where, deleted_at=None),
    columns=columns,
    filters=filters,
    ready=(
        Ready("sold", gettext_lazy("Is sold"), {"sold": ("yes",)}),
        Ready("all", gettext_lazy("All")),
        Ready("withdrawn", pgettext_lazy("product", "Withdrawn"), {"sold": ("no",)}),
    ),
    opens_with=lambda look: "sold",
    look=look,
    sort="name",
    row_url=lambda row: pens.page_of("product", row.id),
    row_name=lambda row, look: look.named(row.name_zh, row.name_en),
    empty=gettext_lazy("No products match"),
    always=("name_zh", "name_en"),
    export_permission="products.export",
)
lists.add(SPEC)
