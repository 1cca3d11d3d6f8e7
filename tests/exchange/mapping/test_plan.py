"""Files and a mapping become a plan: who comes first, which key, what is left, what is not used."""

from decimal import Decimal

import pytest

from kambium.core.registry import FieldSpec, Record, records
from kambium.exchange.mapping import plan
from kambium.exchange.mapping.order import ranks
from kambium.exchange.reading.hints import DateOrder
from tests.exchange.mapping.making import account_map, mapping, one, table, values

pytestmark = pytest.mark.django_db

WHOLE = mapping("""
    name: crm
    source: crm
    missing: ignore
    files:
      - name: contacts
        match: {headers: [Contact]}
        record: contact
        columns: {Contact: name, Account: account, Contact Id: source_key, Mail: email}
      - name: accounts
        match: {headers: [Account], without: [Contact, Deal]}
        parts:
          - record: address
            only_when: {Street: "*"}
            columns: {Street: line1, Account: account}
            constants: {kind: main}
          - record: account
            columns: {Account: name, Id: source_key, Owner: owner, Tel | Phone: phone}
      - name: users
        match: {headers: [User]}
        record: person
        columns: {User: name, Mail: email}
      - name: deals
        match: {headers: [Deal]}
        later: opportunity
""")
ACCOUNTS = table("Account,Id,Owner,Phone,Colour\nAcme,1,Ann,123,red\n", "accounts.csv")


def test_what_is_pointed_to_comes_first_whatever_order_the_files_came_in() -> None:
    contacts = table("Contact,Account,Mail\nBo,Acme,bo@x.test\n", "contacts.csv")
    users = table("User,Mail\nAnn,ann@x.test\n", "users.csv")
    accounts = table("Account,Street\nAcme,Main 1\n", "accounts.csv")
    for files in ([contacts, accounts, users], [users, contacts, accounts]):
        assert [part.record.key for part in plan(files, WHOLE).parts] == ["person", "account", "address", "contact"]


def test_every_record_comes_after_what_it_needs_or_points_to() -> None:
    assert list(ranks({record.key: record for record in records})) == [
        "team", "exchange_rate", "product_category", "price_list", "person", "product", "account", "price", "address",
        "contact", "contract", "activity", "order", "renewal", "order_line", "invoice", "payment", "instalment",
    ]  # fmt: skip


def test_records_that_need_each_other_are_an_error_of_the_programme() -> None:
    def record(key: str, to: str) -> Record:
        fields = (FieldSpec("it", "It", kind="reference", to=to),)
        return Record(key, key, object, fields, (), "a.b", "a.b", 1)  # type: ignore[arg-type]

    with pytest.raises(ValueError, match="in a circle"):
        ranks({"a": record("a", "b"), "b": record("b", "a")})


def test_a_part_says_its_source_mode_key_and_what_it_does_not_use() -> None:
    part = one(plan([ACCOUNTS], WHOLE))
    assert (part.source, part.mode, part.key, part.empty, part.unused) == (
        "crm", "both", ("source_key",), "keep", ("Colour",),
    )  # fmt: skip
    assert [(c.field, c.headers) for c in part.columns] == [
        ("source_key", ("Id",)),
        ("owner", ("Owner",)),
        ("phone", ("Phone",)),
        ("name_zh", ("Account",)),
        ("name_en", ("Account",)),
    ]


def test_without_its_column_the_best_key_gives_way_to_the_next() -> None:
    assert one(plan([table("Account,Colour\nAcme,red\n")], WHOLE)).key == ("name",)


def test_a_part_for_which_the_file_has_nothing_is_no_part() -> None:
    assert [part.record.key for part in plan([ACCOUNTS], WHOLE).parts] == ["account"]


def test_a_file_that_lacks_what_no_row_can_be_without_is_left_with_the_reason() -> None:
    found = plan([table("Contact,Colour\nBo,red\n", "contacts.csv"), ACCOUNTS], WHOLE)
    assert [part.record.key for part in found.parts] == ["account"]
    assert [left.message() for left in found.left] == ["“contacts.csv” lacks Account. The file is left as it is."]


def test_known_and_unknown_files_are_left_with_different_words() -> None:
    deals = table("Deal,Account\nBig,Acme\n", "deals.csv")
    other = table("Colour,Size\nred,9\n", "other.csv")
    found = plan([deals, other], WHOLE)
    assert found.parts == ()
    assert [(left.reason, left.is_fine) for left in found.left] == [("later", False), ("unknown", False)]
    assert [left.message() for left in found.left] == [
        "“deals.csv” holds opportunities. They are recognised, but can't be imported yet. The file is left as it is.",
        "“other.csv”: no part of the mapping knows these columns. The file is left as it is.",
    ]


