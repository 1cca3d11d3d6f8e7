"""Files of the four known systems are told by their headers; tables of anybody's own are not taken for exports."""

import pytest

from kambium.core.reference import in_languages
from kambium.core.registry import records
from kambium.exchange.mapping import AUTO, export_of, mapping_for
from tests.exchange.mapping.making import headers, table
from tests.exchange.mapping.test_presets import TASKS, ZOHO_ACCOUNTS, ZOHO_CONTACTS, ZOHO_DEALS, ZOHO_USERS

pytestmark = pytest.mark.django_db

EXPORTS = """
salesforce: Id,IsDeleted,Name,Type,ParentId,BillingStreet,BillingCity,OwnerId,Industry,AnnualRevenue
salesforce: Account ID,Account Name,Account Owner,Billing State/Province,Employees
hubspot: Record ID,Company name,Company Domain Name,Company owner,Country/Region,City,Lifecycle Stage
hubspot: hs_object_id,name,domain,hubspot_owner_id,numberofemployees
fxiaoke: 客户名称,客户编号,客户级别,1级行业,成交状态,电话,国家,省,市,区,详细地址,备注,负责人
fxiaoke: 关联客户,互动类型,互动场景,销售记录内容,记录时间,负责人
zoho: id,Account_Name,Owner.id,Industry,Billing_City
"""


@pytest.mark.parametrize(("system", "line"), [line.split(": ") for line in EXPORTS.strip().splitlines()])
def test_an_export_is_known_by_headers_that_only_its_system_writes(system: str, line: str) -> None:
    assert export_of([table(headers(*line.split(",")))]) == system


def test_a_file_that_tells_nothing_alone_is_told_by_those_beside_it() -> None:
    assert export_of([ZOHO_USERS]) is None
    files = [TASKS, ZOHO_USERS, ZOHO_DEALS, ZOHO_ACCOUNTS, ZOHO_CONTACTS]
    assert export_of(files) == export_of(files[::-1]) == "zoho"


@pytest.mark.parametrize("language", [0, 1])
def test_our_own_templates_and_tables_of_anybody_are_no_export(language: int) -> None:
    for record in records:
        labels = [in_languages(spec.label)[language] for spec in record.fields]
        assert export_of([table(headers(*labels))]) is None, record.key
    assert export_of([table("客户编号,客户名称,行业,电话,备注列\n1,甲公司,装备制造,,\n")]) is None
    assert export_of([]) is None


def test_one_strange_file_among_exports_leaves_all_to_their_headers() -> None:
    assert export_of([ZOHO_ACCOUNTS, table("甲,乙\n1,2\n")]) is None


def test_auto_takes_the_preset_where_one_is_told_and_the_headers_elsewhere() -> None:
    assert mapping_for(AUTO, [ZOHO_USERS, ZOHO_ACCOUNTS]).name == "zoho"
    own = mapping_for(AUTO, [table("客户名称,行业,城市\n甲公司,装备制造,苏州\n", "客户.csv")])
    assert [part.record for layout in own.layouts for part in layout.parts] == ["account"]
