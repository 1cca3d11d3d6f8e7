"""Our own commands explain themselves and refuse what they do not know, and start nothing by it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kambium.config.commands import OWN
from tests.config.terminal import kambium

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("asked", ["-h", "--help"])
@pytest.mark.parametrize("name", OWN)
def test_who_asks_for_help_gets_it_and_nothing_starts(place: Path, name: str, asked: str) -> None:
    done = kambium(name, asked)
    assert (done.returncode, done.stderr) == (0, "")
    assert OWN[name].english in done.stdout
    assert list(place.iterdir()) == []


def test_help_about_a_command_is_its_help_in_the_readers_language(place: Path) -> None:
    done = kambium("help", "stop", LANG="zh_CN.UTF-8")
    assert done.stdout == (
        "kambium stop: 结束一次运行留下的全部进程，被强行结束的也算\n\n没有参数。用 KAMBIUM_HOME 指定是哪个数据目录。\n"
    )


def test_the_list_of_commands_has_ours_first() -> None:
    listed = kambium("help").stdout.splitlines()
    assert [line.split()[1] for line in listed[: len(OWN)]] == list(OWN)
    assert "    migrate" in listed


@pytest.mark.parametrize(
    ("line", "language", "said"),
    [
        (["run", "now"], "C", "kambium run knows no now. See kambium run --help.\n"),
        (["stop", "--all"], "zh_CN.UTF-8", "kambium stop 没有参数 --all。用法见 kambium stop --help\n"),
        (["doctor", "--json", "--jsn"], "C", "kambium doctor knows no --jsn. See kambium doctor --help.\n"),
    ],
)
def test_what_a_command_does_not_know_is_refused(place: Path, line: list[str], language: str, said: str) -> None:
    done = kambium(*line, LANG=language)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("C", "There is no command migrat. kambium help lists them.\n"),
        ("zh_CN.UTF-8", "没有 migrat 命令。用 kambium help 列出全部命令\n"),
    ],
)
def test_an_unknown_command_starts_no_database(place: Path, language: str, said: str) -> None:
    done = kambium("migrat", LANG=language)
    assert (done.returncode, done.stderr) == (1, said)
    assert not (place / "pg").exists()


@pytest.mark.parametrize(("line", "code"), [(["run", "--help"], 0), (["run", "now"], 2), (["lock", "now"], 2)])
def test_the_launcher_answers_before_it_sets_anything_up(tmp_path: Path, line: list[str], code: int) -> None:
    for name in ("kam", "kambium/__init__.py", "kambium/config", "kambium/core/__init__.py", "kambium/core/locale.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    launch = f"import runpy, sys; sys.argv[1:] = {line}; runpy.run_path('{tmp_path}/kam', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", launch], check=False, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert not (tmp_path / ".venv").exists()


def test_an_import_needs_no_run_before_it_and_finds_files_where_the_caller_stands(place: Path, tmp_path: Path) -> None:
    """It starts the database, makes the tables, brings the rows in and leaves nothing running."""
    (tmp_path / "teams.csv").write_text("Name\nEast team\nSouth team\n")
    (tmp_path / "kambium").mkdir()
    line = [sys.executable, str(ROOT / "kam"), "import", "team", "teams.csv", "--json"]
    done = subprocess.run(line, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=400)
    assert (done.returncode, json.loads(done.stdout)["created"]) == (0, 2)
    assert not (place / "pg" / "data" / "postmaster.pid").exists()
