"""The data folder: where it is, its key, and the address of its database."""

import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from kambium.config import home as home_module
from kambium.config.home import checkout, database_url, home, secret_key, socket_folder

ROOT = Path(__file__).parents[2]


def test_a_checkout_keeps_its_data_beside_the_source(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAMBIUM_HOME")
    assert checkout() == ROOT
    assert home() == ROOT / ".kambium"


def test_an_installed_program_keeps_its_data_in_the_accounts_own_place(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KAMBIUM_HOME")
    monkeypatch.setattr(home_module, "checkout", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", str(place / "share"))
    assert home() == place / "share" / "kambium"
    assert S_IMODE(home().stat().st_mode) == 0o700


def test_the_variable_moves_the_folder_and_it_is_made(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMBIUM_HOME", str(place / "a" / "b"))
    assert home() == place / "a" / "b"
    assert home().is_dir()


def test_the_key_is_made_once_and_only_its_owner_reads_it(place: Path) -> None:
    first = secret_key()
    assert len(first) >= 50
    assert secret_key() == first
    assert S_IMODE((place / "secret_key").stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_the_key(place: Path) -> None:
    ask = [sys.executable, "-c", "from kambium.config.home import secret_key; print(secret_key())"]
    asked = [subprocess.Popen(ask, stdout=subprocess.PIPE) for _ in range(6)]
    assert len({process.communicate()[0] for process in asked}) == 1
    assert sorted(path.name for path in place.iterdir()) == ["secret_key"]


def test_several_machines_may_be_given_one_key(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMBIUM_SECRET_KEY", "the same everywhere")
    assert secret_key() == "the same everywhere"
    assert not (place / "secret_key").exists()


def test_the_given_database_wins_over_the_embedded_one(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(place / "pg" / "run").replace("/", "%2F")
    assert database_url() == f"postgresql://kambium@/kambium?host={folder}"
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@db/k")
    assert database_url() == "postgresql://u:p@db/k"


@pytest.mark.parametrize(("length", "is_beside"), [(103, True), (104, False)])
def test_a_path_too_long_for_a_socket_is_left_for_a_short_one(length: int, is_beside: bool) -> None:
    cluster = Path("/" + "d" * (length - len("//run/.s.PGSQL.5432")))
    assert len(str(cluster / "run" / ".s.PGSQL.5432")) == length
    assert (socket_folder(cluster) == cluster / "run") is is_beside
    assert len(str(socket_folder(cluster) / ".s.PGSQL.5432")) <= 103


def test_two_deep_folders_do_not_share_a_socket() -> None:
    deep = Path("/" + "d" * 120)
    assert socket_folder(deep / "a") != socket_folder(deep / "b")
