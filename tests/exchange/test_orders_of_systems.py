"""The same orders in the layouts of several systems come to the same totals."""

from decimal import Decimal

import pytest
from django.db.models import Sum

from kambium.commerce.models import Order, Payment
from tests.exchange.conftest import Imports, counts

pytestmark = pytest.mark.django_db
LAYOUTS = {
    "fxiaoke": "销售订单编号,客户,下单日期,销售订单金额,订单状态,已回款金额\n"
    "SO-1,Acme,2026-02-01,1200.50,已确认,0\nSO-2,Acme,2026-03-05,800,已确认,0\nSO-3,Betasoloin,2025-12-30,99.50,已确认,0\n",
    "salesforce": "Id,OrderNumber,AccountId,EffectiveDate,Status,TotalAmount\n"
    "801a,SO-1,001a,2026-02-01,Activated,1200.50\n801b,SO-2,001a,2026-03-05,Activated,800\n"
    "801c,SO-3,001b,2025-12-30,Activated,99.50\n",
    "zoho": "Record Id,SO Number,Sales Order Owner,Account Name,Created Time,Status,Sub Total\n"
    "z1,SO-1,Nobody,Acme,2026-02-01 09:00:00,Created,1200.50\nz2,SO-2,Nobody,Acme,2026-03-05 09:00:00,Created,800\n"
    "z3,SO-3,Nobody,Betasoloin,2025-12-30 09:00:00,Created,99.50\n",
}
ACCOUNTS = "Id,Name,OwnerId,BillingCity,AccountSource\n001a,Acme,,Bonn,\n001b,Betasoloin,,Köln,\n"


@pytest.mark.parametrize("system", LAYOUTS)
def test_orders_of_every_system_come_to_the_same_totals(system: str, imports: Imports) -> None:
    imports("salesforce" if system == "salesforce" else "account", ACCOUNTS)
    _run, outcome = imports(system, LAYOUTS[system])
    assert (counts(outcome), outcome.left, outcome.problems) == ({"created": 3}, [], [])
    rows = Order.objects.values_list("account__name_en", "ordered_on__year").annotate(sum=Sum("lines__amount"))
    assert sorted(rows) == [("Acme", 2026, Decimal("2000.50")), ("Betasoloin", 2025, Decimal("99.50"))]


def test_payments_of_fxiaoke_arrive(imports: Imports) -> None:
    imports("account", ACCOUNTS)
    _run, outcome = imports("fxiaoke", "回款编号,客户,实际到账日期,本次回款金额\nHK-1,Acme,2026-02-09,500\n")
    assert counts(outcome) == {"created": 1}
    assert Payment.objects.values_list("number", "amount").get() == ("HK-1", Decimal(500))