def test_a_reference_looked_up_in_two_ways_has_two_columns() -> None:
    found = account_map(
        "N: name, Id: source_key",
        "fields: {owner: {first_of: [{column: Owner Id, by: source_key}, {column: Owner, by: [email, name]}]}}",
    )
    part = one(plan([table("N,Id,Owner Id,Owner\nAcme,1,7,Ann\n")], found))
    owners = [(c.rank, c.to, c.by, c.headers) for c in part.columns if c.field == "owner"]
    assert owners == [(0, "person", ("source_key",), ("Owner Id",)), (1, "person", ("email", "name"), ("Owner",))]
    assert values(part) == [{"name_en": "Acme", "source_key": "1", "owner": "7", "owner~": "Ann"}]


def test_a_reference_of_which_nothing_is_said_is_looked_up_by_every_key_and_by_name() -> None:
    columns = one(
        plan([table("N,Parent,Owner\nAcme,Beta,Ann\n")], account_map("N: name, Parent: parent, Owner: owner"))
    ).columns
    assert {c.field: (c.to, c.by) for c in columns if c.to} == {
        "parent": ("account", ("source_key", "registration_no", "name")),
        "owner": ("person", ("source_key", "staff_no", "email", "name")),
    }


def test_units_and_the_order_of_dates_come_from_the_header_or_from_the_mapping() -> None:
    text = "N,年收入（万元）,Since\nAcme,3,05/04/2026\n"
    part = one(
        plan([table(text)], account_map("N: name, 年收入: annual_revenue, Since: {field: customer_since, order: dmy}"))
    )
    hints = {c.field: c.hints for c in part.columns}
    assert (hints["annual_revenue"].unit, hints["annual_revenue"].currency) == (Decimal(10000), "CNY")
    assert hints["customer_since"].date_order is DateOrder.DMY
    told = account_map("N: name, 年收入: {field: annual_revenue, unit: thousand USD}")
    part = one(plan([table(text)], told))
    (revenue,) = [c.hints for c in part.columns if c.field == "annual_revenue"]
    assert (revenue.unit, revenue.currency) == (Decimal(1000), "USD")


def test_a_new_field_is_described_for_whoever_makes_it() -> None:
    found = account_map("N: name, P: {field: extra.power, label: {zh: 功率, en: Power}, kind: choice, choices: [a, b]}")
    part = one(plan([table("N,P\nAcme,a\n")], found))
    (own,) = part.own_fields
    assert (own.key, own.kind, own.label_zh, own.label_en, own.choices) == (
        "power",
        "choice",
        "功率",
        "Power",
        ("a", "b"),
    )
    (column,) = [c for c in part.columns if c.own]
    assert (column.spec.kind, column.spec.choices) == ("choice", (("a", "a"), ("b", "b")))


def test_a_constant_is_the_same_in_every_row_and_can_be_known_beforehand() -> None:
    part = one(plan([table("N,X\nAcme,1\n")], account_map("N: name", "constants: {currency: USD}")))
    assert {c.field: c.constant for c in part.columns} == {"currency": "USD", "name_zh": None, "name_en": None}
    assert values(part) == [{"currency": "USD", "name_en": "Acme"}]


def test_a_header_may_be_written_in_any_case_width_and_punctuation() -> None:
    found = account_map("Account Name: name, Phone | Tel: phone, 城市: city")
    for headers in ("account_name,PHONE,城市", "ACCOUNT-NAME,Tel.,城　市", "AccountName,（Tel）,城市*"):
        part = one(plan([table(f"{headers}\nAcme,1,Bonn\n")], found))
        assert values(part) == [{"phone": "1", "city": "Bonn", "name_en": "Acme"}]


def test_of_layouts_that_compete_the_one_that_knows_most_of_the_file_takes_it() -> None:
    found = mapping("""
        missing: ignore
        files:
          - {name: a, match: {headers: [Name], knows: [Name, City, Tel, Fax]}, record: account, columns: {Name: name}}
          - name: b
            match: {headers: [Name], knows: [Name, City, Mail, Title]}
            record: person
            columns: {Name: name, Mail: email}
    """)
    assert one(plan([table("Name,City,Tel\nx,y,z\n")], found)).layout.name == "a"
    assert one(plan([table("Name,City,Mail\nx,y,z@a.test\n")], found)).layout.name == "b"
    assert plan([table("Name,P,Q,R,S\nx,y,z,a,b\n")], found).parts == ()


def test_the_same_layout_takes_several_files() -> None:
    more = table("Account,Id\nBeta,2\n", "accounts_2.csv")
    assert [part.table.name for part in plan([more, ACCOUNTS], WHOLE).parts] == ["accounts_2.csv", "accounts.csv"]


def test_messages_are_read_in_chinese_too() -> None:
    from django.utils import translation

    found = plan([table("Deal,Account\nBig,Acme\n", "deals.csv")], WHOLE)
    with translation.override("zh-hans"):
        assert found.left[0].message() == "“deals.csv”里是商机：能认出来，但还不能导入，这个文件没有导入"
