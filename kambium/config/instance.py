"""The one run that a data folder may have: where it listens, and how others find it."""

import fcntl
import http.client
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from kambium.config.home import home
from kambium.config.words import say


class AlreadyRunning(Exception):
    """This data folder has a run already; `args[0]` is what it wrote about itself."""


class AddressUnfit(Exception):
    """Nothing can listen where the environment says; the text is for the reader."""


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @classmethod
    def chosen(cls) -> "Address":
        """As the environment says; raises AddressUnfit when its port is none."""
        given = os.environ.get("KAMBIUM_PORT") or "8000"
        if not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
            raise AddressUnfit(
                say(
                    f"KAMBIUM_PORT is {given}; a port is a number up to 65535.",
                    f"KAMBIUM_PORT 是 {given}，端口应为 65535 以内的数字",
                )
            )
        return cls(os.environ.get("KAMBIUM_HOST") or "127.0.0.1", int(given))

    @property
    def url(self) -> str:
        """What a person types: KAMBIUM_URL if a proxy stands in front."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return os.environ.get("KAMBIUM_URL") or f"http://{shown}:{self.port}/"

    def answers(self) -> bool:
        """Whether something speaks HTTP there."""
        near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        try:
            connection = http.client.HTTPConnection(near, self.port, timeout=5)
            connection.request("HEAD", "/", headers={"Host": "localhost"})
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        return True


@dataclass(frozen=True)
class Run:
    """What a run tells others about itself, in `run.json`."""

    pid: int
    address: str
    since: str


@contextmanager
def sole_run(address: Address) -> Iterator[None]:
    """Hold the data folder's one place for a run; the system gives it back even when we are killed."""
    with lock_file() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(current_run()) from None
        note = Run(os.getpid(), address.url, datetime.now(UTC).isoformat(timespec="seconds"))
        state_path().write_text(json.dumps(asdict(note)))
        try:
            yield
        finally:
            state_path().unlink(missing_ok=True)


def lock_file() -> IO[str]:
    return (home() / "run.lock").open("a")


def state_path() -> Path:
    return home() / "run.json"


def current_run() -> Run | None:
    """What the last run wrote; it may be gone without having tidied up."""
    try:
        return Run(**json.loads(state_path().read_text()))
    except (OSError, ValueError, TypeError):
        return None


def is_running() -> bool:
    """Whether a run holds this data folder now."""
    with lock_file() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
