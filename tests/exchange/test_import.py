"""An import as a whole: what comes in, what is refused and why, what a second run and a revert do."""

import csv
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kambium.accounts.models import Account, Contact
from kambium.core import context, indexes
from kambium.core.access import Actor
from kambium.core.files import path_of
from kambium.core.models import SearchEntry, Term
from kambium.exchange.actions import CannotRevert, revert
from kambium.exchange.actions.queue import index_run
from kambium.exchange.models import Run
from tests.exchange.conftest import SERVER, Imports, counts

pytestmark = pytest.mark.django_db

LEDGER = """\
客户名称,统一社会信用代码,行业,年收入(万元),员工数,城市,上级客户
苏州明光电机有限公司,91320594MA1MR3D21L,装备制造,1200.5,320,苏州,
明光电机昆山分公司,,装备制造,300,80,昆山,苏州明光电机有限公司
Bosch Rexroth AG,,Machinery,5万,1200,Lohr,
合计,,,,1600,,
"""


def now() -> object:
    from django.utils import timezone

    return timezone.now()


def test_a_ledger_comes_in_with_units_parents_and_its_total_left_out(imports: Imports) -> None:
    run, outcome = imports("account", LEDGER)
    assert (run.state, counts(outcome)) == ("done", {"created": 3, "left_out": 1})
    parent = Account.objects.get(name_zh="苏州明光电机有限公司")
    assert (parent.annual_revenue, parent.currency, parent.employees) == (Decimal("12005000.00"), "CNY", 320)
    assert (parent.industry, parent.name_key, parent.source_run) == ("machinery", "苏州明光电机", run.pk)
    branch = Account.objects.get(name_zh="明光电机昆山分公司")
    assert (branch.parent_id, branch.sort_zh) == (parent.pk, "ming guang dian ji kun shan fen gong si")
    bosch = Account.objects.get(name_en="Bosch Rexroth AG")
    assert (bosch.name_zh, bosch.annual_revenue, bosch.sort_en) == ("", Decimal("50000.00"), "bosch rexroth ag")


def test_a_second_run_of_the_same_file_changes_nothing(imports: Imports) -> None:
    imports("account", LEDGER)
    _run, outcome = imports("account", LEDGER)
    assert counts(outcome) == {"unchanged": 3, "left_out": 1}
    assert Account.objects.count() == 3
    assert {a.version for a in Account.objects.all()} == {1}


def test_a_dry_run_counts_the_same_and_writes_nothing(imports: Imports) -> None:
    run, outcome = imports("account", LEDGER, dry=True)
    assert (run.state, counts(outcome)) == ("checked", {"created": 3, "left_out": 1})
    assert not Account.objects.exists()
    assert outcome.parts[0].samples[0]["name_zh"] == "苏州明光电机有限公司"


def test_a_dry_run_of_a_first_load_closes_no_table_to_its_readers(
    imports: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "MANY", 1_000)
    monkeypatch.setattr(
        indexes, "held", lambda table: 0
    )  # rows that were rolled back leave the file as large as it was
    text = "Account ID,Name\n" + "".join(f"K{n},明远第{n}机械有限公司\n" for n in range(1_000)) + "K7,明远\n"
    dropped = {}
    for dry in (True, False):
        with CaptureQueriesContext(connection) as seen:
            _run, outcome = imports("account", text, dry=dry)
        assert counts(outcome) == {"created": 1_000, "refused": 1}
        assert [(f.line, f.code, f.words) for f in outcome.parts[0].faults] == [(1002, "repeated", {"line": 9})]
        dropped[dry] = sum("DROP INDEX" in query["sql"] for query in seen)
    assert (dropped[True], dropped[False] > 5) == (0, True)


