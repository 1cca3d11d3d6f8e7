"""Other files are looked up, one behind another, and a key that stands twice is a fault unless the first will do."""

import pytest

from kambium.exchange.mapping import BadMap, plan
from kambium.exchange.reading.table import open_table
from tests.exchange.mapping.making import mapping, one, plan_faults, table, values

pytestmark = pytest.mark.django_db

STORES = table("Id,Name,Person\n1,Acme,7\n2,Beta,8\n3,Gamma,\n", "stores.csv")
PEOPLE = table("Id,First,Town\n7,Ann,T1\n8,Bo,T9\n,Nobody,T1\n", "people.csv")
TOWNS = table("Code,Name\nT1,Bonn\n", "towns.csv")

CHAIN = mapping("""
    files:
      - match: stores.csv
        lookups:
          who: {file: people.csv, on: {Person: Id}}
          town: {file: towns.csv, on: {who.Town: Code}}
        record: account
        columns: {Id: source_key, Name: name, who.First: about, town.Name: city}
""")


def looked_up(text: str, *, more: str = "") -> list[dict[str, str]]:
    found = mapping(f"""
        files:
          - match: stores.csv
            lookups:
              who: {{file: people.csv, on: {{Person: Id}}{more}}}
            record: account
            columns: {{Id: source_key, Name: name, who.First: about}}
    """)
    return values(one(plan([STORES, table(text, "people.csv")], found)))


def test_lookups_may_start_from_what_was_looked_up() -> None:
    assert values(one(plan([TOWNS, PEOPLE, STORES], CHAIN))) == [
        {"source_key": "1", "name_en": "Acme", "about": "Ann", "city": "Bonn"},
        {"source_key": "2", "name_en": "Beta", "about": "Bo", "city": ""},
        {"source_key": "3", "name_en": "Gamma", "about": "", "city": ""},
    ]


def test_a_file_that_is_only_looked_up_is_said_to_be_so() -> None:
    found = plan([TOWNS, PEOPLE, STORES], CHAIN)
    assert [(left.table, left.reason, left.is_fine) for left in found.left] == [
        ("towns.csv", "looked_up", True),
        ("people.csv", "looked_up", True),
    ]
    assert found.left[0].message() == "“towns.csv” was only looked up from other files."


def test_a_looked_up_file_must_be_given_and_have_the_column() -> None:
    assert plan_faults(CHAIN, STORES, PEOPLE) == [
        "map.yaml, line 6: “town” looks up a file that is not among those given: towns.csv."
    ]
    assert plan_faults(CHAIN, STORES, TOWNS, table("Id,Frist,Town\n7,Ann,T1\n", "people.csv")) == [
        "map.yaml, line 8: The file “people.csv” has no column “First”. Did you mean “Frist”?"
    ]
    assert plan_faults(CHAIN, STORES, PEOPLE, table("Kode,Name\nT1,Bonn\n", "towns.csv")) == [
        "map.yaml, line 6: The file “towns.csv” has no column “Code”. Did you mean “Kode”?"
    ]


def test_an_optional_lookup_without_its_file_is_empty() -> None:
    found = mapping("""
        files:
          - match: stores.csv
            lookups: {who: {file: people.csv, on: {Person: Id}, optional: yes}}
            record: account
            columns: {Id: source_key, Name: name, who.First: about}
    """)
    assert values(one(plan([STORES], found)))[0] == {"source_key": "1", "name_en": "Acme", "about": ""}


def test_a_key_that_stands_twice_is_a_fault_with_both_lines() -> None:
    with pytest.raises(BadMap) as caught:
        looked_up("Id,First,X\n7,Ann,1\n8,Bo,1\n7,Cy,1\n")
    (message,) = caught.value.messages()
    assert message == (
        "map.yaml, line 5: “who”: “people.csv” has two rows for 7, on lines 2 and 4. "
        "Say `several: first` if the first one will do."
    )


def test_of_several_rows_the_first_value_of_each_column_will_do() -> None:
    rows = looked_up("Id,First,X\n7,,1\n7,Ann,1\n7,Cy,1\n", more=", several: first")
    assert [row["about"] for row in rows] == ["Ann", "", ""]


def test_only_rows_that_meet_the_condition_are_looked_up() -> None:
    rows = looked_up("Id,First,Kind\n7,Ann,home\n7,Bo,work\n", more=", where: {Kind: Work}")
    assert [row["about"] for row in rows] == ["Bo", "", ""]


def test_keys_of_a_workbook_meet_keys_of_a_text_file() -> None:
    from io import BytesIO

    from xlsxwriter import Workbook

    memory = BytesIO()
    with Workbook(memory) as book:
        sheet = book.add_worksheet("People")
        for at, row in enumerate([("Id", "First", "Town"), (7, "Ann", "T1"), (8, "Bo", "T1")]):
            sheet.write_row(at, 0, row)
    people = open_table(memory.getvalue(), name="people.csv")
    assert [row["city"] for row in values(one(plan([STORES, people, TOWNS], CHAIN)))] == ["Bonn", "Bonn", ""]


def test_a_column_of_ones_own_goes_before_a_lookup_of_that_name() -> None:
    found = mapping("""
        files:
          - match: stores.csv
            lookups: {Owner: {file: people.csv, on: {Person: Id}}}
            record: account
            columns: {Id: source_key, Name: name, Owner.First: about}
    """)
    stores = table("Id,Name,Person,Owner.First\n1,Acme,7,mine\n", "stores.csv")
    assert values(one(plan([stores, PEOPLE], found))) == [{"source_key": "1", "name_en": "Acme", "about": "mine"}]
