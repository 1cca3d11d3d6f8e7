"""What keeps the programs up: real processes, but stand-ins that start at once, so that a kill costs no minute."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from kambium.config import processes
from kambium.config.processes import Program, end_left_over, left_over, secrets_of
from tests.config.terminal import data_folder, free_port

SUPERVISED = """
import json, os, sys
from kambium.config.instance import Address, sole_run
from kambium.config.processes import Program
from kambium.config.run import database
from kambium.config.postgres import own_server
from kambium.config.supervisor import Supervisor
address = Address("127.0.0.1", int(sys.argv[1]))
with sole_run(address), database() as url:
    web = [sys.executable, sys.argv[2], "web", sys.argv[1]]
    worker = [sys.executable, sys.argv[2], "worker", sys.argv[1]]
    watched = [Program("web", web, os.environ), Program("worker", worker, os.environ)]
    supervisor = Supervisor(watched, own_server())
    supervisor.take_signals()
    print(supervisor.start(address), flush=True)
    supervisor.watch()
    supervisor.stop()
"""
# a web server that forks, as granian does: the child holds the port and knows nothing of its parent's end
STAND_IN = """
import http.server, os, signal, sys, time
if sys.argv[1] == "worker":
    print("the key is", open(os.environ["KAMBIUM_HOME"] + "/secret_key").read(), flush=True)
    if os.environ.get("STUBBORN"):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(300)
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[2])), http.server.SimpleHTTPRequestHandler)
if os.fork():
    signal.signal(signal.SIGTERM, lambda *_: (os.killpg(0, signal.SIGKILL)))
    time.sleep(300)
