"""What an account bought: by quarter and year, by product, and what changed against the year before.

Everything is read from booked order lines, returns taken off, in the company's currency. Amounts of which no rate is
known are not guessed: they are counted, and left out of the sums.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncQuarter

from kambium.accounts.models import Account
from kambium.commerce.models import OrderLine
from kambium.core.access import Actor
from kambium.people.models import Company
from kambium.people.models.person import named

PERMISSION = "orders.view"
ZERO = Decimal(0)
QUARTERS = 12
PRODUCTS = 50


@dataclass(frozen=True)
class Summary:
    """Twelve months up to a day, the twelve before, the last order, how many days lie between two days of orders.

    `unknown` is how many lines of these two years have no rate. `gap` is None before the second day of orders.
    `currency` is the company's, in which all is counted; empty where nothing was bought.
    """

    now: Decimal
    before: Decimal
    last_on: date | None
    gap: int | None
    unknown: int
    currency: str

    @property
    def change(self) -> Decimal | None:
        """Growth in per cent; None where nothing was bought the year before."""
        return (self.now - self.before) / self.before * 100 if self.before > 0 else None


@dataclass(frozen=True)
class Quarter:
    """A quarter by its first day, its amount, and that of the same quarter a year earlier."""

    begins_on: date
    amount: Decimal
    last: Decimal

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.begins_on.month + 2) // 3


@dataclass(frozen=True)
class Bought:
    """What was bought of one product in twelve months, and in the twelve before. Without a product: other lines."""

    product_id: int | None
    name_zh: str
    name_en: str
    now: Decimal
    before: Decimal

    @property
    def name(self) -> str:
        """The product's name in the reader's language; empty for lines without one."""
        return named(self.name_zh, self.name_en)

    @property
    def change(self) -> Decimal:
        """How much more than the year before."""
        return self.now - self.before

    @property
    def movement(self) -> str:
        """new, lost, grown, shrunk or same."""
        if self.before <= 0 < self.now:
            return "new"
        if self.now <= 0 < self.before:
            return "lost"
        return "grown" if self.change > 0 else "shrunk" if self.change < 0 else "same"


@dataclass(frozen=True)
class History:
    """The purchase history of an account, as its page shows it."""

    summary: Summary
    quarters: list[Quarter]
    years: list[tuple[int, Decimal]]
    products: list[Bought]

    def moved(self, movement: str) -> list[Bought]:
        """The products of one movement, the largest change first."""
        return sorted((p for p in self.products if p.movement == movement), key=lambda p: -abs(p.change))


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def summary(lines: "QuerySet[Any]", today: date) -> Summary:
    """The figures of an account's lines, in one statement."""
    now, before = _periods(today)
    found = lines.aggregate(
        now=Sum("home", filter=now), before=Sum("home", filter=before), last=Max("ordered_on"), first=Min("ordered_on"),
        days=Count("ordered_on", distinct=True), unknown=Count("ordered_on", filter=Q(home=None) & (now | before)),
        currency=Max(Subquery(Company.objects.order_by("pk").values("currency")[:1])),
    )  # fmt: skip
    gap = (found["last"] - found["first"]).days / (found["days"] - 1) if found["days"] > 1 else None
    return Summary(
        found["now"] or ZERO, found["before"] or ZERO, found["last"], None if gap is None else round(gap),
        found["unknown"], found["currency"] or "",
    )  # fmt: skip


def history(account_id: int, today: date) -> History:
    """The whole history: three statements, however many lines there are."""
    sums = dict(
        lines_of(account_id)
        .annotate(quarter=TruncQuarter("ordered_on"))
        .values_list("quarter")
        .annotate(sum=Sum("home"))
    )
    years: dict[int, Decimal] = {}
    for begins_on, amount in sums.items():
        years[begins_on.year] = years.get(begins_on.year, ZERO) + (amount or ZERO)
    quarters = [
        Quarter(begins_on, sums.get(begins_on) or ZERO, sums.get(year_before(begins_on)) or ZERO)
        for begins_on in _quarters(today)
    ]
    return History(summary(lines_of(account_id), today), quarters, sorted(years.items()), _products(account_id, today))


def open_lines(actor: Actor, account_id: int) -> "QuerySet[Any]":
    """The booked lines of an account; none where its orders are not open to the reader."""
    account = Account.objects.visible_to(actor, PERMISSION).filter(pk=account_id)
    return lines_of(account_id).filter(account_id__in=account.values("pk"))


def lines_of(account_id: int) -> "QuerySet[Any]":
    """The booked lines of an account, for who was asked whether the reader may see them."""
    return OrderLine.objects.alive().filter(account_id=account_id, is_booked=True)


def twelve_months(today: date) -> Q:
    """Lines and papers of the twelve months up to and with a day."""
    return _periods(today)[0]


def _periods(today: date) -> tuple[Q, Q]:
    """Twelve months up to and with `today`, and the twelve before, as half-open periods."""
    end = today + timedelta(days=1)
    middle = year_before(end)
    start = year_before(middle)
    return Q(ordered_on__gte=middle, ordered_on__lt=end), Q(ordered_on__gte=start, ordered_on__lt=middle)


def _products(account_id: int, today: date) -> list[Bought]:
    now, before = _periods(today)
    rows = (
        lines_of(account_id)
        .filter(now | before)
        .values_list("product_id", "product__name_zh", "product__name_en")
        .annotate(now=Sum("home", filter=now), before=Sum("home", filter=before))
    )
    found = [Bought(i, zh or "", en or "", a or ZERO, b or ZERO) for i, zh, en, a, b in rows]
    return sorted(found, key=lambda p: (-p.now, -p.before, p.product_id or 0))


def _quarters(today: date) -> Iterable[date]:
    month = today.year * 12 + (today.month - 1) // 3 * 3
    return [date((m := month - 3 * back) // 12, m % 12 + 1, 1) for back in reversed(range(QUARTERS))]
