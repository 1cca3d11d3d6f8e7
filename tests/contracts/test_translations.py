"""Everything a person reads is there in both languages: each English word of the source has its Chinese."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from kambium.config import extraction

PACKAGES = [package for package in extraction.packages() if len(list(package.rglob("*.py"))) > 1]
said_in = cache(extraction.extract)
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_0-9]*\}")
# 申请 邀请 请假 请求 are words of the trade; 请 alone, 您 and 成功 are the tone of a counter clerk
STIFF = re.compile("您|成功|(?<![申邀])请(?![假求])")


def words(catalogue: Catalog) -> dict[Any, Any]:
    return {(message.id, message.context): message for message in catalogue if message.id}


def translations(message: Any) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.fixture(params=PACKAGES, ids=lambda package: package.name)
def package(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_every_word_is_translated(package: Path) -> None:
    known = {key for key, message in words(extraction.stored(package)).items() if all(translations(message))}
    assert sorted(str(key[0]) for key in set(words(said_in(package))) - known) == []


def test_no_translation_waits_for_a_second_look(package: Path) -> None:
    assert [message.id for message in extraction.stored(package) if message.id and message.fuzzy] == []


def test_no_translation_is_left_of_a_word_that_nothing_says(package: Path) -> None:
    gone = set(words(extraction.stored(package))) - set(words(said_in(package)))
    assert sorted(str(key[0]) for key in gone) == []


def test_every_translation_has_the_same_gaps_to_fill(package: Path) -> None:
    wrong = []
    for message in words(extraction.stored(package)).values():
        original = message.id if isinstance(message.id, str) else message.id[-1]
        for text in translations(message):
            if text and set(PLACEHOLDER.findall(original)) != set(PLACEHOLDER.findall(text)):
                wrong.append((original, text))
    assert wrong == []


def test_the_chinese_is_short_and_plain(package: Path) -> None:
    texts = [text for message in words(extraction.stored(package)).values() for text in translations(message)]
    assert [text for text in texts if STIFF.search(text)] == []


def test_one_word_has_one_translation_everywhere() -> None:
    """Django lays all catalogues over each other, so of two translations one would silently win."""
    said: dict[Any, set[str]] = defaultdict(set)
    for each in PACKAGES:
        for key, message in words(extraction.stored(each)).items():
            said[key].add("|".join(translations(message)))
    assert {key[0]: texts for key, texts in said.items() if len(texts) > 1} == {}


def test_a_word_that_is_not_translated_is_caught(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text(
        "{% trans n=2 %}{{ n }} account{% pluralize %}accounts{% endtrans %}"
    )
    (tmp_path / "a.py").write_text(
        "from x import gettext_lazy as _\nlabel = _('Key account')\npgettext('noun', 'Lead')\n"
    )
    assert sorted(map(str, extraction.update(tmp_path))) == ["('%(n)s account', 'accounts')", "Key account", "Lead"]
    assert len(extraction.stored(tmp_path)) == 3


def test_an_update_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text("_('account')\n_('contact')\n")
    list(extraction.update(tmp_path))
    path = tmp_path / extraction.PLACE
    path.write_text(path.read_text().replace('msgid "account"\nmsgstr ""', 'msgid "account"\nmsgstr "客户"'))
    source.write_text("_('account')\n_('activity')\n")
    assert list(extraction.update(tmp_path)) == ["activity"]
    assert [message.string for message in extraction.stored(tmp_path) if message.id == "account"] == ["客户"]
    assert "contact" not in path.read_text()


@pytest.mark.parametrize("text", ["请输入名称", "保存成功", "您的客户"])
def test_the_tone_of_a_counter_clerk_is_caught(text: str) -> None:
    assert STIFF.search(text)


@pytest.mark.parametrize("text", ["申请", "邀请", "请假", "请求"])
def test_words_of_the_trade_are_left_alone(text: str) -> None:
    assert STIFF.search(text) is None
