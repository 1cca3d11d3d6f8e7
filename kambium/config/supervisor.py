"""Keeps the database, the web server and the worker up until it is told to stop."""

import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime

from kambium.config.binaries import DatabaseUnavailable
from kambium.config.instance import Address
from kambium.config.postgres import Server
from kambium.config.processes import Program, open_log

GRACE = 10.0  # seconds that web and worker get to finish what they do
READY_LIMIT = 90.0
TICK = 0.3


def programs(address: Address, database_url: str) -> list[Program]:
    """The web server and the worker. They are told the database's address, so that none of them minds the server."""
    environment = {**os.environ, "DATABASE_URL": database_url, "PYTHONUNBUFFERED": "1"}
    web = [
        *(sys.executable, "-m", "kambium.config.web"),
        *(address.host, str(address.port), os.environ.get("KAMBIUM_WORKERS", "2")),
    ]
    worker = [
        *(sys.executable, "-m", "kambium", "procrastinate", "--skip-checks", "worker"),  # they would load every page
        *("--concurrency", "2", "--shutdown-graceful-timeout", str(int(GRACE) - 2)),
    ]
    return [Program("web", web, environment), Program("worker", worker, environment)]


class Supervisor:
    """Watches over programs, and over the embedded server when there is one."""

    def __init__(self, watched: list[Program], server: Server | None) -> None:
        self.watched = watched
        self.server = server
        self.log = open_log("run")
        self._stop = threading.Event()

    def take_signals(self) -> None:
        """Ctrl-C, `kill` and a closed terminal end us in order; asked twice, at once."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, *_: object) -> None:
        if self._stop.is_set():
            for program in self.watched:
                program.kill()
        self._stop.set()

    def is_told_to_stop(self) -> bool:
        return self._stop.is_set()

    def warm_up(self) -> None:
        """Let the web server load what it needs while the database is being prepared."""
        self.watched[0].start(held=True)

    def start(self, address: Address) -> bool:
        """Start everything; True once the web server answers, False when it could not or we were told to stop."""
        for program in self.watched:
            if program.pid is None:
                program.start()
            program.let_go()
        end = time.monotonic() + READY_LIMIT
        while time.monotonic() < end and not self._stop.wait(0.1):
            if any(program.exit_code is not None for program in self.watched):
                return False
            if address.answers():
                return True
        return False

    def watch(self) -> None:
        """Until told to stop: whatever ends is started again."""
        while not self._stop.wait(TICK):
            self._mind_server()
            for program in self.watched:
                if news := program.restart_when_due():
                    self._note(news)

    def _mind_server(self) -> None:
        if self.server is None or self.server.running_pid():
            return
        self._note("the database server was gone; starting it again")
        try:
            self.server.start()
        except DatabaseUnavailable as reason:
            self._note(str(reason))
            self._stop.wait(5)

    def _note(self, text: str) -> None:
        line = f"{datetime.now(UTC).isoformat(timespec='seconds')} {text}"
        self.log.warning(line)
        print(line, file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Let what is being done be finished, for a while."""
        end = time.monotonic() + GRACE
        for program in self.watched:
            program.ask_to_stop()
        for program in self.watched:
            program.wait(end)
