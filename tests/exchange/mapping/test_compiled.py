"""What is taken out of a row: columns as they are, and everything that can be done to them."""

from decimal import Decimal
from operator import itemgetter

import pytest

from kambium.exchange.mapping import LEFT_OUT, plan
from kambium.exchange.mapping.compiled import values_of
from kambium.exchange.mapping.language import Pick
from kambium.exchange.reading.cells import CellError
from tests.exchange.mapping.making import account_map, mapping, one, table, taken, values

pytestmark = pytest.mark.django_db


def test_columns_taken_as_they_are_cost_one_itemgetter() -> None:
    take = values_of([Pick("column", ("B",)), Pick("column", ("A",))], {"A": 0, "B": 1}.__getitem__)
    assert isinstance(take, itemgetter)
    assert take([1, Decimal("2.50"), "x"]) == (Decimal("2.50"), 1)
    assert list(values_of([Pick("column", ("B",))], {"B": 1}.__getitem__)(["a", "b"])) == ["b"]


def test_a_name_goes_where_its_script_belongs_and_says_nothing_of_the_other() -> None:
    rows = taken(account_map("N: name"), "N,x\n华为技术,1\nAcme Corp.,2\nABB（中国）,3\n,4\nñandú,5\n")
    assert rows == [
        {"name_zh": "华为技术"},
        {"name_en": "Acme Corp."},
        {"name_zh": "ABB（中国）"},
        {"name_zh": "", "name_en": ""},
        {"name_en": "ñandú"},
    ]


def test_a_name_fed_in_its_own_language_goes_before_one_in_either() -> None:
    found = account_map("N: name, ZH: name_zh, EN: name_en")
    assert taken(found, "N,ZH,EN,X\n华为,,Huawei,1\nAcme,艾克米,,1\n,,,1\n") == [
        {"name_zh": "华为", "name_en": "Huawei"},
        {"name_zh": "艾克米", "name_en": "Acme"},
        {"name_zh": "", "name_en": ""},
    ]


def test_first_and_last_name_stand_in_the_order_of_their_script() -> None:
    found = mapping("""
        files:
          - match: file.csv
            record: contact
            columns: {F: first_name, L: last_name, N: name, A: account}
    """)
    rows = taken(found, "F,L,N,A\nAnna,Snelling,Anna S.,1\n芳,王,,1\nAnna,,Anna Snelling,1\nCher,,,1\n,,,1\n")
    assert [row.get("name_en") or row.get("name_zh") for row in rows] == [
        "Anna Snelling",
        "王芳",
        "Anna Snelling",
        "Cher",
        "",
    ]


def test_a_template_is_filled_and_is_empty_where_all_its_places_are() -> None:
    found = account_map("N: name", 'fields: {about: "{City} ({Zip})", short_name: "No {City}"}')
    assert taken(found, "N,City,Zip\nA,Bonn,53\nB, Bonn ,\nC,,\n") == [
        {"name_en": "A", "about": "Bonn (53)", "short_name": "No Bonn"},
        {"name_en": "B", "about": "Bonn ()", "short_name": "No Bonn"},
        {"name_en": "C", "about": "", "short_name": ""},
    ]


def test_the_first_that_has_a_value_is_taken() -> None:
    found = account_map("N: name", 'fields: {phone: [Tel, Mobile, {constant: "0"}], city: [Town, Place]}')
    assert taken(found, "N,Tel,Mobile,Town,Place\nA,1,2,,\nB, ,2,,Bonn\nC,,,,\n") == [
        {"name_en": "A", "phone": "1", "city": ""},
        {"name_en": "B", "phone": "2", "city": "Bonn"},
        {"name_en": "C", "phone": "0", "city": ""},
    ]


def test_values_are_mapped_whole_first_then_by_pattern_then_otherwise() -> None:
    found = account_map(
        "N: name, T: {field: status, map: {Customer_Lost: lost, '*customer*': active, '4+': four}, otherwise: prospect}"
    )
    rows = taken(found, "N,T\nA,customer lost\nB,Key CUSTOMER\nC,4+\nD,4\nE,\n")
    assert [row["status"] for row in rows] == ["lost", "active", "four", "prospect", ""]


