"""What the demo company sells and what its customers have bought for two years: catalogue, prices, rates, orders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from kambium.accounts.models import Account
from kambium.commerce.models import ExchangeRate, Order, OrderLine, Price, PriceList, Product, ProductCategory
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.search.fold import sort_key
from kambium.demo.days import Calendar, moment, months_before, worked
from kambium.demo.dice import dice
from kambium.demo.reading import industries

MONTHS = 24
RATES = {"EUR": Decimal("7.82"), "USD": Decimal("7.16"), "JPY": Decimal("0.0478")}
# What one unit of the money in which an account counts its revenue is about worth in yuan.
WORTH = {**RATES, "VND": Decimal("0.00028"), "GBP": Decimal("9.1"),
         "KRW": Decimal("0.0052"), "NOK": Decimal("0.67"), "DKK": Decimal("1.05"), "SGD": Decimal("5.4"),
         "THB": Decimal("0.21"), "INR": Decimal("0.084"), "AED": Decimal("1.95")}  # fmt: skip
UNITS = {"台": "piece", "套": "set", "根": "piece", "件": "piece", "米": "metre", "箱": "box", "对": "pair"}
# Category, the signs by which a product belongs to it, and what one costs in yuan (from, to). The first that fits.
CATEGORIES = (
    ("bearings", "轴承", "Bearings", "drives", ("轴承", "支承"), (600, 9_000)),
    ("gears", "减速与传动", "Gears", "drives", ("减速", "齿轮", "驱动轮", "联轴"), (2_400, 26_000)),
    ("motion", "直线运动", "Linear motion", "automation", ("导轨", "模组", "滑台", "丝杠", "平台"), (900, 15_000)),
    (
        "control",
        "驱动与控制",
        "Drives and control",
        "automation",
        ("驱动", "变频", "伺服", "控制", "电机"),
        (1_800, 22_000),
    ),
    ("other", "其他部件", "Other components", "automation", ("",), (500, 8_000)),
)
BRANCHES = {"drives": ("传动部件", "Mechanical drives"), "automation": ("自动化", "Automation")}
SERVICES = (
    ("装机调试", "Commissioning", "day", 1_800), ("年度维保", "Annual maintenance", "year", 36_000),
    ("振动监测", "Vibration monitoring", "month", 2_600), ("备件加急", "Express spare parts", "time", 900),
)  # fmt: skip
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Sold:
    """A product with its price in yuan and the industry that buys it."""

    product: Product
    price: Decimal
    industry: str


def rows(accounts: Sequence[Account], calendar: Calendar, seed: int) -> list[Sequence[Any]]:
    """Everything in the order in which it can be written."""
    random = dice(seed, "trade")
    categories = _categories()
    sold = _products(categories, random)
    lists, prices = _prices(sold, calendar)
    rates = _rates(calendar, random)
    orders, lines = _orders(accounts, sold, rates, calendar, random)
    return [categories, [s.product for s in sold], lists, prices, rates, orders, lines]


def _categories() -> list[ProductCategory]:
    found: list[ProductCategory] = []
    for position, (zh, en) in enumerate((*BRANCHES.values(), ("服务", "Services")), 1):
        found.append(_category(position, zh, en, None, position))
    branches = dict(zip(BRANCHES, found, strict=False))
    for position, (_key, zh, en, branch, _signs, _costs) in enumerate(CATEGORIES, len(found) + 1):
        found.append(_category(position, zh, en, branches[branch], position))
    return found


def _category(number: int, zh: str, en: str, parent: ProductCategory | None, position: int) -> ProductCategory:
    path = [*(parent.path if parent else []), number]
    return ProductCategory(
        id=number, name_zh=zh, name_en=en, sort_zh=sort_key(zh), parent=parent, path=path, position=position
    )


def _products(categories: list[ProductCategory], random: Random) -> list[Sold]:
    at = {row[0]: category for row, category in zip(CATEGORIES, categories[3:], strict=True)}
    found: list[Sold] = []
    for industry, facts in industries().items():
        for item in facts.products:
            key, _zh, _en, _branch, _signs, costs = next(r for r in CATEGORIES if any(s in item.zh for s in r[4]))
            price = Decimal(random.randrange(costs[0], costs[1], 20))
            en = item.en[:1].upper() + item.en[1:]
            found.append(_sold(len(found) + 1, item.zh, en, at[key], UNITS.get(item.unit, "piece"), price, industry))
    for zh, en, unit, yuan in SERVICES:
        found.append(_sold(len(found) + 1, zh, en, categories[2], unit, Decimal(yuan), ""))
    return found


def _sold(number: int, zh: str, en: str, category: ProductCategory, unit: str, price: Decimal, industry: str) -> Sold:
    product = Product(
        id=number, name_zh=zh, name_en=en, sort_zh=sort_key(zh), code=f"MY-{category.pk}{number:03d}",
        category=category, unit=unit, cost=(price * Decimal("0.63")).quantize(CENT), cost_currency="CNY",
    )  # fmt: skip
    return Sold(product, price, industry)


def _prices(sold: list[Sold], calendar: Calendar) -> tuple[list[PriceList], list[Price]]:
    """Home prices were raised at the turn of the year; those abroad have stood since the list began."""
    begun, raised = months_before(calendar.today, MONTHS + 6).replace(day=1), date(calendar.today.year, 1, 1)
    names = (("标准价目表", "Standard prices", "CNY"), ("欧洲价目表", "European prices", "EUR"),
             ("美元价目表", "Dollar prices", "USD"))  # fmt: skip
    lists = [
        PriceList(id=number, name_zh=zh, name_en=en, sort_zh=sort_key(zh), currency=currency,
                  active=DateRange(begun, None))
        for number, (zh, en, currency) in enumerate(names, 1)
    ]  # fmt: skip
    prices: list[Price] = []
    for one in sold:
        home, abroad = lists[0], lists[1:]
        prices.append(_price(home, one, (one.price * Decimal("0.96")).quantize(CENT), 1, DateRange(begun, raised)))
        prices.append(_price(home, one, one.price, 1, DateRange(raised, None)))
        if one.industry:
            prices.append(_price(home, one, (one.price * Decimal("0.94")).quantize(CENT), 50, DateRange(raised, None)))
        for foreign in abroad:
            amount = (one.price * Decimal("1.18") / RATES[foreign.currency]).quantize(CENT)
            prices.append(_price(foreign, one, amount, 1, DateRange(begun, None)))
    return lists, prices


def _price(price_list: PriceList, sold: Sold, amount: Decimal, quantity: int, active: DateRange) -> Price:
    return Price(
        price_list=price_list, product=sold.product, amount=amount, from_quantity=Decimal(quantity), active=active
    )


def _rates(calendar: Calendar, random: Random) -> list[ExchangeRate]:
    found = []
    for currency, start in RATES.items():
        rate = start
        for back in range(MONTHS + 6, -1, -1):
            found.append(
                ExchangeRate(currency=currency, on=months_before(calendar.today, back).replace(day=1), rate=rate)
            )
            rate = (rate * Decimal(str(1 + random.uniform(-0.012, 0.012)))).quantize(Decimal("0.00000001"))
    return found


def _orders(
    accounts: Sequence[Account], sold: list[Sold], rates: list[ExchangeRate], calendar: Calendar, random: Random
) -> tuple[list[Order], list[OrderLine]]:
    orders: list[Order] = []
    lines: list[OrderLine] = []
    for account in accounts:
        if account.status == "prospect" or account.deleted_at:
            continue
        for order, its_lines in _bought(account, sold, rates, calendar, random):
            order.pk = len(orders) + 1
            order.number = f"SO{order.ordered_on:%y%m}-{order.pk:05d}"
            orders.append(order)
            for line in its_lines:
                line.order_id = order.pk
                lines.append(line)
    _some_come_back(orders, lines, calendar, random)
    return orders, lines


def _bought(
    account: Account, sold: list[Sold], rates: list[ExchangeRate], calendar: Calendar, random: Random
) -> Iterator[tuple[Order, list[OrderLine]]]:
    """Two years of an account: its regular products, its rhythm, and whether it grows or shrinks."""
    offered = [one for one in sold if one.industry in (account.industry, "")]
    goods = [one for one in offered if one.industry] or offered
    usual = random.sample(goods, min(len(goods), random.randint(2, 4)))
    later = random.choice(goods)  # what it begins to buy in the second year
    revenue = Decimal(account.annual_revenue or 80_000_000) * WORTH.get(account.currency, Decimal(1))
    yearly = revenue * Decimal(str(random.uniform(0.0008, 0.0035)))
    gap = 18 if yearly > 8_000_000 else 35 if yearly > 2_000_000 else 62
    trend = random.uniform(-0.35, 0.55)
    currency = account.currency if account.currency in RATES else "CNY"
    day = months_before(calendar.today, MONTHS) + timedelta(random.randrange(gap))
    while day <= calendar.today:
        on = worked(day)
        share = Decimal(
            str(gap / 365 * (1 + trend * (1 - (calendar.today - on).days / 730)) * random.uniform(0.6, 1.4))
        )
        chosen = random.sample(usual, random.randint(1, min(3, len(usual))))
        if (calendar.today - on).days < 330 and random.random() < 0.3 and later not in chosen:
            chosen.append(later)
        if random.random() < 0.12:
            chosen.append(random.choice([one for one in offered if not one.industry]))
        rate = _rate_on(rates, currency, on)
        yield _order(account, chosen, yearly * share, currency, rate, on, calendar, random)
        day += timedelta(max(5, int(random.gauss(gap, gap / 4))))


def _rate_on(rates: list[ExchangeRate], currency: str, on: date) -> Decimal:
    return next((r.rate for r in reversed(rates) if r.currency == currency and r.on <= on), Decimal(1))


def _order(
    account: Account, chosen: list[Sold], worth: Decimal, currency: str, rate: Decimal, on: date, calendar: Calendar,
    random: Random,
) -> tuple[Order, list[OrderLine]]:  # fmt: skip
    age = (calendar.today - on).days
    status = "completed" if age > 40 else "shipped" if age > 16 else "confirmed" if age > 2 else "draft"
    if status == "completed" and random.random() < 0.02:
        status = "cancelled"
    facts = {"account": account, "currency": currency, "rate": rate, "ordered_on": on, "seller_id": account.owner_id,
             **{name: getattr(account, name) for name in OWNER_COLUMNS}}  # fmt: skip
    order = Order(
        **facts, status=status, due_on=worked(on + timedelta(28)), region=account.region,
        shipped_on=worked(on + timedelta(18)) if status in ("shipped", "completed") else None,
        created_at=moment(max(on, calendar.start), 10 * 60), created_by_id=account.owner_id,
    )  # fmt: skip
    lines = [_line(order, facts, position, one, worth / len(chosen), random) for position, one in enumerate(chosen, 1)]
    order.amount = sum((line.amount for line in lines), Decimal(0))
    return order, lines


def _line(order: Order, facts: dict[str, Any], position: int, one: Sold, worth: Decimal, random: Random) -> OrderLine:
    rate = order.rate or Decimal(1)
    price = (one.price * (Decimal(1) if order.currency == "CNY" else Decimal("1.18")) / rate).quantize(CENT)
    quantity = Decimal(max(1, round(worth / one.price))) if one.industry else Decimal(random.randint(1, 4))
    discount = Decimal(random.choice(("0", "0", "0", "0.03", "0.05"))) if one.industry else Decimal(0)
    return OrderLine(
        **facts, position=position, product=one.product, quantity=quantity, unit_price=price, discount=discount,
        amount=(quantity * price * (1 - discount)).quantize(CENT, ROUND_HALF_UP),
        cost=((one.product.cost or Decimal(0)) * quantity / rate).quantize(CENT), is_booked=order.is_booked,
        created_at=order.created_at,
    )  # fmt: skip


def _some_come_back(orders: list[Order], lines: list[OrderLine], calendar: Calendar, random: Random) -> None:
    """A few orders of the last year have a return of part of their first line."""
    first = {line.order_id: line for line in reversed(lines)}
    for sale in [o for o in orders if o.status == "completed" and 60 < (calendar.today - o.ordered_on).days < 365]:
        line = first[sale.pk]
        if line.quantity < 4 or random.random() > 0.03:
            continue
        facts = {name: getattr(sale, name) for name in ("account", "currency", "rate", "seller_id", *OWNER_COLUMNS)}
        on = worked(sale.ordered_on + timedelta(random.randint(25, 50)))
        quantity = Decimal(max(1, int(line.quantity / 8)))
        amount = (line.amount * quantity / line.quantity).quantize(CENT, ROUND_HALF_UP)
        back = Order(
            **facts, id=len(orders) + 1, number=f"{sale.number}-R1", kind="return", returns=sale, status="completed",
            ordered_on=on, region=sale.region, amount=-amount, created_at=moment(on, 15 * 60),
            created_by_id=sale.seller_id,
        )  # fmt: skip
        orders.append(back)
        lines.append(OrderLine(
            **facts, order_id=back.pk, position=line.position, product=line.product, quantity=-quantity,
            unit_price=line.unit_price, discount=line.discount, amount=-amount, ordered_on=on, is_booked=True,
            cost=-((line.cost or Decimal(0)) * quantity / line.quantity).quantize(CENT), created_at=back.created_at,
        ))  # fmt: skip