def test_each_refused_row_is_told_with_its_line_and_reason_and_the_rest_goes_in(imports: Imports) -> None:
    text = (
        "客户名称,统一社会信用代码,员工数,上级客户,负责人\n"
        "好公司,,12,,\n"
        "错码公司,913205940000000000,12,,\n"
        "错数公司,,很多,,\n"
        "孤儿公司,,1,不存在的公司,\n"
        "无主公司,,1,,谁也不是\n"
        "好公司,,13,,\n"
        ",,14,,\n"
    )
    run, outcome = imports("account", text)
    assert counts(outcome)["created"] == 1
    faults = {f.line: f.code for f in outcome.parts[0].faults}
    assert faults == {3: "bad_registration", 4: "value", 5: "no_parent", 6: "no_person", 7: "repeated", 8: "no_name"}
    rows = refused_rows(run)
    assert [row[0] for row in rows] == ["3", "4", "5", "6", "7", "8"]
    assert rows[0][2:4] == ["错码公司", "913205940000000000"]


def refused_rows(run: Run) -> list[list[str]]:
    """The file of refused rows as a spreadsheet reads it, its header left out."""
    assert run.errors_file is not None
    with path_of(run.errors_file.sha256).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_cells_that_a_spreadsheet_would_run_are_disarmed_in_the_file_of_refused_rows(imports: Imports) -> None:
    text = 'Account Name,City,Employees\n"=cmd|x",＝1+1,many\n+8,@SUM(1),-few\nBeta,-,3\n'
    run, outcome = imports("account", text)
    assert counts(outcome) == {"created": 1, "refused": 2}
    assert [row[2:] for row in refused_rows(run)] == [["'=cmd|x", "'＝1+1", "many"], ["'+8", "'@SUM(1)", "'-few"]]


def test_refused_rows_that_were_mended_come_in_as_they_were_meant(imports: Imports) -> None:
    text = "Account Name,Phone,Annual Revenue,Employees\n+Plus Ltd,+49 89 12345,-12,many\nBeta,+49 89 12346,5,3\n"
    run, _outcome = imports("account", text)
    assert run.errors_file is not None
    mended = path_of(run.errors_file.sha256).read_text(encoding="utf-8-sig").replace("many", "7")
    _run, outcome = imports("account", mended)
    assert counts(outcome) == {"created": 1}
    plus = Account.objects.get(employees=7)
    assert (plus.name_en, plus.phone, plus.annual_revenue) == ("+Plus Ltd", "+49 89 12345", -12)


def test_an_empty_cell_erases_nothing_and_filling_leaves_what_is_there(imports: Imports) -> None:
    imports("account", "Account ID,Account Name,City,Employees\nK1,Acme,Suzhou,10\n")
    _run, outcome = imports("account", "Account ID,Account Name,City,Employees\nK1,Acme,,12\n")
    assert counts(outcome) == {"updated": 1}
    acme = Account.objects.get()
    assert (acme.city, acme.employees, acme.version) == ("Suzhou", 12, 2)
    imports("account", "Account ID,Account Name,City,Phone\nK1,Acme,Wuxi,021-55501013\n", overwrite=False)
    acme.refresh_from_db()
    assert (acme.city, acme.phone, acme.phone_key) == ("Suzhou", "021-55501013", "+862155501013")


def test_two_accounts_with_one_name_and_different_keys_stay_two(imports: Imports) -> None:
    _run, outcome = imports("account", "Account ID,Account Name\n1,Friendly Bike Shop\n2,Friendly Bike Shop\n")
    assert counts(outcome) == {"created": 2}
    assert Account.objects.filter(name_en="Friendly Bike Shop").count() == 2


def test_a_contact_finds_its_account_by_name_and_an_unknown_one_is_refused(imports: Imports) -> None:
    imports("account", "Account Name\n上海阀门厂\n")
    text = "姓名,客户名称,手机,邮箱\n王芳,上海阀门厂,13900001234,wang@valve.example\n李雷,没有这家,,\n"
    _run, outcome = imports("contact", text)
    assert counts(outcome) == {"created": 1, "refused": 1}
    wang = Contact.objects.get()
    assert (wang.name_zh, wang.sort_zh, wang.phone_key) == ("王芳", "wang fang", "+8613900001234")
    assert wang.account.name_zh == "上海阀门厂"


