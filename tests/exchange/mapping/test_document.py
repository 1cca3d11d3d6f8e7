"""A mapping is read strictly: every value is text, everything knows its line, and YAML's magic is refused."""

from pathlib import Path

import pytest

from kambium.exchange.mapping.document import Fields, Items, Text, read_bytes, read_file
from kambium.exchange.mapping.problems import BadMap


def message(text: str | bytes) -> str:
    with pytest.raises(BadMap) as caught:
        read_bytes(text if isinstance(text, bytes) else text.encode(), "map.yaml")
    assert len(caught.value.problems) == 1
    return caught.value.messages()[0]


def test_every_value_is_the_text_in_the_file_with_its_line() -> None:
    found = read_bytes(b"a: NO\nb: 1996\nc:\n  - 012\n  - 'yes'\nd: ~\n", "map.yaml")
    assert found == Fields(
        {
            "a": Text("NO", 1),
            "b": Text("1996", 2),
            "c": Items((Text("012", 4), Text("yes", 5)), 4),
            "d": Text("", 6),
        },
        {"a": 1, "b": 2, "c": 3, "d": 6},
        1,
    )


def test_an_empty_file_is_an_empty_text() -> None:
    assert read_bytes(b"# nothing\n", "map.yaml") == Text("", 1)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_bytes(b"\xef\xbb\xbfa: 1\n", "map.yaml") == Fields({"a": Text("1", 1)}, {"a": 1}, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1\n", "map.yaml, line 1: “&x”: anchors, aliases and tags of YAML are not used in a mapping."),
        ("a: *x\n", "map.yaml, line 1: “*x”: anchors, aliases and tags of YAML are not used in a mapping."),
        ("a: !x 1\n", "map.yaml, line 1: “!x”: anchors, aliases and tags of YAML are not used in a mapping."),
        ("a: 1\nb: 2\na: 3\n", "map.yaml, line 3: “a” stands here twice."),
        ("a: 1\n---\nb: 2\n", "map.yaml, line 2: A mapping is one YAML document; here a second one begins."),
        (
            "a:\n  - b\n c\n",
            "map.yaml, line 3: This can't be read as YAML: expected <block end>, but found '<scalar>'.",
        ),
        ("? [a]\n: b\n", "map.yaml, line 1: “” needs a single value here."),
        ("a: " + "[" * 13 + "]" * 13, "map.yaml, line 1: The lists go deeper than 12 levels."),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text: str, said: str) -> None:
    assert message(text) == said


def test_a_file_that_is_not_text_is_refused() -> None:
    assert message(b"a: \xff\xfe\n") == "map.yaml: The mapping is not a text file in UTF-8."
    assert message("a: \x00\n").startswith("map.yaml: This can't be read as YAML: ")


def test_a_tag_that_would_run_a_programme_is_refused() -> None:
    assert message("a: !!python/object/apply:os.system [ls]\n").startswith(
        "map.yaml, line 1: “tag:yaml.org,2002:python/object/apply:os.system”: anchors, aliases and tags"
    )


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
    assert message(bomb) == "map.yaml, line 1: “&a”: anchors, aliases and tags of YAML are not used in a mapping."
    assert message("[" * 100_000) == "map.yaml, line 1: The lists go deeper than 12 levels."
    assert message(b"#" * (1024 * 1024 + 1)) == "map.yaml: The mapping is larger than 1024 KB."


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(BadMap) as caught:
        read_file(Path("/nowhere/map.yaml"))
    assert caught.value.messages() == ["map.yaml: The file “map.yaml” can't be opened."]
