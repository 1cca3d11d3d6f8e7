"""What a product costs on a day, by the lists of its currency."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kambium.commerce.models import Price


@dataclass(frozen=True)
class Offer:
    """A price from a quantity on."""

    from_quantity: Decimal
    amount: Decimal


def offers(products: Collection[int], currency: str, day: date) -> Mapping[int, list[Offer]]:
    """The prices of some products in a currency on a day, the largest quantity first, in one statement.

    Where several lists have the product, the list that was entered first holds.
    """
    rows = Price.objects.filter(
        product_id__in=products, deleted_at=None, active__contains=day, price_list__currency=currency,
        price_list__active__contains=day, price_list__deleted_at=None,
    ).order_by("-from_quantity", "price_list_id")  # fmt: skip
    found: dict[int, list[Offer]] = {}
    for product, quantity, amount in rows.values_list("product_id", "from_quantity", "amount"):
        known = found.setdefault(product, [])
        if not known or known[-1].from_quantity != quantity:
            known.append(Offer(quantity, amount))
    return found


def price_for(known: list[Offer], quantity: Decimal) -> Decimal | None:
    """The price of so many; None below the smallest quantity there is a price for."""
    return next((offer.amount for offer in known if offer.from_quantity <= quantity), None)
