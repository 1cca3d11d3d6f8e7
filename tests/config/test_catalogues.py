"""Compiled translations."""

import gettext
import os
from pathlib import Path

import pytest

from kambium.config import catalogues

SOURCE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "account"
msgstr "客户"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "accounts" / "locale" / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(SOURCE)
    return folder / "django.po"


def test_a_catalogue_is_compiled_so_that_gettext_reads_it(tmp_path: Path, source: Path) -> None:
    assert catalogues.compile_stale(tmp_path) == [source]
    with source.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("account") == "客户"


def test_it_is_compiled_again_only_when_its_words_changed(tmp_path: Path, source: Path) -> None:
    catalogues.compile_stale(tmp_path)
    assert catalogues.compile_stale(tmp_path) == []
    os.utime(source, (2**31, 2**31))
    assert catalogues.stale(tmp_path) == [source]


def test_nothing_but_the_two_files_is_left(tmp_path: Path, source: Path) -> None:
    catalogues.compile_stale(tmp_path)
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]
    assert source.with_suffix(".mo").stat().st_mode & 0o777 == 0o644
