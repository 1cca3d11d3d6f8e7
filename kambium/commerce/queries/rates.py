"""What foreign money was worth on a day, in the company's currency."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count

from kambium.commerce.models import ExchangeRate, Order
from kambium.core.access import Actor
from kambium.people.queries import days

ONE = Decimal(1)
CODE = re.compile(r"[A-Z]{3}")


def is_code(text: str) -> bool:
    """Whether a text is written as a currency's code is: three capital letters."""
    return CODE.fullmatch(text) is not None


def home_currency() -> str:
    """The currency in which the company counts."""
    return days.company().currency


def rate_on(currency: str, day: date) -> Decimal | None:
    """What one unit of a currency was worth on a day: the latest rate on or before it.

    1 for the company's own currency; None where no rate is known, which is neither one nor zero.
    """
    if currency == home_currency():
        return ONE
    rows = ExchangeRate.objects.filter(currency=currency, on__lte=day).order_by("-on")
    return rows.values_list("rate", flat=True).first()


def latest(currencies: Iterable[str], day: date) -> Mapping[str, Decimal]:
    """The rates of several currencies on a day, in one statement; a currency without a rate is left out."""
    rows = ExchangeRate.objects.filter(currency__in=set(currencies), on__lte=day).order_by("currency", "-on")
    found = dict(rows.distinct("currency").values_list("currency", "rate"))
    return {**found, home_currency(): ONE}


def offered(also: str = "") -> list[str]:
    """The currencies a paper can be written in: the company's first, then those with a rate, and one more."""
    known = set(ExchangeRate.objects.values_list("currency", flat=True).distinct()) | ({also} if also else set())
    return [home_currency(), *sorted(known - {home_currency()})]


def missing(actor: Actor) -> list[tuple[str, int]]:
    """Currencies with orders that have no rate, and how many, of those the reader may see."""
    rows = Order.objects.visible_to(actor).filter(rate=None) if actor.can("orders.view") else Order.objects.none()
    return list(rows.order_by("currency").values_list("currency").annotate(count=Count("pk")))
