"""The front end is bundled when its sources changed, and only then."""

import sys
from pathlib import Path

import pytest

from kambium.config import frontend

NPM = """
import pathlib, sys
pathlib.Path("../calls").open("a").write(" ".join(sys.argv[1:2]) + "\\n")
if sys.argv[1] == "run":
    dist = pathlib.Path("../kambium/core/static/dist"); dist.mkdir(parents=True, exist_ok=True)
    (dist / "app.js").write_text("bundled")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "assets" / "node_modules").mkdir(parents=True)
    (tmp_path / "assets" / "app.js").write_text("go()")
    return tmp_path


def build(root: Path) -> None:
    frontend.build(root, [sys.executable, "-c", NPM])


def test_a_build_makes_it_current(root: Path) -> None:
    assert not frontend.is_current(root)
    build(root)
    assert frontend.is_current(root)
    assert (root / "calls").read_text() == "ci\nrun\n"


@pytest.mark.parametrize("change", ["edit", "add", "rename"])
def test_a_change_of_the_sources_makes_it_stale(root: Path, change: str) -> None:
    build(root)
    source = root / "assets" / "app.js"
    if change == "edit":
        source.write_text("stop()")
    elif change == "add":
        (root / "assets" / "empty.css").touch()
    else:
        source.rename(root / "assets" / "main.js")
    assert not frontend.is_current(root)


def test_what_npm_installs_is_no_source(root: Path) -> None:
    build(root)
    (root / "assets" / "node_modules" / "library.js").write_text("theirs")
    assert frontend.is_current(root)
