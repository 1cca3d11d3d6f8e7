"""Products as people call them, what they cost, and who buys them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q, Sum
from django.db.models.functions import Upper

from kambium.commerce.models import OrderLine, Price, PriceList, Product, ProductCategory
from kambium.commerce.queries.history import twelve_months
from kambium.core.access import Actor
from kambium.people.models.person import named

SEPARATOR = " · "
MOST = 1_000
TOP = 20


def called(product: Product) -> str:
    """What a form offers: number and name."""
    return SEPARATOR.join(filter(None, [product.code, product.name]))


def on_offer(day: date) -> list[Product]:
    """What is sold on a day, by name."""
    rows = Product.objects.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), deleted_at=None)
    return list(rows.order_by("sort_zh", "id")[:MOST])


def found(texts: Iterable[str]) -> Mapping[str, int]:
    """Products by what was typed: article number, name in either language, or both as a form offers them.

    A text that fits none or several products is left out. One statement, however many texts.
    """
    typed = {text: text.split(SEPARATOR)[0].strip() for text in texts if text.strip()}
    words = {word.upper() for pair in typed.items() for word in pair}
    rows = Product.objects.filter(deleted_at=None).annotate(
        number=Upper("code"), zh=Upper("name_zh"), en=Upper("name_en")
    )
    fits = rows.filter(Q(number__in=words - {""}) | Q(zh__in=words - {""}) | Q(en__in=words - {""}))
    known: dict[str, set[int]] = {}
    for pk, *names in fits.values_list("pk", "number", "zh", "en"):
        for name in filter(None, names):
            known.setdefault(name, set()).add(pk)
    best = {text: known.get(word.upper()) or known.get(text.upper()) or set() for text, word in typed.items()}
    return {text: next(iter(ids)) for text, ids in best.items() if len(ids) == 1}


@dataclass(frozen=True)
class Buyer:
    """An account that bought a product within twelve months: how much of it, for how much, and when last."""

    account_id: int
    name: str
    quantity: Decimal
    home: Decimal
    last_on: date


def buyers(actor: Actor, product_id: int, today: date) -> list[Buyer]:
    """Those who bought most of a product in twelve months, of the orders the reader may see."""
    if not actor.can("orders.view"):
        return []
    lines = OrderLine.objects.visible_to(actor).filter(twelve_months(today), product_id=product_id, is_booked=True)
    rows = lines.values_list("account_id", "account__name_zh", "account__name_en").annotate(
        sold=Sum("quantity"), worth=Sum("home"), last=Max("ordered_on")
    )
    return [
        Buyer(number, named(zh, en), sold, worth or Decimal(0), last)
        for number, zh, en, sold, worth, last in rows.order_by("-worth", "account_id")[:TOP]
    ]


def prices(product_id: int) -> list[Price]:
    """All prices a product has had, list by list, the latest first."""
    rows = Price.objects.filter(product_id=product_id, deleted_at=None).select_related("price_list")
    return list(rows.order_by("price_list__sort_zh", "price_list_id", "from_quantity", "-active"))


def price_lists(day: date) -> list[tuple[int, str]]:
    """The lists that hold on a day, with their currencies."""
    rows = PriceList.objects.filter(deleted_at=None, active__contains=day).order_by("sort_zh", "id")
    return [(row.pk, f"{row.name} · {row.currency}") for row in rows]


def categories() -> list[tuple[int, str]]:
    """The tree of categories as choices, each moved in by its depth."""
    rows = ProductCategory.objects.filter(deleted_at=None).order_by("path", "position", "sort_zh")
    return [(row.pk, "　" * (len(row.path) - 1) + row.name) for row in rows]
