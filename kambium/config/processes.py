"""Programs that run beside us: started on a leash, their words logged without secrets, ended with all their kin."""

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from typing import IO
from urllib.parse import unquote, urlsplit

import psutil

from kambium.config import leash
from kambium.config.home import home, secret_key

MARK = "KAMBIUM_RUN"  # in the environment of every process that a run started: the data folder it belongs to
LOG_SIZE, LOG_COUNT = 10 * 2**20, 5
STEADY = 60.0  # a program that lived this long has earned a quick restart
LONGEST_WAIT = 30.0


def secrets_of(environment: Mapping[str, str]) -> list[str]:
    """Every value that must not stand in a log: the key, and the passwords that the environment carries."""
    found = {secret_key()}
    for name, value in environment.items():
        if any(word in name for word in ("SECRET", "PASSWORD", "TOKEN")):
            found.add(value)
        if "://" in value and (password := urlsplit(value).password):
            found |= {password, unquote(password)}
    return sorted((value for value in found if len(value) > 3), key=len, reverse=True)


def open_log(name: str) -> logging.Logger:
    """`logs/NAME.log` in the data folder; when it is full the older ones move up, and the oldest goes."""
    folder = home() / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    logger = logging.Logger(name, logging.INFO)  # noqa: LOG001  (no part of the tree that Django configures)
    handler = RotatingFileHandler(folder / f"{name}.log", maxBytes=LOG_SIZE, backupCount=LOG_COUNT, encoding="utf-8")
    logger.addHandler(handler)
    return logger


class Program:
    """One program that is to be kept running."""

    def __init__(self, name: str, command: list[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self.command = command
        self.environment = {**environment, MARK: str(home())}
        self.log = open_log(name)
        self.secrets = secrets_of(environment)
        self.failures = 0
        self.last_lines: list[str] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._not_before = 0.0

    def start(self, *, held: bool = False) -> None:
        """Start it. One that is held makes itself ready and then reads its input, which stays open until `let_go`."""
        self._process = subprocess.Popen(
            leash.command(*self.command, on_death=signal.SIGTERM),
            env=self.environment,
            stdin=subprocess.PIPE if held else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own: Ctrl-C is for us, and its children can be found
        )
        self._started = time.monotonic()
        if self._process.stdout:
            threading.Thread(target=self._keep_words, args=[self._process.stdout], daemon=True).start()

    def let_go(self) -> None:
        """What it waited for has come."""
        if self._process and self._process.stdin:
            self._process.stdin.close()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll() if self._process else None

    def restart_when_due(self) -> str | None:
        """Start it again if it ended, later each time it fails soon; says what happened when something did."""
        if self._process is None:
            if time.monotonic() >= self._not_before:
                self.start()
            return None
        if self.exit_code is None:
            return None
        code, lived = self.exit_code, time.monotonic() - self._started
        self.kill()  # what it leaves behind would hold the port
        self.failures = 1 if lived > STEADY else self.failures + 1
        wait = min(LONGEST_WAIT, 2.0 ** (self.failures - 1))
        self._process, self._not_before = None, time.monotonic() + wait
        return f"{self.name} exited with {code}; again in {wait:.0f} s"

    def ask_to_stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def wait(self, until: float) -> None:
        """Wait for it to end, to that point of the monotonic clock; what is left of its group then goes at once."""
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(max(0.0, until - time.monotonic()))
        self.kill()

    def kill(self) -> None:
        """End it and all that it forked."""
        if self._process is None:
            return
        with suppress(ProcessLookupError, PermissionError):  # the second is macOS's answer for a group of the dead
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _keep_words(self, stream: IO[bytes]) -> None:
        for raw in stream:
            line = raw.decode(errors="replace").rstrip("\n")
            for secret in self.secrets:
                line = line.replace(secret, "•••")
            self.log.info(line)
            self.last_lines = [*self.last_lines[-19:], line]


def left_over() -> Iterator[psutil.Process]:
    """Processes that a run of this data folder started and that still live, wherever their parents went."""
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(home()) and process.pid != os.getpid() and is_alive(process):
                yield process
        except psutil.Error:
            continue


def is_alive(process: psutil.Process) -> bool:
    """A dead one that its parent has not yet asked after does not count."""
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


def end_left_over(patience: float = 10.0) -> int:
    """Ask them to go, then make them; how many there were."""
    found = list(left_over())
    for number in (signal.SIGTERM, signal.SIGKILL):
        for process in left_over():
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)
        end = time.monotonic() + patience
        while time.monotonic() < end and any(left_over()):
            time.sleep(0.05)
    return len(found)
