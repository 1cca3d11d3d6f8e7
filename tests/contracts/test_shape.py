"""The stops of STYLE.md: sizes, names and habits that keep the house readable. Each rule is seen to catch a break."""

from pathlib import Path
from statistics import median, quantiles

import pytest

from kambium.core.access.owned import owned_models
from tests.contracts import shape

FUNCTION_STOP, FILE_STOP, TEMPLATE_STOP = 50, 400, 200


def test_no_function_is_longer_than_fifty_lines() -> None:
    everywhere = [*shape.modules(), *shape.modules(shape.ROOT / "tests"), shape.ROOT / "kam"]
    assert [f for f in shape.functions(everywhere) if f.lines > FUNCTION_STOP] == []


def test_half_of_the_functions_fit_in_eight_lines_and_nearly_all_in_forty() -> None:
    lines = [function.lines for function in shape.functions(shape.modules())]
    figures = {"median": median(lines), "95 %": quantiles(lines, n=20)[-1]}
    assert figures["median"] <= 8, figures
    assert figures["95 %"] <= 40, figures


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    files = [*shape.modules(), shape.ROOT / "kam"]
    assert {shape.place(path): shape.length(path) for path in files if shape.length(path) > FILE_STOP} == {}


def test_no_template_is_longer_than_two_hundred_lines() -> None:
    too_long = {shape.place(path): shape.length(path) for path in shape.templates()}
    assert {name: lines for name, lines in too_long.items() if lines > TEMPLATE_STOP} == {}


def test_nothing_has_a_name_that_hides_what_it_is() -> None:
    assert [text for path in shape.modules() for text in shape.bad_names(path)] == []


def test_nothing_is_left_unfinished_or_promised() -> None:
    texts = ((path, path.read_text(errors="replace")) for path in shape.written_texts())
    assert [
        (shape.place(path), found.group()) for path, text in texts for found in shape.UNFINISHED.finditer(text)
    ] == []


def test_no_signal_is_used() -> None:
    assert [text for path in shape.modules() for text in shape.signals_used(path)] == []


def test_templates_hold_no_inline_style_or_script() -> None:
    pages = [path for path in shape.templates() if "mail" not in path.parts]  # mail has no other way
    found = {shape.place(path): shape.INLINE.findall(path.read_text()) for path in pages}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_views_read_owned_rows_only_through_the_gate() -> None:
    owned = {model.__name__ for model in owned_models()}
    views = [path for path in shape.modules() if shape.is_room(path, "views")]
    assert [text for path in views for text in shape.unguarded_reads(path, owned)] == []


def test_every_action_takes_its_words_by_name_and_says_who_does_it() -> None:
    actions = [path for path in shape.modules() if shape.is_room(path, "actions")]
    assert [text for path in actions for text in shape.careless_actions(path)] == []


# -- each rule catches a break ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "source", "rule"),
    [
        ("utils.py", "", shape.bad_names),
        ("a.py", "class MailService: pass", shape.bad_names),
        ("queries.py", "def get_open(): pass", shape.bad_names),
        ("a.py", "from django.db.models.signals import post_save", shape.signals_used),
        ("a.py", "import django.dispatch", shape.signals_used),
        ("actions.py", "def win(deal, on, *, by): pass", shape.careless_actions),
        ("actions.py", "def win(deal, *, on): pass", shape.careless_actions),
    ],
)
def test_a_planted_break_is_caught(tmp_path: Path, name: str, source: str, rule: object) -> None:
    path = tmp_path / name
    path.write_text(source)
    assert callable(rule)
    assert len(list(rule(path))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Account.objects.get(pk=1)",
        "Account.objects.all()",
        "Account._default_manager.filter(name='x')",
        "get_object_or_404(Account, pk=1)",
    ],
)
def test_a_read_around_the_gate_is_caught(tmp_path: Path, source: str) -> None:
    path = tmp_path / "views.py"
    path.write_text(source)
    assert len(list(shape.unguarded_reads(path, {"Account"}))) == 1


def test_of_a_folder_of_actions_only_what_it_hands_out_is_a_verb(tmp_path: Path) -> None:
    folder = tmp_path / "actions"
    folder.mkdir()
    (folder / "__init__.py").write_text("from kambium.deals.actions.closing import win")
    (folder / "closing.py").write_text("def win(deal): pass\ndef weigh(deal): pass")
    assert [verb.name for verb in shape.verbs(folder / "closing.py")] == ["win"]


def test_a_read_through_the_gate_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "views.py"
    path.write_text("Account.objects.visible_to(me).get(pk=1); Team.objects.all()")
    assert list(shape.unguarded_reads(path, {"Account"})) == []


def test_lines_of_a_function_are_counted_to_its_last(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def long():\n" + "    x = 1\n" * 50)
    assert [(f.name, f.lines) for f in shape.functions([path])] == [("long", 51)]


@pytest.mark.parametrize(
    "html",
    [
        "<style>p{}</style>",
        '<p style="x">',
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_inline_style_and_script_are_caught(html: str) -> None:
    assert shape.INLINE.search(html)


@pytest.mark.parametrize(
    "html",
    ['<script src="/a.js"></script>', '<script type="application/json">{}</script>', "<p class=style>", "<b on>"],
)
def test_what_the_policy_allows_is_left_alone(html: str) -> None:
    assert shape.INLINE.search(html) is None
