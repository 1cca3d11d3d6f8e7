"""What is wrong is told in both languages, and travels between processes."""

import pickle
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kambium.exchange.reading import BadValue, Unreadable
from kambium.exchange.reading.problems import FILE_PROBLEMS, LEFT_OUT_REASONS, ROW_PROBLEMS, VALUE_PROBLEMS, Problem

CATALOGUE = Path(__file__).parents[3] / "kambium/exchange/locale/zh_Hans/LC_MESSAGES/django.po"
TEMPLATES = [*FILE_PROBLEMS.values(), *ROW_PROBLEMS.values(), *VALUE_PROBLEMS.values(), *LEFT_OUT_REASONS.values()]
GAP = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_problem_has_its_chinese_words_with_the_same_facts(template: str) -> None:
    with CATALOGUE.open("rb") as file:
        message = read_po(file).get(template)
    assert message is not None
    assert re.search("[\u4e00-\u9fff]", str(message.string))
    assert sorted(GAP.findall(str(message.string))) == sorted(GAP.findall(template))


def test_a_problem_tells_its_code_facts_and_words() -> None:
    problem = Unreadable("too_many_rows", limit=2_000_000)
    assert (problem.code, problem.facts) == ("too_many_rows", {"limit": 2_000_000})
    assert str(problem) == "The table has more than 2000000 rows. Split it into several files."


def test_a_long_value_is_quoted_in_part() -> None:
    problem = BadValue("not_a_number", value="x" * 500)
    assert problem.facts["value"] == "x" * 79 + "…"


def test_a_problem_survives_the_way_to_another_process() -> None:
    problem: Problem = BadValue("date_ambiguous", value="03/04/2026", one="2026-04-03", other="2026-03-04")
    again = pickle.loads(pickle.dumps(problem))
    assert (again, type(again), str(again)) == (problem, BadValue, str(problem))
    assert again != BadValue("not_a_date", value="03/04/2026")


def test_a_problem_is_told_in_the_language_of_the_reader() -> None:
    from django.utils import translation

    problem = BadValue("not_a_number", value="abc")
    with translation.override("en"):
        assert problem.message() == "“abc” is not a number"
