"""What can be written in a mapping, and how its faults are told."""

from kambium.exchange.mapping.language import Feed, Lookup, Match, OwnField, PartMap, Pick
from kambium.exchange.mapping.load_feeds import SOURCES
from kambium.exchange.mapping.steps import STEPS
from tests.exchange.mapping.making import faults_of, mapping


def test_the_shortest_mapping_names_a_file_a_record_and_its_columns() -> None:
    found = mapping("""
        files:
          - match: stores.csv
            record: account
            columns: {Name: name}
    """)
    assert (found.name, found.source, found.missing) == ("map", "map", "refuse")
    (layout,) = found.layouts
    assert layout.match == Match(file="stores.csv")
    pick = Pick("column", ("Name",), line=5)
    assert layout.parts == (PartMap("account", (Feed("name", pick, line=5),), line=4),)


def test_a_field_says_where_its_value_comes_from_and_what_becomes_of_it() -> None:
    found = mapping("""
        name: demo
        source: erp
        files:
          - match: {headers: [No, Name]}
            record: account
            fields:
              name: "{First} {Last}"
              parent: [Group No, {column: Group, by: name}]
              industry: {column: Branch, how: [lower, first_item], map: {steel: metals}, otherwise: other}
              owner: {column: KAM, by: [email, name], unknown: blank}
              annual_revenue: {column: Revenue, unit: 万元}
              customer_since: {column: Since, order: dmy}
              tags: {column: Tags, separator: "#"}
              extra.power: {column: kW, label: {zh: 功率, en: Power}, kind: number}
            constants: {currency: USD}
    """)
    assert (found.name, found.source) == ("demo", "erp")
    feeds = {feed.field: feed for feed in found.layouts[0].parts[0].feeds}
    assert feeds["name"].pick == Pick("template", ("{First} {Last}",), line=8)
    assert list(feeds["name"].pick.headers()) == ["First", "Last"]
    assert [pick.by for pick in feeds["parent"].pick.picks] == [(), ("name",)]
    assert feeds["industry"].pick == Pick(
        "column", ("Branch",), values=(("steel", "metals"),), otherwise="other", steps=("lower", "first_item"), line=10
    )
    assert (feeds["owner"].pick.by, feeds["owner"].unknown) == (("email", "name"), "blank")
    assert (feeds["annual_revenue"].unit, feeds["customer_since"].order, feeds["tags"].separator) == (
        "万元",
        "dmy",
        "#",
    )
    assert feeds["extra.power"].own == OwnField("power", "number", "功率", "Power")
    assert feeds["currency"].pick == Pick("constant", ("USD",), line=16)


def test_a_lookup_pairs_columns_of_two_files() -> None:
    found = mapping("""
        files:
          - match: contacts.csv
            lookups:
              person: {file: Person.csv, on: {PersonID: BusinessEntityID}}
              type: {file: Type.csv, on: TypeID, several: first, optional: yes, where: {Active: 1}}
            record: contact
            columns: {person.Name: name, AccountID: account}
    """)
    assert found.layouts[0].lookups == (
        Lookup("person", "Person.csv", (("PersonID", "BusinessEntityID"),), line=5),
        Lookup("type", "Type.csv", (("TypeID", "TypeID"),), "first", True, ((("Active", ("1",)),),), line=6),
    )


def test_conditions_are_all_to_hold_and_one_set_of_several_is_enough() -> None:
    found = mapping("""
        files:
          - match: a.csv
            record: account
            columns: {Name: name}
            only_when: {Kind: [A, B], Deleted: ""}
            skip_when: [{Name: Test*}, {State: "!ok"}]
    """)
    part = found.layouts[0].parts[0]
    assert part.only_when == ((("Kind", ("A", "B")), ("Deleted", ("",))),)
    assert part.skip_when == ((("Name", ("Test*",)),), (("State", ("!ok",)),))


