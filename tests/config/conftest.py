"""Data folders for the tests of the command line, where the account that runs PostgreSQL can reach them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kambium.config.postgres import Server


@pytest.fixture(scope="module")
def ground() -> Iterator[Path]:
    """An empty folder with a short path; pytest's own are closed to other accounts."""
    folder = Path(tempfile.mkdtemp(prefix=f"kambium-test-{os.getpid()}-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that nothing has used yet, with no database named; what is left running in it is stopped."""
    folder = Path(tempfile.mkdtemp(prefix=f"kambium-test-{os.getpid()}-"))
    folder.chmod(0o711)
    monkeypatch.setenv("KAMBIUM_HOME", str(folder))
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("DATABASE_URL", "KAMBIUM_SECRET_KEY", "KAMBIUM_URL", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
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
