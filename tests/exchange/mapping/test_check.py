"""A mapping must make sense for the records that there are; a wrong word is answered with the one that was meant."""

import pytest

from tests.exchange.mapping.making import account_map, mapping, plan_faults, table

pytestmark = pytest.mark.django_db

FILE = "Name,No,City,Owner\nAcme,1,Bonn,Ann\n"


def test_an_unknown_field_is_told_with_the_nearest_one() -> None:
    assert plan_faults(account_map("Name: nmae, No: source_key"), table(FILE))[0] == (
        "map.yaml, line 6: Accounts have no field “nmae”. Did you mean “name”?"
    )
    assert plan_faults(account_map("Name: name, No: Customer Number"), table(FILE)) == [
        "map.yaml, line 6: Accounts have no field “Customer Number”. Did you mean “source_key”?"
    ]
    assert plan_faults(account_map("Name: name, No: source_key, City: xyzzy"), table(FILE)) == [
        "map.yaml, line 6: Accounts have no field “xyzzy”."
    ]


def test_an_unknown_record_is_told_with_all_there_are() -> None:
    found = mapping("files: [{match: file.csv, record: customer, columns: {Name: name}}]")
    (said,) = plan_faults(found, table(FILE))
    assert said == (
        "map.yaml, line 1: There is no record “customer”. There are: team, person, account, address, contact, "
        "activity, product_category, product, price_list, price, exchange_rate, order, order_line, contract, renewal, "
        "invoice, instalment, payment."
    )


def test_without_a_name_no_account_can_be_created_but_one_can_be_updated() -> None:
    columns = "No: source_key, City: city"
    assert plan_faults(account_map(columns), table(FILE)) == [
        "map.yaml, line 5: No column gives Accounts their “Account name”."
    ]
    assert plan_faults(account_map(columns, "mode: update"), table(FILE)) == []


def test_without_a_key_rows_can_only_be_created() -> None:
    found = mapping("files: [{match: file.csv, record: activity, mode: update, columns: {Name: body}}]")
    (fault,) = plan_faults(found, table(FILE))
    assert fault == (
        "map.yaml, line 1: Nothing tells one row of Activities from another: feed one of source_key, "
        "account+happened_at+subject."
    )


def test_a_key_must_be_fed() -> None:
    assert plan_faults(account_map("Name: name", "key: registration_no"), table(FILE)) == [
        "map.yaml, line 5: The key “registration_no” is fed by no column."
    ]


def test_only_references_are_looked_up_and_only_by_fields_that_the_other_record_has() -> None:
    assert plan_faults(account_map("Name: {field: name, by: email}"), table(FILE)) == [
        "map.yaml, line 6: “name” does not point to another record, so `by` has no meaning."
    ]
    assert plan_faults(account_map("Name: name, Owner: {field: owner, by: e_mail}"), table(FILE)) == [
        "map.yaml, line 6: People have no field “e_mail”. Did you mean “email”?"
    ]


def test_only_lists_have_a_separator() -> None:
    assert plan_faults(account_map("Name: name, City: {field: city, separator: ;}"), table(FILE)) == [
        "map.yaml, line 6: “city” holds one value, so `separator` has no meaning."
    ]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("field: extra.power", "The field “extra.power” does not exist yet. Give it a `label` and a `kind`."),
        ("field: extra.Power, label: P", "“extra.Power”: the key of a field has small letters, digits and _ only."),
        ("field: extra.power, label: P, kind: choice", "“extra.power” needs `choices`."),
        ("field: city, label: P", "“city”: the key of a field has small letters, digits and _ only."),
    ],
)
def test_a_field_of_ones_own_is_described_where_it_is_new(column: str, said: str) -> None:
    assert plan_faults(account_map(f"Name: name, City: {{{column}}}"), table(FILE)) == [f"map.yaml, line 6: {said}"]


def test_some_records_have_no_fields_of_ones_own() -> None:
    found = mapping("files: [{match: file.csv, record: team, columns: {Name: name, City: {field: extra.a, label: A}}}]")
    assert plan_faults(found, table(FILE)) == ["map.yaml, line 1: Teams can't have fields of your own."]


def test_a_field_the_company_has_added_needs_no_description() -> None:
    from kambium.accounts.models import CustomField

    CustomField.objects.create(record="account", key="power", label_en="Power", kind="number")
    assert plan_faults(account_map("Name: name, No: extra.power"), table(FILE)) == []


def test_a_column_that_the_file_does_not_have_is_told_with_the_nearest_one() -> None:
    assert plan_faults(account_map("Nome: name, Zip: city"), table(FILE)) == [
        "map.yaml, line 6: The file “file.csv” has no column “Nome”. Did you mean “Name”?",
        "map.yaml, line 6: The file “file.csv” has no column “Zip”.",
    ]


def test_a_header_that_fits_two_columns_is_refused() -> None:
    assert plan_faults(account_map("Name: name, revenue: about"), table("Name,Revenue (k),Revenue (m)\nA,1,2\n")) == [
        "map.yaml, line 6: The file “file.csv” has several columns “revenue”."
    ]
