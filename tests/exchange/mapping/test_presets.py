"""The exports of four systems are known by their headers, as their pages and as their interfaces write them."""

from typing import Any

import pytest

from kambium.core.registry import records
from kambium.exchange.mapping import plan, preset, presets
from kambium.exchange.mapping.check import check, specs_of
from kambium.exchange.mapping.plan import Plan
from kambium.exchange.mapping.taking import layout_of
from kambium.exchange.reading.table import Table
from tests.exchange.mapping.making import by_record, headers, table

pytestmark = pytest.mark.django_db


def planned(name: str, *tables: Table) -> Plan:
    return plan(tables, preset(name))


def rows_of(name: str, *tables: Table) -> dict[str, list[dict[str, Any]]]:
    """What a preset takes out of files, empty values left out."""
    found = by_record(planned(name, *tables))
    return {key: [{f: v for f, v in row.items() if v != ""} for row in rows] for key, rows in found.items()}


def test_there_are_four_and_each_makes_sense() -> None:
    assert presets() == ("fxiaoke", "hubspot", "salesforce", "zoho")
    known = {record.key: record for record in records}
    for name in presets():
        check(preset(name), known, specs_of(known))


@pytest.mark.parametrize("name", presets())
def test_a_file_with_every_known_header_is_taken_by_its_own_layout(name: str) -> None:
    found = preset(name)
    for layout in found.layouts:
        barred = {text.casefold() for text in layout.match.without}
        all_headers = [header for header in layout.match.knows if header.casefold() not in barred]
        taken = layout_of(table(headers(*all_headers)), found.layouts)
        assert taken is not None
        assert taken.name == layout.name


# -- Zoho CRM ---------------------------------------------------------------------------------------------------------

ZOHO_ACCOUNTS = table(
    "Record Id,Account Owner.id,Account Owner,Account Name,Parent Account.id,Parent Account,Phone,Website,Account Type,"
    "Industry,Annual Revenue,Currency,Employees,Billing Street,Billing City,Billing Country,Shipping City,Description,"
    "Tag\n"
    'z1,u1,Ann Lee,Acme,,,+1 202,acme.test,Customer,Banking,5000,USD,20,Main 1,Bonn,Germany,,Old friend,"big,old"\n'
    "z2,u1,Ann Lee,华东重工,z1,Acme,,,Press,,,,,,,,上海,,\n",
    "Accounts_001.csv",
)
ZOHO_USERS = table(
    "Record Id,First Name,Last Name,Email,Role,Profile,Status,Reporting To.id,Reporting To,Territory\n"
    "u1,Ann,Lee,ann@x.test,Sales Rep,Standard,active,u2,Bo Ray,East\n"
    "u2,Bo,Ray,bo@x.test,Sales Manager,Standard,inactive,,,\n",
    "Users.csv",
)
ZOHO_CONTACTS = table(
    "Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Email,Mobile,Title\n"
    "c1,u1,Ann Lee,芳,王,z2,华东重工,wang@x.test,13812345678,采购\n",
    "Contacts_001.csv",
)
ZOHO_DEALS = table(
    "Record Id,Deal Owner.id,Deal Name,Account Name.id,Account Name,Stage,Amount\nd1,u1,Big one,z1,Acme,Won,5\n",
    "Deals_001.csv",
)


def test_zoho_accounts_bring_names_owner_parent_words_and_addresses() -> None:
    rows = rows_of("zoho", ZOHO_ACCOUNTS)
    assert rows["account"] == [
        {
            "source_key": "z1", "owner": "u1", "owner~": "Ann Lee", "name_en": "Acme", "phone": "+1 202",
            "website": "acme.test", "status": "active", "industry": "finance", "annual_revenue": "5000",
            "currency": "USD", "employees": "20", "city": "Bonn", "country": "DE", "about": "Old friend",
            "tags": "big,old",
        },
        {
            "source_key": "z2", "owner": "u1", "owner~": "Ann Lee", "name_zh": "华东重工", "parent": "z1",
            "parent~": "Acme",
        },
    ]  # fmt: skip
    assert rows["address"] == [
        {"source_key": "z1:billing", "account": "z1", "account~": "Acme", "line1": "Main 1", "city": "Bonn",
         "country": "DE", "kind": "billing"},
        {"source_key": "z2:shipping", "account": "z2", "account~": "华东重工", "city": "上海", "kind": "shipping"},
    ]  # fmt: skip


