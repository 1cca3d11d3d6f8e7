"""The import contracts of pyproject.toml: they hold here, and in a copy of the tree each is seen to catch a break."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANTED = {
    # who may not know whom: (importer, imported)
    "an arrow upwards": ("core", "people"),
    "an arrow upwards over rows": ("people", "incentives"),
    "strangers in one row": ("accounts", "metrics"),
    "strangers among the readers": ("insights", "automation"),
    "a reader that enters a domain": ("exchange", "accounts"),
    "a reader that enters the metric catalogue": ("api", "metrics"),
    "rows that know reads": ("culture.models", "culture.queries"),
    "reads that know verbs": ("careers.queries", "careers.actions"),
    "verbs that know input": ("casebook.actions", "casebook.forms"),
    "declarations that know each other": ("toolkit.records", "toolkit.jobs"),
    "declarations that know pages": ("goals.panels", "goals.views"),
    "pages that know addresses": ("health.views", "health.urls"),
    "another domain's views": ("portfolio", "commerce.views"),
    "another domain's forms": ("demo", "learning.forms"),
}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=root, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said about a copy of the tree in which every break is planted, on one line."""
    root = tmp_path_factory.mktemp("arrows")
    not_code = shutil.ignore_patterns("__pycache__", "locale", "static", "templates")
    shutil.copytree(ROOT / "kambium", root / "kambium", ignore=not_code)
    shutil.copytree(ROOT / "tests" / "contracts", root / "tests" / "contracts")
    shutil.copy(ROOT / "pyproject.toml", root)
    package = root / "kambium"
    for importer, imported in PLANTED.values():
        for name in (importer, imported):
            planted_module(package, name).touch()
        with planted_module(package, importer).open("a") as file:
            file.write(
                f"import kambium.{imported}.planted\n" if "." not in imported else f"import kambium.{imported}\n"
            )
    (package / "gossip").mkdir()
    (package / "gossip" / "__init__.py").touch()
    return re.sub(r"\s+", " ", lint(root).stdout)


def planted_module(package: Path, name: str) -> Path:
    """`planted.py` of a domain, or the room of it that is named (in it, where the room is a folder)."""
    domain, _, room = name.partition(".")
    is_folder = not room or (package / domain / room).is_dir()
    return package / domain / room / "planted.py" if is_folder else package / domain / f"{room}.py"


def test_the_contracts_hold_here() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("break_", PLANTED)
def test_a_planted_break_is_caught(broken: str, break_: str) -> None:
    importer, imported = (name if "." in name else f"{name}.planted" for name in PLANTED[break_])
    arrow = rf"kambium\.{importer}(\.planted)? (->|enters) kambium\.{imported}\b"
    assert re.search(arrow, broken), broken


def test_a_package_without_a_row_is_caught(broken: str) -> None:
    assert "kambium.gossip" in broken or "- gossip" in broken


@pytest.mark.parametrize(
    "contract",
    ["Arrows point down", "The readers' row", "Inside a domain", "Nobody enters another domain's views or forms"],
)
def test_every_contract_can_break(broken: str, contract: str) -> None:
    assert re.search(rf"{contract}[^.]*? BROKEN", broken), broken
