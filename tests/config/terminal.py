"""What the tests of the command line stand on: a data folder, a port, and the command itself."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kambium.config.postgres import Server


@contextmanager
def data_folder() -> Iterator[Path]:
    """A data folder that nothing has used yet, with no database named; what is left running in it is stopped."""
    folder = Path(tempfile.mkdtemp(prefix=f"kambium-test-{os.getpid()}-"))
    folder.chmod(0o711)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("KAMBIUM_HOME", str(folder))
        environment.setenv("LANG", "C.UTF-8")
        for name in ("DATABASE_URL", "KAMBIUM_SECRET_KEY", "KAMBIUM_URL", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            environment.delenv(name, raising=False)
        yield folder
        Server(folder / "pg").stop()
    shutil.rmtree(folder, ignore_errors=True)


def kambium(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end, with the environment of this test."""
    return subprocess.run(
        [sys.executable, "-m", "kambium", *arguments],
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def free_port() -> int:
    """A port that nothing listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