def test_zoho_users_have_a_role_a_manager_and_the_territory_of_their_people() -> None:
    assert rows_of("zoho", ZOHO_USERS)["person"] == [
        {
            "source_key": "u1", "name_en": "Ann Lee", "email": "ann@x.test", "role": "kam", "status": "active",
            "manager": "u2", "manager~": "Bo Ray", "team": "East",
        },
        {
            "source_key": "u2", "name_en": "Bo Ray", "email": "bo@x.test", "role": "lead", "status": "inactive",
            "team": "East",
        },
    ]  # fmt: skip


def test_zoho_contacts_find_their_account_by_key_or_name() -> None:
    assert rows_of("zoho", ZOHO_CONTACTS)["contact"] == [
        {"source_key": "c1", "name_zh": "王芳", "account": "z2", "account~": "华东重工", "email": "wang@x.test",
         "mobile": "13812345678", "title": "采购"},
    ]  # fmt: skip


def test_zoho_files_with_names_of_the_interface_are_taken_the_same_way() -> None:
    accounts = table("id,Account_Name,Owner.id,Industry,Billing_City\nz1,Acme,u1,Retail,Bonn\n", "a.csv")
    contacts = table("id,Last_Name,First_Name,Account_Name.id,Email\nc1,Lee,Ann,z1,a@x.test\n", "b.csv")
    rows = rows_of("zoho", contacts, accounts)
    assert rows["account"] == [
        {"source_key": "z1", "name_en": "Acme", "owner": "u1", "industry": "retail", "city": "Bonn"}
    ]
    assert rows["contact"] == [{"source_key": "c1", "name_en": "Ann Lee", "account": "z1", "email": "a@x.test"}]


TASKS = table(
    "Record Id,Task Owner.id,Task Owner,Subject,Due Date,Related To.id,Related To,Contact Name.id,Contact Name,Status,"
    "Closed Time,Created Time\n"
    "t1,u1,Ann,Call about price,2026-02-01,d1,Big one,c1,王芳,Not Started,,2026-01-05 09:00\n"
    "t2,u1,Ann,Send offer by mail,2026-01-03,z1,Acme,,,Completed,2026-01-04 10:00,2026-01-01 09:00\n"
    "t3,u1,Ann,Tidy up,,,,c1,王芳,Deferred,,2026-01-05 09:00\n",
    "Tasks_001.csv",
)


def test_an_open_task_is_a_next_step_and_a_done_one_has_happened() -> None:
    rows = rows_of("zoho", TASKS, ZOHO_ACCOUNTS, ZOHO_DEALS, ZOHO_CONTACTS)["activity"]
    done, call, tidy = rows
    assert (done["source_key"], done["kind"], done["happened_at"], done["account"]) == (
        "t2", "mail", "2026-01-04 10:00", "z1",
    )  # fmt: skip
    assert "next_step" not in done
    assert (call["kind"], call["happened_at"], call["next_step"], call["next_on"], call["next_owner"]) == (
        "call", "2026-01-05 09:00", "Call about price", "2026-02-01", "u1",
    )  # fmt: skip
    assert (tidy["kind"], tidy["by"], tidy["contacts"]) == ("task", "u1", "c1")


def test_the_account_of_a_task_is_found_through_its_deal_or_its_contact() -> None:
    rows = rows_of("zoho", TASKS, ZOHO_ACCOUNTS, ZOHO_DEALS, ZOHO_CONTACTS)["activity"]
    assert {row["source_key"]: row["account"] for row in rows} == {"t1": "z1", "t2": "z1", "t3": "z2"}
    alone = rows_of("zoho", TASKS)["activity"]
    assert {row["source_key"]: row.get("account") for row in alone} == {"t1": "d1", "t2": "z1", "t3": None}


def test_zoho_events_and_calls_are_activities_of_their_kind() -> None:
    events = table(
        "Record Id,Event Owner.id,Event Title,Start DateTime,End DateTime,Venue,Related To.id,Related To\n"
        "e1,u1,Plant tour,2026-01-05 09:00,2026-01-05 10:30,Plant 2,z1,Acme\n"
        "e2,u1,Review,2026-01-06 09:00,2026-01-06 09:30,https://zoom.test/1,z1,Acme\n"
        "e3,u1,Talk,2026-01-06 09:00,2026-01-06 09:30,,z1,Acme\n",
        "Events_001.csv",
    )
    calls = table(
        "Record Id,Call Owner.id,Call Owner,Subject,Call Type,Call Start Time,Call Duration,Related To.id,Related To,"
        "Call Result,Description\nk1,u1,Ann,,Outbound,2026-01-05 09:00,05:30,z1,Acme,Interested,Asked for price\n",
        "Calls_001.csv",
    )
    rows = {row["source_key"]: row for row in rows_of("zoho", events, calls, ZOHO_ACCOUNTS)["activity"]}
    assert [(key, row["kind"], row["minutes"]) for key, row in sorted(rows.items())] == [
        ("e1", "visit", "90"), ("e2", "meeting", "30"), ("e3", "meeting", "30"), ("k1", "call", "6"),
    ]  # fmt: skip
    assert (rows["k1"]["subject"], rows["k1"]["body"]) == ("Call", "Asked for price Interested")


