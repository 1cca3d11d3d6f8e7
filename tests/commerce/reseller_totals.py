"""What the reseller sales come to, told from the CSV files alone: nothing of the product is used here."""

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

Totals = Mapping[str, Decimal]
Row = Mapping[str, str]


def rows(folder: Path, name: str) -> list[Row]:
    """The rows of a file."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def totals(folder: Path) -> dict[str, Totals]:
    """Sales by year, region, business type and seller."""
    regions = {r["sales_territory_key"]: r["region"] for r in rows(folder, "region")}
    kinds = {r["reseller_key"]: r["business_type"] for r in rows(folder, "reseller")}
    sellers = {r["employee_key"]: r["salesperson"] for r in rows(folder, "salesperson")}
    by: dict[str, Callable[[Row], str]] = {
        "year": lambda row: row["order_date"][:4],
        "region": lambda row: regions[row["sales_territory_key"]],
        "business_type": lambda row: kinds[row["reseller_key"]],
        "seller": lambda row: sellers[row["employee_key"]],
    }
    found: dict[str, defaultdict[str, Decimal]] = {name: defaultdict(Decimal) for name in by}
    for row in rows(folder, "sales"):
        for name, key in by.items():
            found[name][key(row)] += Decimal(row["sales"])
    return {name: dict(sums) for name, sums in found.items()}