def test_unknown_words_become_terms_or_refuse_the_row(imports: Imports) -> None:
    text = "Account Name,Industry\nAcme,Basket weaving\n"
    _run, outcome = imports("account", text, make_terms=False)
    assert [f.code for f in outcome.parts[0].faults] == ["no_term"]
    imports("account", text)
    assert Account.objects.get().industry == "basket_weaving"
    assert Term.objects.get(vocabulary="industry", code="basket_weaving").name_en == "Basket weaving"


def test_a_country_is_taken_by_any_of_its_names_with_a_slip_and_refused_if_it_is_none(imports: Imports) -> None:
    text = "Account Name,Country\nAcme,PRC\nBeta,Philipines\nCeta,United Kingdom\nDelta,Europe\n"
    _run, outcome = imports("account", text)
    assert dict(Account.objects.values_list("name_en", "country")) == {"Acme": "CN", "Beta": "PH", "Ceta": "GB"}
    assert [(f.line, f.code) for f in outcome.parts[0].faults] == [(5, "no_country")]


def test_a_revert_removes_what_came_and_forgets_its_words(imports: Imports) -> None:
    run, _outcome = imports("account", "Account Name,Industry\nAcme,Basket weaving\n")
    index_run(run_id=run.pk)
    assert SearchEntry.objects.filter(kind="account").count() == 1
    taken = revert(by=SERVER, run=run, at=now())  # type: ignore[arg-type]
    assert [(t.removed, t.restored, t.kept) for t in taken] == [(1, 0, 0)]
    assert not Account.objects.exists()
    assert not SearchEntry.objects.filter(kind="account").exists()
    assert not Term.objects.filter(code="basket_weaving").exists()
    assert Run.objects.get().state == "reverted"
    with pytest.raises(CannotRevert):
        revert(by=SERVER, run=run, at=now())  # type: ignore[arg-type]


def test_a_revert_puts_changed_rows_back_and_keeps_what_somebody_changed_since(imports: Imports) -> None:
    first = "Account ID,Account Name,City\nK1,Acme,Suzhou\nK2,Beta,Wuxi\n"
    imports("account", first)
    run, outcome = imports("account", "Account ID,Account Name,City\nK1,Acme,Beijing\nK2,Beta,Tianjin\nK3,Ceta,Xi'an\n")
    assert counts(outcome) == {"created": 1, "updated": 2}
    with context.acting(Actor(0)):
        Account.objects.filter(source_key="K2").update(city="Nanjing")
    taken = revert(by=SERVER, run=run, at=now())  # type: ignore[arg-type]
    assert [(t.removed, t.restored, t.kept) for t in taken] == [(1, 1, 1)]
    assert dict(Account.objects.values_list("source_key", "city")) == {"K1": "Suzhou", "K2": "Nanjing"}


def test_an_account_that_got_a_contact_since_is_kept_by_a_revert(imports: Imports) -> None:
    run, _outcome = imports("account", "Account Name\nAcme\nBeta\n")
    Contact.objects.create(account=Account.objects.get(name_en="Acme"), name_en="Ann")
    taken = revert(by=SERVER, run=run, at=now())  # type: ignore[arg-type]
    assert [(t.removed, t.kept) for t in taken] == [(1, 1)]
    assert [a.name_en for a in Account.objects.all()] == ["Acme"]


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "文件是空的"), (b"\x00\x01\x02\x03" * 50, "“客户名称”")],
)
def test_a_file_that_is_no_table_fails_the_run_and_writes_nothing(
    data: bytes, word: str, imports: Imports, tmp_path: object
) -> None:
    from pathlib import Path

    from django.utils import timezone

    from kambium.exchange.actions import Source, perform

    path = Path(str(tmp_path)) / "strange.csv"
    path.write_bytes(data)
    run = Run.objects.create(preset="account")
    outcome = perform(by=SERVER, run=run, sources=[Source(path, path.name)], at=timezone.now())
    assert outcome.state == "failed"
    assert word in "".join(outcome.problems)
    assert not Account.objects.exists()


def test_a_person_without_the_permission_imports_nothing(imports: Imports) -> None:
    from kambium.core.access import Actor, Granted, Refused

    with pytest.raises(Refused):
        imports("account", "Account Name\nAcme\n", by=Actor(0, (Granted("kam"),)))
    assert not Account.objects.exists()