def test_zoho_deals_are_known_and_left_for_later_in_any_order() -> None:
    files = [ZOHO_DEALS, ZOHO_CONTACTS, ZOHO_ACCOUNTS, ZOHO_USERS]
    for order in (files, files[::-1]):
        found = planned("zoho", *order)
        assert list(dict.fromkeys(part.record.key for part in found.parts)) == [
            "person",
            "account",
            "address",
            "contact",
        ]
        assert [(left.table, left.reason) for left in found.left] == [("Deals_001.csv", "later")]


# -- Salesforce -------------------------------------------------------------------------------------------------------


def test_salesforce_accounts_are_taken_from_exports_and_from_reports() -> None:
    export = table(
        "Id,IsDeleted,Name,Type,ParentId,BillingStreet,BillingCity,BillingCountry,OwnerId,Industry,AnnualRevenue,"
        "NumberOfEmployees,CurrencyIsoCode\n"
        "001,false,Acme,Customer - Direct,,Main 1,Bonn,Germany,005,Food & Beverage,5000,20,EUR\n"
        "002,true,Gone,,,,,,005,,,,\n",
        "Account.csv",
    )
    found = planned("salesforce", export)
    assert [part.record.key for part in found.parts] == ["account", "address"]
    assert rows_of("salesforce", export) == {
        "account": [{
            "source_key": "001", "name_en": "Acme", "status": "active", "city": "Bonn", "country": "DE", "owner": "005",
            "industry": "food", "annual_revenue": "5000", "employees": "20", "currency": "EUR",
        }],
        "address": [{
            "source_key": "001:billing", "account": "001", "account~": "Acme", "line1": "Main 1", "city": "Bonn",
            "country": "DE", "kind": "billing",
        }],
    }  # fmt: skip
    report = table(
        "Account ID,Account Name,Account Owner,Billing State/Province,Employees\n001,Acme,Ann,NRW,20\n", "report.csv"
    )
    assert rows_of("salesforce", report) == {
        "account": [{"source_key": "001", "name_en": "Acme", "owner": "Ann", "employees": "20"}]
    }


def test_salesforce_users_contacts_and_their_order() -> None:
    users = table(
        "Id,Username,LastName,FirstName,Email,IsActive,ManagerId,Department,UserType\n"
        "005,a@x.test,Lee,Ann,a@x.test,true,006,East,Standard\n007,g@x.test,Guest,,g@x.test,true,,,Guest\n",
        "User.csv",
    )
    contacts = table(
        "Id,IsDeleted,AccountId,LastName,FirstName,Phone,MobilePhone,ReportsToId,Email,Title,Department\n"
        "003,0,001,Ray,Bo,1,2,,b@x.test,CEO,Board\n",
        "Contact.csv",
    )
    rows = rows_of("salesforce", contacts, users)
    assert list(rows) == ["person", "contact"]
    assert rows["person"] == [
        {"source_key": "005", "name_en": "Ann Lee", "email": "a@x.test", "status": "active", "manager": "006",
         "team": "East"},
    ]  # fmt: skip
    assert rows["contact"] == [
        {"source_key": "003", "account": "001", "name_en": "Bo Ray", "phone": "1", "mobile": "2", "email": "b@x.test",
         "title": "CEO", "department": "Board"},
    ]  # fmt: skip


