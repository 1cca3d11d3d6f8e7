"""A file alone is enough: its record is recognised, its columns mapped, and what stands beside it taken along."""

from pathlib import Path

import pytest

from kambium.core.registry import records
from kambium.exchange.mapping import BadMap, certain, dump, load_bytes, mapping_for, plan, recognise, suggested
from kambium.exchange.reading.table import Table
from tests.exchange.mapping.making import by_record, one, table, values

pytestmark = pytest.mark.django_db

CUSTOMERS = table(
    """
    客户名称,所属行业,客户经理,联系人,邮箱,省份,城市,详细地址,年营业额（万元）,统一社会信用代码
    明远工业,装备制造,张伟,王芳,wang@my.test,浙江,杭州,文三路 1 号,1200,91330100MA27X12345
    Acme Corp.,软件,李娜,John Smith,j@acme.test,上海,上海,,300,
    """,
    "客户[2026].csv",
)
CONTACTS = table("Full Name,Company,Job Title,E-mail Address\nAnna,Acme,Buyer,a@x.test\n", "contacts.csv")
STAFF = table("工号,姓名,部门,职位,直属上级,邮箱\n001,张伟,华东,经理,李娜,zw@my.test\n", "staff.csv")
VISITS = table("客户名称,跟进时间,跟进方式,跟进内容,跟进人\n明远工业,2026-01-05,电话,谈了价格,张伟\n", "visits.csv")
ADDRESSES = table("客户编号,地址类型,详细地址,邮编\n1,发货,文三路 1 号,310000\n", "addresses.csv")
TEAMS = table("团队,上级部门\n华东,销售部\n", "teams.csv")
STRANGE = table("A,B,C\nfoo,x@y.test,13812345678\nbar,y@y.test,13812345679\nbaz,z@y.test,13812345670\n", "strange.csv")


@pytest.mark.parametrize(
    ("file", "record"),
    [(CUSTOMERS, "account"), (CONTACTS, "contact"), (STAFF, "person"), (VISITS, "activity"), (ADDRESSES, "address"),
     (TEAMS, "team"), (STRANGE, None)],
    ids=lambda value: value.name if isinstance(value, Table) else str(value),
)  # fmt: skip
def test_a_file_is_recognised_by_what_only_its_record_knows(file: Table, record: str | None) -> None:
    found = certain(recognise(file))
    assert (found and found.record.key) == record


def test_a_list_of_customers_brings_contacts_and_addresses_along() -> None:
    found = plan([CUSTOMERS], suggested([CUSTOMERS]))
    assert [(part.record.key, part.key) for part in found.parts] == [
        ("account", ("name",)),
        ("address", ("account", "kind")),
        ("contact", ("account", "email")),
    ]
    rows = by_record(found)
    assert rows["account"][0] == {
        "industry": "装备制造", "owner": "张伟", "city": "杭州", "annual_revenue": "1200",
        "registration_no": "91330100MA27X12345", "name_zh": "明远工业",
    }  # fmt: skip
    assert rows["address"] == [
        {
            "province": "浙江",
            "city": "杭州",
            "line1": "文三路 1 号",
            "account": "91330100MA27X12345",
            "account~": "明远工业",
            "kind": "main",
        },
    ]
    assert rows["contact"] == [
        {"name_zh": "王芳", "email": "wang@my.test", "account": "91330100MA27X12345", "account~": "明远工业"},
        {"name_en": "John Smith", "email": "j@acme.test", "account": "", "account~": "Acme Corp."},
    ]


def test_the_key_is_the_best_one_that_every_row_has() -> None:
    full = table("客户名称,统一社会信用代码,行业\nA,91330100MA27X12345,零售\n")
    assert one(plan([full], suggested([full]))).key == ("registration_no",)
    gaps = table("客户名称,统一社会信用代码,行业\nA,91330100MA27X12345,零售\nB,,零售\n")
    assert one(plan([gaps], suggested([gaps]))).key == ("name",)


def test_an_activity_without_a_subject_is_called_by_the_first_line_of_what_was_said() -> None:
    (row,) = values(one(plan([VISITS], suggested([VISITS]))))
    assert (row["subject"], row["body"]) == ("谈了价格", "谈了价格")


def test_a_column_of_keys_is_not_taken_for_names() -> None:
    file = table("Account Name,Record Id,Account Owner.id,Account Owner,Parent Account\nAcme,1,7,Ann,Beta\n")
    part = one(plan([file], suggested([file], records["account"])))
    assert [(c.field, c.rank, c.by) for c in part.columns if c.to] == [
        ("owner", 0, ("source_key", "staff_no")),
        ("owner", 1, ("source_key", "staff_no", "email", "name")),
        ("parent", 0, ("source_key", "registration_no", "name")),
    ]


def test_a_file_that_is_not_recognised_is_left() -> None:
    found = plan([STRANGE, STAFF], suggested([STRANGE, STAFF]))
    assert [part.table.name for part in found.parts] == ["staff.csv"]
    assert [(left.table, left.reason) for left in found.left] == [("strange.csv", "unknown")]


def test_a_suggestion_can_be_kept_and_read_again() -> None:
    for file in (CUSTOMERS, CONTACTS, STAFF, VISITS, TEAMS):
        kept = load_bytes(dump(suggested([file])).encode(), "kept.yaml")
        assert by_record(plan([file], kept)) == by_record(plan([file], suggested([file])))


def test_a_word_names_a_preset_or_a_record() -> None:
    assert mapping_for("zoho", []).name == "zoho"
    assert [part.record for part in mapping_for("account", [CUSTOMERS]).layouts[0].parts] == [
        "account",
        "address",
        "contact",
    ]
    with pytest.raises(BadMap) as caught:
        mapping_for("soho", [CUSTOMERS])
    (message,) = caught.value.messages()
    assert message == (
        "“soho” is neither a preset (fxiaoke, hubspot, salesforce, zoho) nor a record "
        "(team, person, account, address, contact, activity, product_category, product, price_list, price, "
        "exchange_rate, order, order_line, contract, renewal, invoice, instalment, payment)."
    )


def test_with_a_mapping_file_the_word_is_its_name_or_one_record_of_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("""
        name: mine
        files:
          - match: contacts.csv
            parts:
              - {record: account, columns: {Company: name}}
              - {record: contact, columns: {Full Name: name, Company: account, E-mail Address: email}}
    """)
    assert [part.record.key for part in plan([CONTACTS], mapping_for("mine", [CONTACTS], path)).parts] == [
        "account", "contact",
    ]  # fmt: skip
    assert [part.record.key for part in plan([CONTACTS], mapping_for("contact", [CONTACTS], path)).parts] == ["contact"]
    with pytest.raises(BadMap):
        mapping_for("other", [CONTACTS], path)
