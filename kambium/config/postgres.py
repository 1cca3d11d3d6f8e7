"""The embedded PostgreSQL of a data folder: started, shared between processes, and stopped.

Nothing listens on TCP: the socket lies in a folder that only its owner may enter, so file permissions are the password.
The program itself uses the role `kambium`, which owns its database and is no superuser.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import IO

import psutil

from kambium.config import cluster, leash
from kambium.config.binaries import Binaries, DatabaseUnavailable, find_binaries, plain_environment
from kambium.config.home import embedded_url, home, socket_folder
from kambium.config.words import say

OLDEST_POSTGRES = 15  # whose SQL we write
START_LIMIT = 60.0  # seconds without a sign of life; a server that replays its log gives one and may take longer
STOP_LIMIT = 30.0
TRIES = 4
ANSWERS, NOT_YET = 0, 1  # what pg_isready says; anything else is silence


def own_server() -> "Server":
    """The server of this data folder."""
    return Server(home() / "pg")


class Server:
    """One PostgreSQL in one folder. `throw_away`: for tests; as fast as it can be, and dies with its maker."""

    def __init__(self, folder: Path, *, throw_away: bool = False) -> None:
        self.folder = folder
        self.throw_away = throw_away
        self.url = embedded_url(folder)
        self._process: subprocess.Popen[bytes] | None = None

    @cached_property
    def binaries(self) -> Binaries:
        return find_binaries()

    @property
    def data(self) -> Path:
        return self.folder.resolve() / "data"

    # -- shared use ----------------------------------------------------------------------------------------------

    @contextmanager
    def in_use(self) -> Iterator[str]:
        """Keep the server up for the length of the block; whoever leaves last stops it, even if others were killed."""
        users = self._join()
        try:
            yield self.url
        finally:
            self._leave(users)

    def stop_unless_in_use(self) -> bool:
        """Stop what nobody holds any more; False when somebody does."""
        return not self.folder.exists() or self._leave(self._open("users.lock"))

    def _join(self) -> IO[str]:
        cluster.make_folders(self.folder, self.binaries.account)
        with self._control():
            users = self._open("users.lock")
            try:
                fcntl.flock(users, fcntl.LOCK_SH)
                self.start()
            except BaseException:  # also when we are told to end in the middle of it
                self._release(users)
                raise
            return users

    def _leave(self, users: IO[str]) -> bool:
        with self._control():
            return self._release(users)

    def _release(self, users: IO[str]) -> bool:
        with users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            self.stop()
            return True

    @contextmanager
    def _control(self) -> Iterator[None]:
        """Only one process at a time starts or stops the server, or joins or leaves its users."""
        with self._open("control.lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _open(self, name: str) -> IO[str]:
        return (self.folder / name).open("a")

    # -- life ----------------------------------------------------------------------------------------------------

    def running_pid(self) -> int | None:
        """The server's process, or None; a number that some other program has got meanwhile does not count."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            _reap(pid)
            return pid if str(self.data) in psutil.Process(pid).cmdline() else None
        except (OSError, ValueError, IndexError, psutil.Error):
            return None

    def _starting_pid(self) -> int | None:
        """A child of ours that has not yet come so far as to write its number down."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def _has_ended(self) -> bool:
        """A child of ours that is no more."""
        return self._process is not None and self._process.poll() is not None

    def start(self) -> None:
        """Start it, or take over the one that a killed parent left running."""
        cluster.make_folders(self.folder, self.binaries.account)
        cluster.make_data(self.data, self.binaries, throw_away=self.throw_away)
        self._mend_number()
        for attempt in range(TRIES):
            time.sleep(attempt / 2)  # after a kill -9 its old children may hold the shared memory for a moment
            if (self.running_pid() or self._launch()) and self._is_ready():
                cluster.make_database(self.folder)
                return
        raise DatabaseUnavailable(say("PostgreSQL does not start:", "PostgreSQL 启动不了：") + "\n" + self.last_words())

    def _mend_number(self) -> None:
        """A crash of the machine may leave `postmaster.pid` garbled, and PostgreSQL then starts no more until somebody
        removes it. We may when no server has this data open; we alone start one here, see `_control`."""
        path = self.data / "postmaster.pid"
        if not path.exists() or path.read_text(errors="replace").split("\n")[0].strip().isdigit():
            return
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if str(self.data) in process.cmdline():
                    process.send_signal(signal.SIGINT)
                    process.wait(STOP_LIMIT)
        path.unlink(missing_ok=True)

    def stop(self) -> None:
        """Open transactions are rolled back; everything committed is on disk."""
        pid = self.running_pid() or self._starting_pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        if not self._is_gone_within(STOP_LIMIT):
            os.kill(pid, signal.SIGQUIT)
            self._is_gone_within(STOP_LIMIT)

    def last_words(self) -> str:
        """The end of what the server last wrote, for a message or a report."""
        logs = sorted((self.folder / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
        text = "".join(path.read_text(errors="replace") for path in logs[-2:])
        return "\n".join(text.splitlines()[-12:])

    def _launch(self) -> bool:
        """Begin; False when it ended at once."""
        cluster.write_settings(self.folder, self.data, throw_away=self.throw_away)
        account = self.binaries.account
        command = leash.command(
            *(self.binaries.path("postgres"), "-D", str(self.data)),
            on_death=signal.SIGQUIT if self.throw_away else None,  # a real one lives on, and the next run takes it over
            account=(account.uid, account.gid) if account else None,
        )
        with (self.folder / "log" / "start.log").open("wb") as out:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd="/",
                env=plain_environment(),
                start_new_session=True,  # Ctrl-C at the terminal is for us, not for the database
            )
        return self._says({ANSWERS, NOT_YET}, START_LIMIT)

    def _is_ready(self) -> bool:
        """Wait as long as it says `not yet`, for it replays its log after a crash. False when it went away meanwhile:
        for a moment after a kill -9 its number still stands for a process."""
        while not self._says({ANSWERS}, 0.5):
            if self._says({ANSWERS, NOT_YET}, START_LIMIT):
                continue
            if self.running_pid() is None or self._has_ended():
                return False
            raise DatabaseUnavailable(
                say("PostgreSQL gives no answer:", "PostgreSQL 没有响应：") + "\n" + self.last_words()
            )
        return True

    def _says(self, wanted: set[int], seconds: float) -> bool:
        socket = str(socket_folder(self.folder))
        probe = [self.binaries.path("pg_isready"), "-q", "-h", socket, "-U", cluster.SUPERUSER]
        end = time.monotonic() + seconds
        while True:
            if subprocess.run(probe, check=False).returncode in wanted:
                return True
            if time.monotonic() > end or self._has_ended():
                return False
            time.sleep(0.03)

    def _is_gone_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.running_pid() is None and self._starting_pid() is None:
                return True
            time.sleep(0.02)
        return False


def _reap(pid: int) -> None:
    """A dead child that nobody waited for still has its number, and a new server would take it for a living one."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
