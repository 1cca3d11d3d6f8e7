"""57,851 real order lines of one flat file: every row arrives, and every total is that of the file to the cent."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import F, Sum
from django.utils import timezone

from kambium.commerce.models import Order, OrderLine, Product, ProductCategory
from kambium.core.models import Term
from kambium.exchange.actions import Outcome, Source, perform, revert
from kambium.exchange.models import Run
from kambium.people.models import Company
from tests.commerce.reseller_totals import Totals, totals
from tests.exchange.conftest import SERVER

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT.parent / "shared" / "data" / "adventureworks_reseller_sales"
MAP = ROOT / "examples" / "adventureworks_reseller_sales" / "map.yaml"
FILES = ("sales", "region", "salesperson", "reseller", "product")
ROWS = {"team": 13, "product_category": 41, "person": 18, "product": 397, "account": 701, "address": 701,
        "order": 3_616, "order_line": 57_851}  # fmt: skip
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.exists(), reason="the real data sets are not beside this checkout (../shared/data)"),
]


def bring() -> tuple[Run, Outcome]:
    run = Run.objects.create(preset="adventureworks_reseller_sales")
    files = [FOLDER / f"{name}.csv" for name in FILES]
    sources = [Source(path, path.name) for path in files]
    outcome = perform(by=SERVER, run=run, sources=sources, at=timezone.now(), map_path=MAP)
    run.refresh_from_db()
    return run, outcome


def counted(outcome: Outcome, name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in outcome.parts:
        found[part.record] = found.get(part.record, 0) + getattr(part, name)
    return found


def sums(path: str) -> Totals:
    rows = OrderLine.objects.filter(is_booked=True).values_list(path).annotate(sum=Sum("home"))
    return {str(key): amount for key, amount in rows}


def regions() -> Totals:
    names = dict(Term.objects.filter(vocabulary="region").values_list("code", "name_en"))
    return {names[code].removeprefix("US "): amount for code, amount in sums("order__region").items()}


def test_every_row_arrives_and_every_total_is_that_of_the_files() -> None:
    Company.objects.update_or_create(pk=1, defaults={"currency": "USD"})
    run, outcome = bring()
    assert counted(outcome, "created") == ROWS
    assert (outcome.count("refused"), outcome.count("left_out"), outcome.left) == (0, 0, [])

    expected = totals(FOLDER)
    assert sums("ordered_on__year") == expected["year"]
    assert regions() == expected["region"]
    assert sums("account__extra__business_type") == expected["business_type"]
    assert sums("seller__name_en") == expected["seller"]
    assert sum(expected["year"].values()) == Decimal("77548570.20")

    assert Order.objects.aggregate(sum=Sum("amount"))["sum"] == Decimal("77548570.20")
    assert Product.objects.exclude(category=None).count() == 397
    assert ProductCategory.objects.filter(parent=None).count() == 4
    assert not OrderLine.objects.exclude(order__account_id=F("account_id")).exists()

    _again, outcome = bring()
    assert counted(outcome, "unchanged") == ROWS
    assert sum(taken.kept for taken in revert(by=SERVER, run=run, at=timezone.now())) == 0
    assert (Order.objects.count(), OrderLine.objects.count(), Product.objects.count()) == (0, 0, 0)
