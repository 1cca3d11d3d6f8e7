"""Real files: everything in them arrives, once, with owners, lines and parents."""

from pathlib import Path

import pytest
from django.utils import timezone

from kambium.accounts.models import Account, Address, Contact
from kambium.exchange.actions import Outcome, Source, perform, revert
from kambium.exchange.models import Run
from kambium.people.models import Person, Team
from tests.exchange.conftest import SERVER, counts

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="the real data sets are not beside this checkout"),
]
ZOHO = ("Users.csv", "Accounts_001.csv")
STORES = (
    "Store", "SalesTerritory", "Employee", "SalesPerson", "Person", "EmailAddress", "PersonPhone", "StoreContact",
    "ContactType", "StoreAddress", "StoreAddressLink", "StateProvince",
)  # fmt: skip


def bring(what: str, files: list[Path], map_path: Path | None = None) -> tuple[Run, Outcome]:
    run = Run.objects.create(preset=what)
    sources = [Source(path, path.name) for path in files]
    outcome = perform(by=SERVER, run=run, sources=sources, at=timezone.now(), map_path=map_path)
    run.refresh_from_db()
    return run, outcome


def test_the_zoho_export_arrives_whole_in_any_order_of_files() -> None:
    files = [DATA / "vendor_export_zoho_maven" / name for name in reversed(ZOHO)]
    _run, outcome = bring("zoho", files)
    assert [(p.record, p.created, p.refused) for p in outcome.parts] == [("person", 41, 0), ("account", 85, 0)]
    assert Person.objects.filter(manager=None).count() == 6
    assert Account.objects.filter(owner=None).count() == 0
    assert Account.objects.exclude(parent=None).count() == 15
    assert counts(bring("zoho", files)[1]) == {"unchanged": 126}


def test_adventureworks_stores_arrive_with_people_contacts_and_addresses() -> None:
    files = [DATA / "adventureworks_oltp" / f"{name}.csv" for name in STORES]
    map_path = EXAMPLES / "adventureworks" / "map.yaml"
    run, outcome = bring("adventureworks", files, map_path)
    assert counts(outcome) == {"created": 3 + 10 + 2 + 17 + 701 + 712 + 753}
    assert (Account.objects.count(), Contact.objects.count(), Address.objects.count()) == (701, 753, 712)
    assert Account.objects.filter(name_en="Friendly Bike Shop").count() == 2
    assert Account.objects.filter(name_en="Sports Products Store").count() == 2
    assert Account.objects.filter(owner=None).count() == 0
    assert Person.objects.get(source_key="275").manager == Person.objects.get(source_key="274")
    assert counts(bring("adventureworks", files, map_path)[1]) == {"unchanged": 2198}
    taken = revert(by=SERVER, run=run, at=timezone.now())
    assert sum(t.kept for t in taken) == 0
    assert (Account.objects.count(), Person.objects.count(), Contact.objects.count()) == (0, 0, 0)
    assert Team.objects.count() == 1
