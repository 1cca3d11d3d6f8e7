"""Compiled templates are kept between starts, and made anew when the rules of compiling change."""

from pathlib import Path

import jinja2
import pytest

from kambium.core.ui.jinja import compiled, environment


def drawn(folder: Path, text: str) -> str:
    return environment(folder, loader=jinja2.DictLoader({"page": text})).get_template("page").render()


def kept(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.glob("*/*"))


def test_a_template_is_compiled_once_and_again_when_its_text_changes(tmp_path: Path) -> None:
    assert drawn(tmp_path, "one") == "one"
    (first,) = (tmp_path / name for name in kept(tmp_path))
    before = first.stat()
    assert drawn(tmp_path, "one") == "one"
    assert first.stat().st_mtime_ns == before.st_mtime_ns
    assert drawn(tmp_path, "two") == "two"


def test_another_jinja_does_not_read_what_this_one_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(tmp_path)
    monkeypatch.setattr(jinja2, "__version__", "99")
    compiled(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert {folder.stat().st_mode & 0o777 for folder in tmp_path.iterdir()} == {0o700}
