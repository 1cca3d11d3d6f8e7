"""Northwind goes in, out, in again, and into another installation, with no difference."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Sum
from django.utils import timezone

from kambium.commerce.models import Order, OrderLine
from kambium.exchange.actions import Outcome, revert
from kambium.people.models import Person
from tests.exchange.conftest import SERVER, Imports, counts

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT.parent / "shared" / "data" / "northwind"
MAP = ROOT / "examples" / "northwind" / "map.yaml"
FILES = ("employees", "categories", "products", "customers", "orders", "order_details")
ROWS = {"person": 9, "product_category": 8, "product": 77, "account": 91, "address": 91, "contact": 91, "order": 830,
        "order_line": 2_155}  # fmt: skip
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.exists(), reason="Northwind is not beside this checkout (../shared/data/northwind)"),
]


def created(outcome: Outcome) -> dict[str, int]:
    return {part.record: part.created for part in outcome.parts}


def written(folder: Path) -> dict[str, Path]:
    folder.mkdir()
    found = {record: folder / f"{record}.csv" for record in ROWS}
    for record, path in found.items():
        call_command("export", record, "--out", str(path), "--language", "en")
    return found


def lines(path: Path) -> list[list[str]]:
    """The lines of a file but for the numbers of rows, which are each installation's own."""
    head, *rest = csv.reader(path.read_text("utf-8-sig").splitlines())
    kept = [at for at, name in enumerate(head) if "Kambium ID" not in name]
    return [[line[at] for at in kept] for line in (head, *rest)]


def by_file() -> Decimal:
    """The revenue, reckoned from the file alone."""
    with (FOLDER / "order_details.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return sum(
        (Decimal(r["UnitPrice"]) * Decimal(r["Quantity"]) * (1 - Decimal(r["Discount"])) for r in rows), Decimal(0)
    )


def test_northwind_goes_in_and_out_and_in_again_with_no_difference(
    tmp_path: Path, bring_files: Imports, settings: Any
) -> None:
    run, outcome = bring_files("northwind", *(FOLDER / f"{name}.csv" for name in FILES), map_path=MAP)
    assert (created(outcome), outcome.count("refused"), outcome.left) == (ROWS, 0, [])
    assert OrderLine.objects.aggregate(sum=Sum("amount"))["sum"] == by_file() == Decimal("1265793.0395")
    assert Person.objects.get(name_en="Andrew Fuller").manager is None
    assert Order.objects.filter(status="confirmed").count() == 21

    files = written(tmp_path / "out")
    for record, path in files.items():
        assert (record, counts(bring_files(record, path)[1])) == (record, {"unchanged": ROWS[record]})

    assert sum(taken.kept for taken in revert(by=SERVER, run=run, at=timezone.now())) == 0
    settings.SECRET_KEY = "the key of another installation, in which the numbers of these rows mean nothing"
    for record, path in files.items():
        assert (record, counts(bring_files(record, path)[1])) == (record, {"created": ROWS[record]})
    again = written(tmp_path / "again")
    for record, path in files.items():
        assert lines(again[record]) == lines(path)
