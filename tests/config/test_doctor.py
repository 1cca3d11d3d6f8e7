"""`kambium doctor`: what it finds, what it advises, and in which language."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from kambium.config import doctor, findings
from kambium.config.findings import Finding
from kambium.config.instance import Address, sole_run
from kambium.config.postgres import Server
from kambium.core.sealing import seal
from tests.config.terminal import data_folder, free_port, kambium


@dataclass(frozen=True)
class Report:
    """What the doctor said, by the key of the finding."""

    exit_code: int
    found: dict[str, Finding]


def examined(**environment: str) -> Report:
    done = kambium("doctor", "--json", **environment)
    told = json.loads(done.stdout)
    assert told["ok"] is (done.returncode == 0)
    return Report(done.returncode, {entry["key"]: Finding(**entry) for entry in told["findings"]})


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with data_folder() as folder:
        server = Server(folder / "pg")
        with server.in_use():
            yield server


@pytest.fixture
def database(server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database; a parameter gives its locale."""
    options = getattr(request, "param", "")
    superuser = server.url.replace("//kambium@", "//postgres@")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f"create database narrow owner kambium {options}".encode())
        yield server.url.replace("@/kambium?", "@/narrow?")
        connection.execute("drop database narrow with (force)")


def test_a_fresh_folder_has_no_database_yet(place: Path) -> None:
    found = examined(KAMBIUM_PORT=str(free_port())).found
    assert found["server"] == Finding("server", "warn", "There is no database yet.", "kambium run")
    assert [found[key].state for key in ("python", "data folder", "secret key", "disk", "clock", "port")] == ["ok"] * 6
    assert "migrations" not in found


def test_it_speaks_chinese(place: Path) -> None:
    assert "! 还没有数据库\n    → kambium run\n" in kambium("doctor", LANG="zh_CN.UTF-8").stdout


def test_a_key_that_others_can_read_is_bad(place: Path) -> None:
    examined()
    (place / "secret_key").chmod(0o644)
    report = examined()
    expected = Finding("secret key", "bad", "Others can read the secret key.", f"chmod 600 {place}/secret_key")
    assert (report.exit_code, report.found["secret key"]) == (1, expected)


def test_a_port_that_another_program_holds_is_bad(place: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        found = examined(KAMBIUM_PORT=str(port)).found["port"]
    remedy = f"Stop it, or choose another: KAMBIUM_PORT={port + 1}"
    assert found == Finding("port", "bad", f"Port {port} is taken by another program.", remedy)


def test_a_run_that_was_killed_has_left_something(place: Path) -> None:
    (place / "run.json").write_text('{"pid": 1, "address": "http://127.0.0.1:8000/", "since": ""}')
    left = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={"KAMBIUM_RUN": str(place)})
    text = "An earlier run was killed: 1 of its processes still live."
    assert examined().found["leftovers"] == Finding("leftovers", "warn", text, "kambium stop")
    assert kambium("stop").returncode == 0
    assert left.wait(5) == -15
    assert examined().found["leftovers"].state == "ok"


@pytest.mark.parametrize(("free", "state"), [(3 * 2**30, "ok"), (2**30, "warn"), (100 * 2**20, "bad")])
def test_a_full_disk_is_noticed_in_time(place: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert findings.disk_space().state == state


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_bad(place: Path) -> None:
    place.chmod(0o500)
    assert findings.data_folder().state == "bad"


def test_a_database_that_does_not_answer_is_bad_and_its_password_is_not_told(place: Path) -> None:
    done = kambium("doctor", DATABASE_URL=f"postgresql://kambium:hunter2@127.0.0.1:{free_port()}/kambium")
    assert done.returncode == 1
    assert "✗ The database does not answer: " in done.stdout
    assert "→ Is DATABASE_URL right, and is that server up?" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("prepared", ["", "create extension pg_trgm"])
@pytest.mark.parametrize(
    ("database", "state"),
    [
        ("template template0 locale_provider libc lc_collate 'C' lc_ctype 'C'", "bad"),
        ("template template0 locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'", "ok"),
        ("", "ok"),
    ],
    indirect=["database"],
)
def test_a_database_that_knows_no_chinese_letters_is_found_out(database: str, state: str, prepared: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(prepared.encode() or b"select 1")
        assert findings.letters(connection).state == state


def test_migrations_that_were_not_run_are_bad(place: Path, database: str) -> None:
    found = examined(DATABASE_URL=database).found
    assert found["migrations"].state == "bad"
    assert found["migrations"].remedy == "kambium migrate"
    assert (found["server"].state, found["letters"].state, found["clocks"].state) == ("ok", "ok", "ok")


@pytest.mark.parametrize(("version", "state"), [(140_012, "bad"), (150_000, "ok"), (180_006, "ok")])
def test_a_server_older_than_fifteen_is_bad(version: int, state: str) -> None:
    connection: Any = SimpleNamespace(info=SimpleNamespace(server_version=version))
    assert findings.server_version(connection).state == state


@pytest.mark.parametrize(
    ("heartbeat", "state"), [("now()", "ok"), ("now() - interval '61 seconds'", "bad"), (None, "bad")]
)
def test_a_worker_without_a_heartbeat_is_bad_while_running(
    place: Path, database: str, heartbeat: str | None, state: str
) -> None:
    with sole_run(Address("127.0.0.1", 1)), psycopg.connect(database, autocommit=True) as connection:
        connection.execute("create table procrastinate_workers (last_heartbeat timestamptz)")
        if heartbeat:
            connection.execute(f"insert into procrastinate_workers values ({heartbeat})".encode())
        assert findings.worker(connection).state == state


def test_second_factors_that_the_key_does_not_open_are_bad_and_those_of_an_old_key_are_to_be_resealed(
    place: Path, database: str, settings: Any
) -> None:
    sealed, former = json.dumps({"secret": seal("JBSWY3DPEHPK3PXP")}), settings.SECRET_KEY
    with psycopg.connect(database, autocommit=True) as connection:
        assert findings.factors(connection).state == "ok"
        connection.execute("create table mfa_authenticator (data jsonb)")
        connection.execute("insert into mfa_authenticator values (%s)", [sealed])
        assert findings.factors(connection).text == "1 second factors are sealed with this key"
        settings.SECRET_KEY = "another key of fifty letters that nobody knows at all"
        assert findings.factors(connection).state == "bad"
        settings.SECRET_KEY_FALLBACKS = [former]
        found = findings.factors(connection)
        assert (found.state, found.remedy) == ("warn", "kambium reseal")


def test_a_folder_that_is_a_file_is_named_and_ends_the_examination(place: Path) -> None:
    (place / "file").write_text("")
    report = examined(KAMBIUM_HOME=str(place / "file"))
    assert (report.exit_code, list(report.found)) == (1, ["python", "data_folder"])
    assert report.found["data_folder"].text == f"{place}/file is a file, not a folder. Set KAMBIUM_HOME to a folder."


def test_a_check_that_breaks_is_a_finding_and_hides_no_other() -> None:
    def moon() -> Finding:
        raise OSError("too far")

    assert doctor.asked(moon) == Finding("moon", "bad", "moon: too far")
