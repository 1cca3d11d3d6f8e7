"""Whatever stands in a mapping file, the answer is a mapping or a list of faults, never an error of the programme."""

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kambium.exchange.mapping import BadMap, load_bytes, plan
from kambium.exchange.mapping.load import LAYOUT, LOOKUP, MATCH, PART, TOP
from kambium.exchange.mapping.load_feeds import IN_COLUMNS, IN_FIELDS
from tests.exchange.mapping.making import table

WORDS = sorted({*TOP, *LAYOUT, *LOOKUP, *MATCH, *PART, *IN_COLUMNS, *IN_FIELDS, "zh", "en", "account", "who"})
VALUES = (
    "account contact person name owner extra.a extra.B Name Who.Name who.Name {Name} { a}b * ! !x both create file.csv "
    "*.csv first yes refuse ignore choice text 万元 dmy lower source_key name|Name | other opportunity"
)
TEXTS = st.sampled_from(["", *VALUES.split(" ")]) | st.text(max_size=5)
NODES: st.SearchStrategy[Any] = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | TEXTS, inner, max_size=4),
    max_leaves=12,
)
# Mappings that are nearly right come further than mere noise.
HEADERS = st.sampled_from([*["Name", "No", "Owner", "who.Name", "Name | No"] * 6, "Nome"])
HOW = st.sampled_from([*[["lower"], "first_line", ["host", "upper"]] * 6, "shout"])
SOURCES = st.one_of(
    st.builds(lambda h: {"column": h}, HEADERS),
    st.builds(lambda a, b: {"template": f"{{{a}}}-{{{b}}}"}, HEADERS, HEADERS),
    st.builds(lambda hs: {"first_of": hs}, st.lists(HEADERS, max_size=3)),
    st.builds(lambda a, b: {"minutes_between": [a, b]}, HEADERS, HEADERS),
    st.builds(lambda t: {"constant": t}, TEXTS),
)
TREATED = st.builds(
    lambda source, more: source | more,
    SOURCES,
    st.fixed_dictionaries(
        {}, optional={"how": HOW, "map": st.dictionaries(TEXTS, TEXTS, max_size=3), "otherwise": TEXTS}
    ),
)
FIELDS = st.dictionaries(
    st.sampled_from([*["name_zh", "about", "city", "owner"] * 6, "name", "cty"]), TREATED, max_size=3
)
CONDITIONS = st.dictionaries(HEADERS, st.sampled_from(["", "*", "!1", ["1", "2"], "Acme"]), max_size=2)
PARTS = st.fixed_dictionaries(
    {
        "record": st.just("account"),
        "columns": st.just({"No": "source_key", "Name": "name"}),
        "lookups": st.just({"who": {"file": "other", "on": {"No": "Id"}, "several": "first"}}),
    },
    optional={
        "fields": FIELDS,
        "only_when": CONDITIONS,
        "skip_when": st.lists(CONDITIONS, max_size=2),
        "once_per": HEADERS,
        "mode": st.sampled_from([*["create", "update", "both"] * 6, "upsert"]),
    },
)
LAYOUTS = st.builds(lambda part: {"match": "file.csv", **part}, PARTS)
NEARLY = st.fixed_dictionaries(
    {"files": st.lists(LAYOUTS, min_size=1, max_size=2)}, optional={"missing": st.sampled_from(["ignore", "refuse"])}
)
NOISY = st.fixed_dictionaries({"files": st.lists(LAYOUTS | NODES, max_size=3)})
FILE = table("Name,No,Owner\nAcme,1,Ann\n,2,\n", "file.csv")
OTHER = table("Name,Id\nAnn,1\n", "other")


def faults_in(text: str) -> list[str] | None:
    """The faults of a mapping; None where it could be planned and all rows of the file taken apart."""
    try:
        found = plan([FILE, OTHER], load_bytes(text.encode(), "map.yaml"))
        for part in found.parts:
            take = part.row_values()
            for row in part.table.rows():
                values = take(row.cells)
                assert values is None or len(values) in (0, len(part.columns))
    except BadMap as error:
        return error.messages()
    return None


@pytest.mark.django_db
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NEARLY | NOISY | NODES)
def test_any_mapping_is_planned_or_refused(written: Any) -> None:
    faults = faults_in(yaml.safe_dump(written, allow_unicode=True))
    assert faults is None or (faults and all(faults))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc:-{}[]\"'|>&*!%@#?, \n\t\x00\ufeff客"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        faults = [load_bytes(text.encode(), "map.yaml").file]
    except BadMap as error:
        faults = error.messages()
    assert faults
    assert all(faults)
