"""Contracts, renewals, invoices, payment plans, payments and prices from small files."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from kambium.commerce.models import Contract, Instalment, Invoice, Payment, Price, PriceList, Renewal
from kambium.exchange.actions import revert
from tests.exchange.conftest import SERVER, Imports, counts

pytestmark = pytest.mark.django_db
CONTRACTS = "合同编号,客户,合同名称,合同类型,开始日期,到期日期,合同总额,币种,原合同\n"
TWO_YEARS = """HT-1,Acme,维保 2025,维保合同,2025-01-01,2026-01-01,120000,,
HT-2,Acme,维保 2026,维保合同,2026-01-01,2027-01-01,150000,EUR,HT-1
"""
PLAN = """客户,期次,计划回款日期,计划回款金额,合同编号
Acme,首付,2026-01-15,36000,HT-1
Acme,尾款,2026-06-30,84000,HT-1
"""
PAID = """回款编号,客户,到账日期,本次回款金额,回款方式,合同编号
HK-1,Acme,2026-01-20,36000,银行转账,HT-1
HK-2,Acme,2026-02-01,-10,,
"""
INVOICES = "发票号码,客户,开票日期,到期日,价税合计,税金,合同编号\n"


@pytest.fixture(autouse=True)
def acme(imports: Imports) -> None:
    """Two accounts, a rate of the euro and two contracts, the second after the first."""
    imports("account", "Account Name\nAcme\nOther\n")
    imports("exchange_rate", "外币,汇率日期,兑换率\nEUR,2026-01-01,7.8\n")
    imports("contract", CONTRACTS + TWO_YEARS)


def test_contracts_follow_each_other_and_keep_the_rate_of_their_first_day(imports: Imports) -> None:
    first, second = Contract.objects.order_by("number")
    assert (second.follows, second.currency, second.rate, second.home) == (first, "EUR", Decimal("7.8"), 1_170_000)
    assert (first.title, first.kind, first.currency, first.home) == ("维保 2025", "maintenance", "CNY", 120_000)
    assert (first.account.name, first.notice_days, first.renews_itself) == ("Acme", 90, False)
    assert counts(imports("contract", CONTRACTS + TWO_YEARS)[1]) == {"unchanged": 2}


def test_a_renewal_is_that_of_its_contract(imports: Imports) -> None:
    text = "合同编号,续约基数,续约结果,确定日期,续约年额\nHT-1,120000,已续约,2025-12-20,1170000\nHT-2,1170000,,,\n"
    assert counts(imports("renewal", text)[1]) == {"created": 2}
    first, second = Renewal.objects.order_by("due_on")
    assert (first.due_on, first.outcome, first.decided_on) == (date(2026, 1, 1), "renewed", date(2025, 12, 20))
    assert (second.account.name, second.due_on, second.outcome, second.currency) == (
        "Acme", date(2027, 1, 1), "", "EUR",
    )  # fmt: skip
    assert counts(imports("renewal", text)[1]) == {"unchanged": 2}


def test_an_invoice_with_a_due_day_is_open_until_it_is_paid_and_goes_with_its_import(imports: Imports) -> None:
    rows = "FP-1,Acme,2026-02-01,2026-03-03,11300,1300,HT-1\nFP-2,Acme,2026-02-02,,500,,\n"
    run, outcome = imports("invoice", INVOICES + rows)
    assert counts(outcome) == {"created": 2}
    due = Instalment.objects.get()
    assert (due.title, due.invoice, due.due_on, due.amount, due.settled, due.contract) == (
        "FP-1", Invoice.objects.get(number="FP-1"), date(2026, 3, 3), 11_300, 0, Contract.objects.get(number="HT-1"),
    )  # fmt: skip
    assert sum(taken.removed for taken in revert(by=SERVER, run=run, at=timezone.now())) == 2
    assert (Invoice.objects.count(), Instalment.objects.count()) == (0, 0)
    imports("invoice", INVOICES + rows)
    imports("invoice", INVOICES + rows.replace("2026-03-03", "2026-03-31"))
    assert Instalment.objects.get().due_on == date(2026, 3, 31)


def test_plans_and_payments_name_their_contract_and_come_twice_without_doubling(imports: Imports) -> None:
    for expected in ("created", "unchanged"):
        assert counts(imports("instalment", PLAN)[1]) == {expected: 2}
        assert counts(imports("payment", PAID)[1]) == {expected: 2}
    assert list(Instalment.objects.order_by("due_on").values_list("title", "amount", "contract__number")) == [
        ("首付", Decimal(36_000), "HT-1"), ("尾款", Decimal(84_000), "HT-1"),
    ]  # fmt: skip
    assert list(Payment.objects.order_by("number").values_list("amount", "method", "contract__number")) == [
        (Decimal(36_000), "transfer", "HT-1"), (Decimal(-10), "", None),
    ]  # fmt: skip


def test_prices_hold_from_a_quantity_on_and_for_a_time(imports: Imports) -> None:
    imports("product", "产品名称,产品编码\n伺服电机,SM-1\n")
    imports("price_list", "价目表名称,币种,生效日期,失效日期\n2026 标准价,CNY,2026-01-01,2027-01-01\n")
    text = "价目表,产品编码,单价,起订量\n2026 标准价,SM-1,980.5,1\n2026 标准价,SM-1,900,100\n"
    for expected in ("created", "unchanged"):
        outcome = imports("price", text)[1]
        assert (counts(outcome), outcome.problems) == ({expected: 2}, [])
    assert PriceList.objects.get().active.lower == date(2026, 1, 1)
    assert list(Price.objects.order_by("from_quantity").values_list("amount", "from_quantity")) == [
        (Decimal("980.5"), Decimal(1)), (Decimal(900), Decimal(100)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "text", "reason"),
    [
        ("contract", CONTRACTS + "HT-3,Acme,短,,2026-01-01,2026-01-01,5,,\n", "ends_first"),
        ("contract", CONTRACTS + "HT-3,Acme,空,,2026-01-01,,,,\n", "no_worth"),
        ("contract", CONTRACTS + "HT-3,Acme,接,,2026-01-01,,5,,HT-9\n", "no_paper"),
        ("renewal", "合同编号,续约基数\nHT-9,5\n", "no_paper"),
        ("invoice", INVOICES + "FP-1,Other,2026-02-01,,10,,HT-1\n", "other_account"),
        ("instalment", "客户,计划回款日期,计划回款金额\nAcme,2026-01-15,0\n", "below_zero"),
        ("payment", "客户,到账日期,本次回款金额\nAcme,2026-01-15,0\n", "no_worth"),
        ("price", "价目表,产品编码,单价\n没有的,SM-1,5\n", "no_price_list"),
    ],
)
def test_what_cannot_be_taken_says_why_and_writes_nothing(imports: Imports, what: str, text: str, reason: str) -> None:
    _run, outcome = imports(what, text)
    assert counts(outcome) == {"refused": 1}
    assert [fault.code for fault in outcome.parts[0].faults] == [reason]
    assert (Contract.objects.count(), Invoice.objects.count(), Instalment.objects.count()) == (2, 0, 0)
