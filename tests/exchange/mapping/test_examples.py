"""The real files: every row that is there is taken, counted by other means than the ones tested."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kambium.exchange.mapping import mapping_for, plan
from kambium.exchange.mapping.plan import Plan
from kambium.exchange.reading.table import open_table
from tests.exchange.mapping.making import by_record

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT.parent / "shared" / "data"
ADVENTUREWORKS = DATA / "adventureworks_oltp"
ZOHO = DATA / "vendor_export_zoho_maven"
MAP = ROOT / "examples" / "adventureworks" / "map.yaml"
FILES = [
    "Store",
    "StoreContact",
    "StoreAddressLink",
    "SalesPerson",
    "Employee",
    "SalesTerritory",
    "Person",
    "EmailAddress",
    "PersonPhone",
    "StoreAddress",
    "StateProvince",
    "ContactType",
]
EXPECTED = {"team": 13, "person": 19, "account": 701, "address": 712, "contact": 753}
EXPECTED_ZOHO = {"person": 41, "account": 85}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason="the data sets do not lie beside this checkout (../shared/data)"),
]


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def adventureworks() -> Plan:
    tables = [open_table(ADVENTUREWORKS / f"{name}.csv") for name in FILES]
    return plan(tables, mapping_for("adventureworks", tables, MAP))


def zoho() -> Plan:
    tables = [open_table(ZOHO / name) for name in ("Deals_001.csv", "Accounts_001.csv", "Users.csv")]
    return plan(tables, mapping_for("zoho", tables))


def row_of(rows: list[dict[str, Any]], key: str) -> dict[str, Any]:
    (found,) = [row for row in rows if row["source_key"] == key]
    return found


def test_every_row_of_adventureworks_is_taken() -> None:
    counted = {key: len(rows) for key, rows in by_record(adventureworks()).items()}
    stores = {name: len(lines(ADVENTUREWORKS / f"{name}.csv")) for name in FILES}
    groups = len({row["Group"] for row in lines(ADVENTUREWORKS / "SalesTerritory.csv")})
    assert counted == EXPECTED
    assert counted == {
        "team": stores["SalesTerritory"] + groups,
        "person": stores["SalesPerson"] + 2,
        "account": stores["Store"],
        "address": stores["StoreAddressLink"],
        "contact": stores["StoreContact"],
    }


def test_two_stores_with_one_name_stay_two() -> None:
    names = Counter(row["name_en"] for row in by_record(adventureworks())["account"])
    assert {name: count for name, count in names.items() if count > 1} == {
        "Friendly Bike Shop": 2,
        "Sports Products Store": 2,
    }
    (stores,) = [part for part in adventureworks().parts if part.record.key == "account"]
    assert stores.key == ("source_key",)


def test_everybody_has_a_name_and_everything_points_to_a_row_that_comes_before_it() -> None:
    rows = by_record(adventureworks())
    assert all(row["name_en"] for key in ("team", "person", "account", "contact") for row in rows[key])
    people = {row["source_key"] for row in rows["person"]}
    stores = {row["source_key"] for row in rows["account"]}
    teams = {row["name_en"] for row in rows["team"]}
    assert {row["owner"] for row in rows["account"]} <= people
    assert {row["manager"] for row in rows["person"]} - {""} <= people
    assert {row["account"] for key in ("contact", "address") for row in rows[key]} == stores
    assert {row["team"] for row in rows["person"] if "team" in row} <= teams
    for key in ("person", "account", "address", "contact"):
        assert len({row["source_key"] for row in rows[key]}) == EXPECTED[key]


def test_the_contacts_without_a_name_are_called_by_their_mail_address() -> None:
    contacts = by_record(adventureworks())["contact"]
    known = {row["BusinessEntityID"] for row in lines(ADVENTUREWORKS / "Person.csv")}
    nameless = [row for row in contacts if row["source_key"] not in known]
    assert len(nameless) == 515
    assert row_of(contacts, "291") == {
        "source_key": "291", "account": "292", "title": "Owner", "email": "gustavo0@adventure-works.com",
        "phone": "398-555-0132", "roles": "approver", "is_main": "yes", "language": "en", "name_en": "Gustavo",
    }  # fmt: skip


def test_sales_people_have_their_managers_and_territories() -> None:
    rows = by_record(adventureworks())
    assert Counter(row["role"] for row in rows["person"]) == {"kam": 14, "lead": 3, "director": 1, "executive": 1}
    ito = row_of(rows["person"], "281")
    assert (ito["name_en"], ito["manager"], ito["team"], ito["title"]) == (
        "Shu Ito", "274", "Southwest", "Sales Representative",
    )  # fmt: skip
    alberts = row_of(rows["person"], "287")
    assert (alberts["manager"], alberts["team"], alberts["role"]) == ("273", "Europe", "lead")
    assert [row for row in rows["team"] if row["name_en"] == "Germany"] == [{"name_en": "Germany", "parent": "Europe"}]


def test_addresses_are_main_offices_and_some_deliveries() -> None:
    addresses = by_record(adventureworks())["address"]
    assert Counter(row["kind"] for row in addresses) == {"main": 701, "shipping": 11}
    assert Counter(row["country"] for row in addresses) == {
        "US": 437,
        "CA": 115,
        "AU": 40,
        "GB": 40,
        "FR": 40,
        "DE": 40,
    }


def test_a_store_is_taken_with_all_that_is_known_of_it() -> None:
    assert row_of(by_record(adventureworks())["account"], "292") == {
        "source_key": "292", "name_en": "Next-Door Bike Store", "owner": "279", "annual_revenue": "80000",
        "currency": "USD", "employees": "13", "founded_year": "1996", "city": "Memphis", "country": "US",
        "status": "active", "extra.business_type": "Bike manufacturer", "extra.specialty": "Mountain",
        "extra.square_feet": "21000", "extra.annual_sales": "800000",
    }  # fmt: skip


def test_every_row_of_the_zoho_export_is_taken_and_its_deals_wait() -> None:
    found = zoho()
    counted = {key: len(rows) for key, rows in by_record(found).items()}
    assert counted == EXPECTED_ZOHO
    assert counted == {"person": len(lines(ZOHO / "Users.csv")), "account": len(lines(ZOHO / "Accounts_001.csv"))}
    assert [(left.table, left.reason) for left in found.left] == [("Deals_001.csv", "later")]
    assert [part.unused for part in found.parts] == [("Profile",), ()]


def test_the_reporting_line_and_the_group_of_the_zoho_export_hold() -> None:
    rows = by_record(zoho())
    users = {row["Record Id"]: row for row in lines(ZOHO / "Users.csv")}
    assert Counter(row["role"] for row in rows["person"]) == {"kam": 35, "lead": 6}
    assert Counter(row["team"] for row in rows["person"]) == {"East": 14, "West": 14, "Central": 13}
    assert all(row["manager"] == users[row["source_key"]]["Reporting To.id"] for row in rows["person"])
    keys = {row["source_key"] for row in rows["account"]}
    assert {row["owner"] for row in rows["account"]} <= set(users)
    assert {row["parent"] for row in rows["account"]} - {""} <= keys
    assert sum(bool(row["parent"]) for row in rows["account"]) == 15


def test_the_countries_of_the_zoho_export_are_understood_even_misspelt() -> None:
    countries = Counter(row["country"] for row in by_record(zoho())["account"])
    assert countries == {
        "US": 71,
        **dict.fromkeys(["KE", "PH", "JP", "IT", "NO", "KR", "JO", "BR", "DE", "PA", "BE", "RO", "PL", "CN"], 1),
    }