def test_salesforce_tasks_and_events_are_activities() -> None:
    tasks = table(
        "Id,WhoId,WhatId,Subject,ActivityDate,Status,OwnerId,Description,IsDeleted,AccountId,IsClosed,CreatedDate,"
        "CallDurationInSeconds,TaskSubtype\n"
        "00T1,003,,Follow up,2026-02-01,Open,005,,0,001,0,2026-01-01T09:00:00.000Z,,Task\n"
        "00T2,003,,Talked,2026-01-03,Completed,005,<p>Fine</p>,0,001,1,2026-01-01T09:00:00.000Z,90,Call\n"
        "00T3,003,,Gone,2026-01-03,Completed,005,,1,001,1,2026-01-01T09:00:00.000Z,,Call\n",
        "Task.csv",
    )
    events = table(
        "Id,WhoId,WhatId,Subject,Location,StartDateTime,EndDateTime,DurationInMinutes,OwnerId,AccountId,EventSubtype\n"
        "00U1,003,001,Tour,Plant,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z,60,005,001,Event\n",
        "Event.csv",
    )
    rows = {row["source_key"]: row for row in rows_of("salesforce", tasks, events)["activity"]}
    assert [(key, row["kind"], row["account"], row.get("minutes")) for key, row in sorted(rows.items())] == [
        ("00T1", "task", "001", None), ("00T2", "call", "001", "2"), ("00U1", "visit", "001", "60"),
    ]  # fmt: skip
    assert (rows["00T1"]["next_step"], rows["00T1"]["next_on"]) == ("Follow up", "2026-02-01")
    assert (rows["00T2"]["body"], rows["00T2"]["happened_at"]) == ("Fine", "2026-01-03")


# -- HubSpot ----------------------------------------------------------------------------------------------------------


def test_hubspot_companies_and_contacts_are_taken_from_exports_and_by_internal_names() -> None:
    companies = table(
        "Record ID,Company name,Company Domain Name,Company owner,Industry,Country/Region,City,Annual Revenue,"
        "Number of Employees,Lifecycle Stage\n"
        "101,Acme,acme.test,ann@x.test,COMPUTER_SOFTWARE,Korea,Seoul,5,7,Customer\n",
        "hubspot-crm-exports-all-companies-2026-01-05.csv",
    )
    assert rows_of("hubspot", companies)["account"] == [
        {"source_key": "101", "name_en": "Acme", "domain": "acme.test", "owner": "ann@x.test", "industry": "software",
         "country": "KR", "city": "Seoul", "annual_revenue": "5", "employees": "7", "status": "active"},
    ]  # fmt: skip
    internal = table("hs_object_id,name,domain,hubspot_owner_id,numberofemployees\n101,Acme,acme.test,9,7\n", "c.csv")
    assert rows_of("hubspot", internal)["account"] == [
        {"source_key": "101", "name_en": "Acme", "domain": "acme.test", "owner": "9", "employees": "7"}
    ]
    contacts = table(
        "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Lifecycle Stage,Associated Company IDs,"
        "Associated Company\n201,Bo,Ray,b@x.test,1,CEO,Lead,101;102,Acme;Beta\n",
        "contacts.csv",
    )
    assert rows_of("hubspot", contacts)["contact"] == [
        {"source_key": "201", "name_en": "Bo Ray", "email": "b@x.test", "phone": "1", "title": "CEO", "account": "101",
         "account~": "Acme"},
    ]  # fmt: skip


def test_hubspot_engagements_are_activities_of_their_kind() -> None:
    calls = table(
        "hs_object_id,hs_timestamp,hs_call_title,hs_call_body,hs_call_duration,hubspot_owner_id,"
        "Associated Company IDs\n"
        "1,1767225600000,Price,<p>Too high</p>,61000,9,101\n",
        "calls.csv",
    )
    meetings = table(
        "hs_object_id,hs_meeting_title,hs_meeting_start_time,hs_meeting_location,hubspot_owner_id,"
        "Associated Company IDs\n"
        "2,Tour,2026-01-05T09:00:00Z,Plant 2,9,101\n",
        "meetings.csv",
    )
    tasks = table(
        "hs_object_id,hs_task_subject,hs_task_status,hs_task_type,hs_timestamp,hs_createdate,hubspot_owner_id,"
        "Associated Company IDs\n3,Send offer,NOT_STARTED,EMAIL,2026-02-01,2026-01-01,9,101\n",
        "tasks.csv",
    )
    rows = {row["source_key"]: row for row in rows_of("hubspot", calls, meetings, tasks)["activity"]}
    assert [(key, row["kind"], row["happened_at"]) for key, row in sorted(rows.items())] == [
        ("1", "call", "2026-01-01T00:00:00+00:00"), ("2", "visit", "2026-01-05T09:00:00Z"), ("3", "mail", "2026-01-01"),
    ]  # fmt: skip
    assert (rows["1"]["minutes"], rows["1"]["body"], rows["1"]["account"]) == ("2", "Too high", "101")
    assert (rows["3"]["next_step"], rows["3"]["next_on"], rows["3"]["next_owner"]) == ("Send offer", "2026-02-01", "9")


