"""`kambium import` at the command line."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from kambium.accounts.models import Account, Contact
from kambium.exchange.models import Run
from kambium.people.models import Person

pytestmark = pytest.mark.django_db
MAP = """
name: erp
files:
  - match: customers.csv
    lookups:
      town: {file: towns.csv, on: {Town: No}}
    record: account
    columns: {No: source_key, Name: name, town.Name: city}
"""


def files(folder: Path, **texts: str) -> list[str]:
    """Files of these texts, by name without ending."""
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return [str(folder / f"{name}.csv") for name in texts]


def test_options_stand_before_between_and_after_the_files(tmp_path: Path) -> None:
    map_file = tmp_path / "erp.yaml"
    map_file.write_text(MAP)
    first, second = files(tmp_path, customers="No,Name,Town\n1,Acme,7\n", towns="No,Name\n7,Bonn\n")
    for words in (
        ["--map", str(map_file), "erp", first, second],
        ["erp", "--map", str(map_file), first, second, "--fill"],
        ["erp", first, "--fill", second, "--map", str(map_file)],
    ):
        call_command("import", *words)
    assert list(Account.objects.values_list("source_key", "name_en", "city")) == [("1", "Acme", "Bonn")]
    assert Run.objects.filter(state="done").count() == 3


def test_files_that_were_only_looked_up_are_not_complained_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    map_file = tmp_path / "erp.yaml"
    map_file.write_text(MAP)
    given = files(tmp_path, customers="No,Name,Town\n1,Acme,7\n", towns="No,Name\n7,Bonn\n", strange="甲,乙\n1,2\n")
    call_command("import", "erp", *given, "--map", str(map_file), "--json")
    left = json.loads(capsys.readouterr().out)["left"]
    assert len(left) == 1
    assert "strange.csv" in left[0]
    assert Run.objects.get().problem == {"texts": left}


def test_auto_finds_out_system_and_order(tmp_path: Path) -> None:
    given = files(
        tmp_path,
        contacts="Record Id,First Name,Last Name,Account Name.id,Account Name,Email\nc1,Bo,Ray,z1,Acme,bo@x.test\n",
        accounts="Record Id,Account Owner.id,Account Owner,Account Name,Phone\nz1,u1,Ann Lee,Acme,+1 202 555 0101\n",
        users="Record Id,First Name,Last Name,Email,Role,Profile,Status\nu1,Ann,Lee,ann@x.test,Sales Rep,P,active\n",
    )
    call_command("import", "auto", *given)
    acme = Account.objects.get()
    assert (acme.source, acme.source_key, acme.owner) == ("zoho", "z1", Person.objects.get(source_key="u1"))
    assert Contact.objects.get().account == acme


def test_a_header_row_below_titles_is_found_by_the_words_of_fields(tmp_path: Path) -> None:
    (given,) = files(tmp_path, list="区域,负责部门,,,\n华东,大客户部,,,\n客户名称,城市,,,\n甲机械有限公司,苏州,,,\n")
    call_command("import", "account", given)
    assert list(Account.objects.values_list("name_zh", "city")) == [("甲机械有限公司", "苏州")]
