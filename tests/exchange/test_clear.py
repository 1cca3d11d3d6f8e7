"""What an empty cell does to what is stored: nothing, or with `empty: clear` it clears it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from kambium.accounts.models import Account
from kambium.exchange.actions import Outcome, Source, perform
from kambium.exchange.models import Run
from tests.exchange.conftest import SERVER

pytestmark = pytest.mark.django_db
MAP = """\
name: ledger
source: ledger
files:
  - match: {{headers: [Code]}}
    record: account
    empty: {empty}
    columns:
      Code: source_key
      Name: name
      City: city
      Phone: phone
      Staff: employees
"""


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., Outcome]:
    def go(text: str, empty: str, **options: bool) -> Outcome:
        (tmp_path / "map.yaml").write_text(MAP.format(empty=empty))
        (tmp_path / "t.csv").write_text("Code,Name,City,Phone,Staff\n" + text)
        run = Run.objects.create(preset="ledger", options=options)
        source = Source(tmp_path / "t.csv", "t.csv")
        return perform(by=SERVER, run=run, sources=[source], at=timezone.now(), map_path=tmp_path / "map.yaml")

    return go


def stored() -> tuple[object, ...]:
    account = Account.objects.get()
    return account.name_en, account.city, account.phone, account.phone_key, account.employees


FULL = ("Acme", "Suzhou", "0512 6280 1234", "+8651262801234", 12)


@pytest.mark.parametrize(
    ("empty", "options", "expected"),
    [
        ("keep", {}, FULL),
        ("clear", {}, ("Acme", "", "", "", None)),
        ("clear", {"overwrite": False}, FULL),
    ],
)
def test_an_empty_cell_clears_only_where_the_mapping_says_so_and_never_a_name(
    bring: Callable[..., Outcome], empty: str, options: dict[str, bool], expected: tuple[object, ...]
) -> None:
    bring("K1,Acme,Suzhou,0512 6280 1234,12\n", empty)
    assert stored() == FULL
    bring("K1,,,,\n", empty, **options)
    assert stored() == expected
