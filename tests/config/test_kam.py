"""The launcher: it explains itself without an environment, and its lock gate sees what must not land."""

import json
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FILES = ["kam", "pyproject.toml", *(path.name for path in ROOT.glob("requirements*.lock"))]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """As much of a checkout as the launcher needs before anything is installed."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    code = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "kambium" / "config", tmp_path / "kambium" / "config", ignore=code)
    shutil.copy(ROOT / "kambium" / "__init__.py", tmp_path / "kambium")
    (tmp_path / "kambium" / "core").mkdir()
    for name in ("__init__.py", "locale.py"):
        shutil.copy(ROOT / "kambium" / "core" / name, tmp_path / "kambium" / "core")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "package-lock.json").write_text("{}")
    return tmp_path


def launcher(root: Path) -> ModuleType:
    loader = SourceFileLoader("kam", str(root / "kam"))
    spec = spec_from_loader("kam", loader)
    assert spec
    module = module_from_spec(spec)
    path = list(sys.path)
    loader.exec_module(module)
    sys.path[:] = path
    return module


def test_without_a_command_it_explains_itself_and_sets_nothing_up(tree: Path) -> None:
    bare = Path(sys.base_prefix) / "bin" / "python3"
    done = subprocess.run([bare, "-I", tree / "kam"], check=True, capture_output=True, text=True)
    assert "./kam run      set up, start, print the address" in done.stdout
    assert not (tree / ".venv").exists()


def test_the_locks_are_fresh_and_name_no_host() -> None:
    assert launcher(ROOT).check_locks() == ""


@pytest.mark.parametrize(
    ("before", "after"), [("dependencies = [", 'dependencies = ["httpx", '), ('">=3.11"', '">=3.12"')]
)
def test_a_changed_dependency_makes_every_lock_stale(tree: Path, before: str, after: str) -> None:
    project = (tree / "pyproject.toml").read_text()
    (tree / "pyproject.toml").write_text(project.replace(before, after, 1))
    complaints = launcher(tree).check_locks().splitlines()
    assert len(complaints) == 3
    assert complaints[0] == "requirements.lock: pyproject.toml changed since; run ./kam lock"


def test_a_changed_rule_of_a_tool_leaves_the_locks_fresh(tree: Path) -> None:
    project = (tree / "pyproject.toml").read_text()
    (tree / "pyproject.toml").write_text(project.replace("line-length = 120", "line-length = 100"))
    assert launcher(tree).check_locks() == ""


def test_a_registrys_host_in_a_lock_is_found(tree: Path) -> None:
    with (tree / "requirements.lock").open("a") as lock:
        lock.write("--index-url https://registry.example/simple\n")
    npm = {"packages": {"x": {"resolved": "https://registry.example/x.tgz"}}}
    (tree / "assets" / "package-lock.json").write_text(json.dumps(npm, indent=2))
    assert launcher(tree).check_locks().splitlines() == [
        "requirements.lock: names a registry's host",
        "package-lock.json: names a registry's host",
    ]


def test_every_locked_package_carries_a_hash() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        entries = [line for line in lock.read_text().splitlines() if line and line[0].isalnum()]
        assert len(entries) > 1
        assert [line for line in entries if "==" not in line or not line.endswith("\\")] == []


def test_a_gate_says_nothing_when_it_passes_and_everything_when_it_fails() -> None:
    program = launcher(ROOT).program
    assert program(sys.executable, "-c", "print('fine')")() == ""
    assert program(sys.executable, "-c", "print('bad'); raise SystemExit(3)")() == "bad"
    assert program(sys.executable, "-c", "raise SystemExit(3)")() == "exit 3"


def test_an_environment_is_up_to_date_only_with_the_lock_it_was_made_from(tree: Path) -> None:
    kam = launcher(tree)
    (tree / ".venv").mkdir()
    assert not kam.is_installed(kam.RUNTIME)
    kam.stamp(kam.RUNTIME).write_text(kam.digest_of(kam.RUNTIME))
    assert kam.is_installed(kam.RUNTIME)
    (tree / "requirements.lock").write_text("# newer\n")
    assert not kam.is_installed(kam.RUNTIME)
