"""A mapping that is written down reads as the same mapping."""

import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kambium.exchange.mapping import dump, load_bytes, load_file, preset, presets
from kambium.exchange.mapping.language import MapFile
from tests.exchange.mapping.making import mapping

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "adventureworks" / "map.yaml"


def without_lines(thing: Any) -> Any:
    """The same thing without the lines it stood on, feeds by field: columns and fields are told in another order."""
    if isinstance(thing, tuple):
        return tuple(without_lines(each) for each in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        inner = {f.name: without_lines(getattr(thing, f.name)) for f in fields(thing) if f.name != "line"}
        if "feeds" in inner:
            inner["feeds"] = sorted(inner["feeds"], key=lambda feed: feed["field"])
        return inner
    return thing


def again(found: MapFile) -> MapFile:
    return load_bytes(dump(found).encode(), "kept.yaml")


@pytest.mark.parametrize(
    "found", [*(preset(name) for name in presets()), load_file(EXAMPLE)], ids=lambda found: found.name
)
def test_presets_and_examples_survive_being_written_down(found: MapFile) -> None:
    assert without_lines(replace(again(found), file="")) == without_lines(replace(found, file=""))


def test_what_says_nothing_is_not_written() -> None:
    found = mapping("{name: a, files: [{name: x, match: x.csv, record: account, columns: {Name: name}}]}")
    assert dump(found) == (
        "name: a\nsource: a\nfiles:\n- name: x\n  match: x.csv\n  parts:\n  - record: account\n    columns:\n"
        "      Name: name\n"
    )


def test_values_that_yaml_would_take_for_something_else_stay_texts() -> None:
    found = mapping("""
        files:
          - name: x
            match: x.csv
            record: account
            columns: {Name: name, "012": {field: status, map: {"no": "on", "1": "~"}}}
    """)
    assert without_lines(again(found).layouts) == without_lines(found.layouts)
    assert re.search(r"'012':", dump(found))