def test_hubspot_deals_are_known_and_left_for_later() -> None:
    deals = table(
        "Record ID,Deal Name,Deal Stage,Amount,Close Date,Pipeline,Deal owner\n1,Big,Won,5,2026-01-01,P,Ann\n", "d.csv"
    )
    assert [left.reason for left in planned("hubspot", deals).left] == ["later"]


# -- 纷享销客 ---------------------------------------------------------------------------------------------------------


def test_fxiaoke_pages_export_chinese_headers() -> None:
    customers = table(
        "客户名称,客户编号,客户级别,1级行业,成交状态,电话,国家,省,市,区,详细地址,备注,负责人\n"
        "华东重工有限公司,KH001,A级,装备制造,多次成交,021-5555,中国,上海市,上海市,浦东新区,张江路 1 号,老客户,张伟\n",
        "客户.csv",
    )
    rows = rows_of("fxiaoke", customers)
    assert rows["account"] == [
        {"source_key": "KH001", "name_zh": "华东重工有限公司", "extra.account_level": "A级", "industry": "装备制造",
         "status": "active", "phone": "021-5555", "country": "CN", "city": "上海市", "about": "老客户",
         "owner": "张伟"},
    ]  # fmt: skip
    assert rows["address"] == [
        {"source_key": "KH001:main", "account": "KH001", "account~": "华东重工有限公司", "line1": "浦东新区张江路 1 号",
         "city": "上海市", "province": "上海市", "country": "CN", "kind": "main"},
    ]  # fmt: skip
    contacts = table(
        "姓名,客户名称,职务,手机,邮件,负责人,是否关键决策人\n王芳,华东重工有限公司,采购经理,13812345678,w@x.test,张伟,是\n",
        "联系人.csv",
    )
    assert rows_of("fxiaoke", contacts)["contact"] == [
        {"name_zh": "王芳", "account": "华东重工有限公司", "title": "采购经理", "mobile": "13812345678",
         "email": "w@x.test", "is_main": "是"},
    ]  # fmt: skip


def test_fxiaoke_sales_records_are_activities() -> None:
    pages = table(
        "关联客户,互动类型,互动场景,销售记录内容,记录时间,负责人\n"
        "华东重工,现场拜访,需求调研,看了产线 谈了价格,2026-01-05 10:00,张伟\n",
        "销售记录.csv",
    )
    assert rows_of("fxiaoke", pages)["activity"] == [
        {"account": "华东重工", "kind": "visit", "body": "看了产线 谈了价格", "subject": "看了产线 谈了价格",
         "happened_at": "2026-01-05 10:00", "by": "张伟"},
    ]  # fmt: skip
    interface = table(
        "_id,account_id,account_id__r,interactive_types,active_record_content,create_time,owner\n"
        '5f1,a1,华东重工,call,谈了价格,1767225600000,"[""1001""]"\n',
        "ActiveRecordObj.csv",
    )
    assert rows_of("fxiaoke", interface)["activity"] == [
        {"source_key": "5f1", "account": "a1", "account~": "华东重工", "kind": "call", "body": "谈了价格",
         "subject": "谈了价格", "happened_at": "2026-01-01T00:00:00+00:00", "by": "1001"},
    ]  # fmt: skip


def test_fxiaoke_people_have_a_team_and_a_manager() -> None:
    people = table(
        "姓名,手机,邮箱,主属部门,汇报对象,职位,员工编号,状态\n张伟,13812345678,z@x.test,华东大区,李娜,大客户经理,001,启用\n",
        "人员.csv",
    )
    assert rows_of("fxiaoke", people)["person"] == [
        {"name_zh": "张伟", "phone": "13812345678", "email": "z@x.test", "team": "华东大区", "manager": "李娜",
         "title": "大客户经理", "staff_no": "001", "status": "active"},
    ]  # fmt: skip


def test_fxiaoke_opportunities_are_known_and_left_for_later() -> None:
    deals = table(
        "商机名称,客户名称,商机金额,商机阶段,预计成交日期,负责人\n大单,华东重工,500,方案报价,2026-03-01,张伟\n",
        "商机.csv",
    )
    found = planned("fxiaoke", deals)
    assert [left.message() for left in found.left] == [
        "“商机.csv” holds opportunities. They are recognised, but can't be imported yet. The file is left as it is."
    ]
