"""`kambium run` itself, from an empty folder to the last process gone."""

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import create_server

import psycopg
import pytest

from kambium.config import prepare
from kambium.config.processes import left_over
from kambium.core.ui import jinja
from tests.config.terminal import free_port, kambium

LIMIT = 180


@contextmanager
def running(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A run without the demo company, once it has said where it is."""
    port = free_port()
    monkeypatch.setenv("KAMBIUM_PORT", str(port))
    monkeypatch.setenv("KAMBIUM_DEMO", "0")
    with (place / "said").open("w") as said:
        process = subprocess.Popen([sys.executable, "-m", "kambium", "run"], stdout=said, stderr=said, text=True)
    end = time.monotonic() + LIMIT
    while "Kambium is at" not in (place / "said").read_text() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.1)
    assert process.poll() is None, (place / "said").read_text()
    yield process, port
    process.kill()
    process.wait()


def test_it_comes_up_from_nothing_keeps_its_data_and_leaves_in_order(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = kambium_url(place)
    with running(place, monkeypatch) as (process, port):
        assert f"Kambium is at http://127.0.0.1:{port}/" in (place / "said").read_text()
        assert status(port) < 400
        with psycopg.connect(url) as connection:
            connection.execute("create table kept as select 42 as n")
        assert kambium("showmigrations", "--plan").returncode == 0
        assert status(port) < 400  # the command shared the server and did not stop it
        assert kambium("doctor").returncode == 0
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert (place / "said").read_text().endswith("Stopped.\n")
        assert list(left_over()) == []
    with running(place, monkeypatch) as (process, port):
        with psycopg.connect(url) as connection:
            assert connection.execute("select n from kept").fetchone() == (42,)
            assert connection.execute("select count(*) from people_person").fetchone() == (0,)
        assert kambium("stop").returncode == 0


def test_ctrl_c_while_the_database_is_prepared_ends_everything_and_loses_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAMBIUM_PORT", str(free_port()))
    with (place / "said").open("w") as said:
        process = subprocess.Popen([sys.executable, "-m", "kambium", "run"], stdout=said, stderr=said, text=True)
    end = time.monotonic() + LIMIT
    while "Making the demo company" not in (place / "said").read_text() and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert (place / "said").read_text() == "Making the demo company …\nStopped.\n"
    assert list(left_over()) == []
    assert not (place / "pg" / "data" / "postmaster.pid").exists()
    count = "from kambium.people.models import Person; print(Person.objects.count())"
    assert kambium("shell", "--no-imports", "-c", count).stdout == "0\n"


def test_templates_that_another_version_compiled_are_swept(tmp_path: Path) -> None:
    ours = jinja.compiled_place(tmp_path)
    for folder in (ours, tmp_path / "0123456789ab"):
        folder.mkdir()
        (folder / "page.cache").write_text("")
    prepare.forget_old_templates(tmp_path)
    assert list(tmp_path.rglob("*")) == [ours, ours / "page.cache"]
    prepare.forget_old_templates(tmp_path / "none")


def kambium_url(place: Path) -> str:
    return f"postgresql://kambium@/kambium?host={place}/pg/run"


def status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/")
    return connection.getresponse().status


def test_a_port_of_another_program_is_left_to_it(place: Path) -> None:
    with closing(create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        done = kambium("run", KAMBIUM_PORT=str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} on 127.0.0.1 is taken by another program. Choose another: KAMBIUM_PORT={port + 1}\n"
    )
    assert not (place / "pg").exists()


def test_a_database_that_does_not_answer_is_named_without_its_password(place: Path) -> None:
    url = f"postgresql://kambium:hunter2@127.0.0.1:{free_port()}/kambium"
    done = kambium("run", DATABASE_URL=url, KAMBIUM_PORT=str(free_port()))
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL: ")
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stdout + done.stderr


def test_stop_says_when_there_is_nothing_to_stop(place: Path) -> None:
    done = kambium("stop")
    assert (done.returncode, done.stdout) == (0, "Nothing was running.\n")
    assert kambium("stop", LANG="zh_CN.UTF-8").stdout == "没有在运行的进程\n"


def test_a_command_brings_the_server_up_and_down_by_itself(place: Path) -> None:
    code = "from django.db import connection as c; k = c.cursor(); k.execute('select 6 * 7'); print(k.fetchone())"
    assert kambium("shell", "--no-imports", "-c", code).stdout == "(42,)\n"
    assert (place / "pg" / "data" / "PG_VERSION").exists()
    assert not (place / "pg" / "data" / "postmaster.pid").exists()


def test_a_command_that_is_told_to_end_takes_its_server_along(place: Path) -> None:
    sleep = [sys.executable, "-m", "kambium", "shell", "--no-imports", "-c", "import time; time.sleep(60)"]
    process = subprocess.Popen(sleep)
    pid_file = place / "pg" / "data" / "postmaster.pid"
    while not pid_file.exists() or "ready" not in pid_file.read_text():
        time.sleep(0.05)
    time.sleep(0.5)
    process.terminate()
    assert process.wait(20) == 143
    assert not pid_file.exists()


def test_the_version_is_told_without_a_database(place: Path) -> None:
    from kambium import __version__

    assert kambium("version").stdout == f"{__version__}\n"
    assert list(place.iterdir()) == []


def test_a_reader_that_has_seen_enough_is_no_error(place: Path) -> None:
    pipeline = f"{sys.executable} -m kambium help | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", pipeline], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""