def test_a_value_that_the_map_lacks_stays_as_it_is_where_nothing_is_said() -> None:
    rows = taken(account_map("N: name, T: {field: status, map: {A: active, '': prospect}}"), "N,T\nX,a\nY,B\nZ,\n")
    assert [row["status"] for row in rows] == ["active", "B", "prospect"]


def test_steps_are_taken_in_their_order_before_the_map() -> None:
    found = account_map("N: name, Mail: {field: domain, how: [host, upper], map: {ACME.TEST: acme}}")
    assert [row["domain"] for row in taken(found, "N,Mail\nA,x@acme.test\nB,y@b.test\n")] == ["acme", "B.TEST"]


def test_minutes_are_counted_from_start_to_end() -> None:
    found = mapping("""
        files:
          - match: file.csv
            record: activity
            mode: create
            columns: {A: account, S: subject, Start: happened_at}
            fields: {minutes: {minutes_between: [Start, End]}}
            constants: {kind: visit}
    """)
    rows = taken(
        found,
        """
        A,S,Start,End
        1,x,2026-01-05 10:00,2026-01-05 11:30
        1,x,2026-01-05 10:00:00,2026-01-05 10:00:01
        1,x,2026-01-05 10:00,2026-01-05 09:00
        1,x,2026-01-05T10:00:00Z,2026-01-05 11:00
        1,x,2026-01-05 10:00,soon
        1,x,,2026-01-05 11:00
        """,
    )
    assert [row["minutes"] for row in rows] == ["90", "1", "", "", "", ""]


def test_what_a_spreadsheet_broke_passes_through_every_treatment() -> None:
    broken = CellError("formula_error", "#REF!")
    at = {"A": 0, "B": 1}.__getitem__
    picks = [
        Pick("column", ("A",), steps=("upper",)),
        Pick("template", ("{B} {A}",)),
        Pick("first", picks=(Pick("column", ("A",)), Pick("column", ("B",)))),
        Pick("full_name", picks=(Pick("column", ("A",)), Pick("column", ("B",)))),
        Pick("script", ("en",), (Pick("first", picks=(Pick("column", ("A",)),)),)),
    ]
    assert list(values_of(picks, at)([broken, "b"])) == [broken] * 5
    names = [Pick("script", (script,), (Pick("column", ("A",)),)) for script in ("zh", "en")]
    assert list(values_of(names, at)([broken, "b"])) == [None, broken]


def test_rows_that_are_not_a_parts_business_are_told_from_rows_left_out() -> None:
    found = account_map(
        "N: name", "only_when: {Kind: [Store, Shop]}", "skip_when: [{State: Closed}, {N: '*', Test: '1'}]"
    )
    part = one(plan([table("N,Kind,State,Test\nA,store,,\nB,Depot,,\nC,Shop,closed,\nD,Shop,open,1\n")], found))
    take = part.row_values()
    taken_rows = [take(row.cells) for row in part.table.rows()]
    assert [None if row is None else tuple(row) for row in taken_rows] == [(None, "A"), None, (), ()]
    assert taken_rows[2] is LEFT_OUT


def test_a_condition_can_want_something_nothing_or_not_this() -> None:
    text = "N,State\nA,open\nB,Done\nC,\n"
    for wanted, names in [("'*'", "AB"), ("''", "C"), ("'!Done'", "AC"), ("['!Done', '!']", "A"), ("'!*'", "C")]:
        rows = taken(account_map("N: name", f"only_when: {{State: {wanted}}}"), text)
        assert "".join(row["name_en"] for row in rows) == names, wanted


def test_what_stands_in_many_rows_is_taken_once_and_every_walk_begins_anew() -> None:
    found = mapping("files: [{match: file.csv, record: team, once_per: Group, columns: {Group: name}}]")
    part = one(plan([table("Id,Group\n1,North\n2,south\n3,north \n4,\n")], found))
    assert values(part) == values(part) == [{"name_en": "North"}, {"name_en": "south"}]
