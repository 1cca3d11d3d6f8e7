"""What goes out as a file comes in again without a difference."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from kambium.accounts.models import Account
from kambium.core.models import AccessRecord
from kambium.core.registry import records
from kambium.demo.world import World
from kambium.exchange.identity import number, row_of
from kambium.exchange.mapping.guess import guesses
from kambium.exchange.outgoing import columns_of, rows_of
from kambium.exchange.reading.table import open_table
from kambium.people.models import Person
from tests.exchange.conftest import Imports, counts

pytestmark = pytest.mark.django_db
KEYS = [record.key for record in records]


def csv_of(lines: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def out(folder: Path, key: str, language: str, *options: str, form: str = "csv") -> Path:
    path = folder / f"{key}.{form}"
    call_command("export", key, "--out", str(path), "--language", language, *options)
    return path


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_demo_company_goes_out_and_in_and_nothing_changes(
    world: World, tmp_path: Path, bring_files: Imports, language: str
) -> None:
    for key in KEYS:
        path = out(tmp_path, key, language)
        _run, outcome = bring_files(key, path)
        there = rows_of(records[key], None).count()
        faults = [(key, fault.line, fault.text()) for part in outcome.parts for fault in part.faults[:3]]
        assert (key, outcome.problems, faults) == (key, [], [])
        assert (key, counts(outcome)) == (key, {"unchanged": there} if there else {})


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_every_header_that_goes_out_means_its_own_field_when_it_comes_in(key: str, language: str) -> None:
    with translation.override(language):
        columns = columns_of(records[key], None)
        heads = [str(column.spec.label) for column in columns]
    table = open_table(csv_of([heads, ["x"] * len(heads)]), name="t.csv")
    found = {guess.column.header: guess.field for guess in guesses(table, records[key])}
    kinds = {column.spec.name: column.spec.kind for column in columns}
    meant = dict(zip(heads, (column.spec.name for column in columns), strict=True))
    named = [head for head in heads if kinds[meant[head]] in ("text", "reference", "row", "term")]
    assert {head: found.get(head) for head in named} == {head: meant[head] for head in named}


def test_a_workbook_goes_out_too(world: World, tmp_path: Path, bring_files: Imports) -> None:
    _run, outcome = bring_files("account", out(tmp_path, "account", "zh-hans", form="xlsx"))
    assert counts(outcome) == {"unchanged": Account.objects.filter(deleted_at=None).count()}


def test_a_changed_cell_changes_its_row_and_no_other(world: World, tmp_path: Path, bring_files: Imports) -> None:
    path = out(tmp_path, "account", "en")
    first = Account.objects.filter(deleted_at=None).exclude(city="").order_by("pk").first()
    assert first is not None
    head, *lines = csv.reader(path.read_text("utf-8-sig").splitlines())
    line = next(line for line in lines if line[0] == number("account", first.pk))
    line[head.index("City")] = "Elsewhere"
    path.write_bytes(csv_of([head, line]))
    assert counts(bring_files("account", path)[1]) == {"updated": 1}
    assert Account.objects.get(pk=first.pk).city == "Elsewhere"


def test_a_number_of_elsewhere_finds_nothing_here() -> None:
    said = number("account", 7)
    assert (row_of("account", said), row_of("contact", said), row_of("account", "7")) == (7, None, None)
    assert (row_of("account", "7-0000000000"), row_of("account", "x"), row_of("account", "")) == (None, None, None)


def test_nobody_takes_out_more_than_they_see(world: World, tmp_path: Path) -> None:
    path = out(tmp_path, "account", "en", "--as", world.chen.email)
    mine = rows_of(records["account"], world.chen.actor("command"))
    assert 0 < mine.count() < Account.objects.filter(deleted_at=None).count()
    assert len(path.read_text("utf-8-sig").splitlines()) > mine.count()
    columns = [column.spec.name for column in columns_of(records["product"], world.chen.actor("command"))]
    assert "cost" not in columns
    assert "name_zh" in columns


def test_the_browser_sends_the_file_and_writes_it_down(world: World, client_of: Callable[[Person], Client]) -> None:
    client = client_of(world.shen)
    assert "导出数据" in client.get("/imports/").content.decode()
    answer = client.post("/exports/", {"record": "account", "format": "csv"})
    head = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()[0]  # type: ignore[attr-defined]
    assert head.startswith("Kambium 编号,中文名,英文名")
    note = AccessRecord.objects.get(kind="record.exported")
    there = rows_of(records["account"], world.shen.actor("web")).count()
    assert (note.reader_id, note.data) == (world.shen.pk, {"record": "account", "rows": there, "format": "csv"})
    assert client.post("/exports/", {"record": "nothing", "format": "csv"}).status_code == 422
    assert client_of(world.chen).post("/exports/", {"record": "account", "format": "csv"}).status_code == 403