def test_one_file_can_give_several_records() -> None:
    found = mapping("""
        files:
          - name: stores
            match: {headers: [Name], any_header: [City, Town], without: [Deal], knows: [Name, City]}
            parts:
              - {record: account, columns: {Name: name}}
              - {record: address, columns: {City: city, Name: account}}
          - {name: deals, match: {headers: [Deal]}, later: opportunity}
    """)
    stores, deals = found.layouts
    assert stores.match == Match("", ("Name",), ("City", "Town"), ("Deal",), ("Name", "City"))
    assert [part.record for part in stores.parts] == ["account", "address"]
    assert (deals.parts, deals.later) == ((), "opportunity")


def test_faults_are_told_all_at_once_with_line_and_word() -> None:
    assert faults_of("""
        files:
          - match: a.csv
            record: account
            colums: {Name: name}
            mode: upsert
            fields:
              name: {colum: Name}
              about: {column: A, template: "{B}"}
              city: {column: City, how: shout}
              tags: [A, {template: "{B"}]
              annual_revenue: {column: R, unit: bushel}
              customer_since: {column: D, order: american}
            constants: {city: X, currency: [USD]}
    """) == [
        "map.yaml, line 5: “colums” is not known here. Did you mean “columns”?",
        "map.yaml, line 8: “colum” is not known here. Did you mean “column”?",
        "map.yaml, line 8: Nothing says where “name” comes from: a column, template, first_of or constant.",
        f"map.yaml, line 9: “about” comes from one of {', '.join(SOURCES)}, not from several.",
        f"map.yaml, line 10: “how” can't be “shout”. Possible: {', '.join(STEPS)}.",
        "map.yaml, line 11: The template “{B” has a brace without its partner.",
        "map.yaml, line 12: “unit” can't be “bushel”. Possible: 万元, 亿元, 千元, thousand USD, EUR m, 1000.",
        "map.yaml, line 13: “order” can't be “american”. Possible: , ymd, dmy, mdy.",
        "map.yaml, line 14: “currency” needs a single value here.",
        "map.yaml, line 14: “city” is fed twice, here and on line 10. Use `first_of`.",
        "map.yaml, line 6: “mode” can't be “upsert”. Possible: both, create, update.",
    ]


def test_a_mapping_without_files_and_a_file_without_record_say_what_they_lack() -> None:
    assert faults_of("name: x") == ["map.yaml, line 1: “map.yaml” lacks “files”."]
    assert faults_of("files: x") == [
        "map.yaml, line 1: “files” needs a list here.",
        "map.yaml, line 1: “map.yaml” lacks “files”.",
    ]
    assert faults_of("files: [{match: a.csv}]") == ["map.yaml, line 1: “files” lacks “record”."]
    assert faults_of("files: [{later: lead}]") == ["map.yaml, line 1: “files” lacks “match”."]
    assert faults_of("files: [{match: {without: [A]}, later: lead}]") == ["map.yaml, line 1: “match” lacks “headers”."]
    assert faults_of("just text") == [
        "map.yaml, line 1: “map.yaml” needs `name: value` lines here.",
        "map.yaml, line 1: “map.yaml” lacks “files”.",
    ]


def test_a_word_that_is_like_none_is_told_with_all_that_are_possible() -> None:
    assert faults_of("files: [{match: {headers: [A], xyz: 1}, later: lead}]") == [
        "map.yaml, line 1: “xyz” is not known here. Known: file, headers, any_header, without, knows."
    ]


def test_two_files_have_two_names_and_every_record_has_columns() -> None:
    assert faults_of("files: [{name: a, match: {headers: [A]}, later: lead}, {name: a, match: b, later: lead}]") == [
        "map.yaml, line 1: “a” stands here twice."
    ]
    assert faults_of("files: [{match: a.csv, record: person, mode: create}]") == [
        "map.yaml, line 1: “person” lacks “columns”."
    ]


def test_a_lookup_without_file_or_key_is_a_fault() -> None:
    assert faults_of("""
        files:
          - match: a.csv
            lookups: {person: {on: ID}}
            record: account
            columns: {Name: name}
    """) == ["map.yaml, line 4: “person” lacks “file”."]