server.serve_forever()
"""


class House:
    """A supervised data folder, as another terminal sees it."""

    def __init__(self, place: Path) -> None:
        self.place, self.port = place, free_port()
        (place / "stand_in.py").write_text(STAND_IN)
        self.supervisor = subprocess.Popen(
            [sys.executable, "-c", SUPERVISED, str(self.port), str(place / "stand_in.py")],
            stdout=subprocess.PIPE,
            stderr=(place / "said").open("w"),
            text=True,
        )
        assert self.supervisor.stdout
        assert self.supervisor.stdout.readline() == "True\n"

    def pids(self, word: str) -> list[int]:
        """Processes of this house whose command line has `word`, oldest first."""
        found = [p for p in left_over() if p.status() != psutil.STATUS_ZOMBIE and word in p.cmdline()]
        return [p.pid for p in sorted(found, key=lambda p: p.create_time())]

    @property
    def database_pid(self) -> int:
        return int((self.place / "pg" / "data" / "postmaster.pid").read_text().split()[0])

    def said(self) -> str:
        return (self.place / "said").read_text()

    def end(self) -> None:
        self.supervisor.kill()
        self.supervisor.communicate()
        end_left_over()


def eventually(true: Callable[[], Any], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def house(place: Path) -> Iterator[House]:
    """One of its own, for a test that ends it."""
    house = House(place)
    yield house
    house.end()


@pytest.fixture(scope="module")
def lasting() -> Iterator[House]:
    """One for all the tests that leave it running."""
    with data_folder() as folder:
        house = House(folder)
        yield house
        house.end()


def alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_asked_to_stop_it_leaves_nothing_running(house: House) -> None:
    everyone = [*house.pids("web"), *house.pids("worker"), house.database_pid]
    assert len(everyone) == 4
    begun = time.monotonic()
    house.supervisor.send_signal(signal.SIGTERM)
    assert house.supervisor.wait(15) == 0
    assert time.monotonic() - begun < 5
    assert [pid for pid in everyone if alive(pid)] == []
    assert not (house.place / "run.json").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_ctrl_c_and_a_closed_terminal_stop_it_too(house: House, number: signal.Signals) -> None:
    house.supervisor.send_signal(number)
    assert house.supervisor.wait(15) == 0
    assert list(left_over()) == []


def test_a_killed_worker_is_started_again(lasting: House) -> None:
    (before,) = lasting.pids("worker")
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: lasting.pids("worker") not in ([], [before]))
    assert "worker exited with -9; again in 1 s" in lasting.said()


def test_a_killed_web_server_takes_its_orphans_along_and_gets_its_port_back(lasting: House) -> None:
    leader, child = lasting.pids("web")
    os.kill(leader, signal.SIGKILL)
    assert eventually(lambda: not alive(child))
    assert eventually(lambda: len(lasting.pids("web")) == 2 and leader not in lasting.pids("web"))


def test_a_killed_database_is_started_again(lasting: House) -> None:
    before = lasting.database_pid
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: not alive(before) and (lasting.place / "pg/data/postmaster.pid").exists())
    assert eventually(lambda: lasting.database_pid != before and alive(lasting.database_pid))
    assert "the database server was gone; starting it again" in lasting.said()


def test_when_it_is_killed_itself_its_programs_end_and_the_next_stop_ends_the_rest(house: House) -> None:
    leader, child = house.pids("web")
    (worker,) = house.pids("worker")
    os.kill(leader, signal.SIGKILL)
    house.supervisor.kill()
    house.supervisor.wait()
    assert eventually(lambda: not alive(worker))
    assert alive(child)  # its parent was killed too, so nobody told it
    assert alive(house.database_pid)
    database = house.database_pid
    stopped = subprocess.run([sys.executable, "-m", "kambium", "stop"], check=False, capture_output=True, text=True)
    assert (stopped.returncode, stopped.stdout) == (0, "Stopped.\n")
    assert not alive(child)
    assert not alive(database)


def test_stop_ends_a_run_in_order(house: House) -> None:
    stopped = subprocess.run([sys.executable, "-m", "kambium", "stop"], check=False, capture_output=True, text=True)
    assert (stopped.returncode, stopped.stdout) == (0, "Stopped.\n")
    assert house.supervisor.wait(5) == 0


def test_a_second_run_says_where_the_first_one_is(lasting: House) -> None:
    second = subprocess.run([sys.executable, "-m", "kambium", "run"], check=False, capture_output=True, text=True)
    assert second.returncode == 0
    assert second.stdout == (
        f"Kambium is running already: http://127.0.0.1:{lasting.port}/ (process {lasting.supervisor.pid}). "
        "kambium stop ends it.\n"
    )


def test_a_program_that_does_not_listen_is_ended_within_fifteen_seconds(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUBBORN", "1")
    house = House(place)
    (worker,) = house.pids("worker")
    assert eventually(lambda: "the key is" in (place / "logs" / "worker.log").read_text())
    house.supervisor.send_signal(signal.SIGTERM)
    assert house.supervisor.wait(15) == 0
    assert not alive(worker)
    house.end()


def test_no_secret_reaches_a_log(lasting: House) -> None:
    log = lasting.place / "logs" / "worker.log"
    assert eventually(lambda: log.read_text().startswith("the key is"))
    assert set(log.read_text().splitlines()) == {"the key is •••"}
    assert log.parent.stat().st_mode & 0o777 == 0o700


def test_the_passwords_of_the_environment_are_secrets(place: Path) -> None:
    environment = {
        "DATABASE_URL": "postgresql://kambium:p%40ssword@db/kambium",
        "KAMBIUM_SMTP": "smtp://mail:letter-box@mail.example:25",
        "KAMBIUM_OIDC_SECRET": "single sign on",
        "KAMBIUM_PORT": "8000",
    }
    assert set(secrets_of(environment)) == {
        *("p@ssword", "p%40ssword", "letter-box", "single sign on"),
        (place / "secret_key").read_text(),
    }


def test_a_full_log_moves_up_and_the_oldest_goes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LOG_SIZE", 1000)
    monkeypatch.setattr(processes, "LOG_COUNT", 2)
    log = processes.open_log("web")
    for number in range(1000):
        log.info(f"line {number:04}")
    files = sorted(path.name for path in (place / "logs").iterdir())
    assert files == ["web.log", "web.log.1", "web.log.2"]
    assert (place / "logs" / "web.log").read_text().endswith("line 0999\n")


def test_what_fails_again_and_again_is_started_less_and_less_often(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(processes.time, "monotonic", lambda: clock[0])
    program = Program("web", ["/bin/false"], os.environ)
    program.start()
    waits = []
    for _ in range(7):
        eventually_exited(program)
        news = program.restart_when_due() or ""
        waits.append(news.partition("again in ")[2])
        assert program.restart_when_due() is None
        assert program.pid is None
        clock[0] += 31
        program.restart_when_due()
        assert program.pid is not None
    assert waits == ["1 s", "2 s", "4 s", "8 s", "16 s", "30 s", "30 s"]
    clock[0] += 61
    eventually_exited(program)
    assert program.restart_when_due() == "web exited with 1; again in 1 s"


def eventually_exited(program: Program) -> None:
    while program.exit_code is None:
        time.sleep(0.01)


def test_the_run_tells_others_about_itself(lasting: House) -> None:
    told = json.loads((lasting.place / "run.json").read_text())
    assert told.pop("since")[:2] == "20"
    assert told == {"pid": lasting.supervisor.pid, "address": f"http://127.0.0.1:{lasting.port}/"}
