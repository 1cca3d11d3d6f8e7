"""An import that is killed or stopped in the middle leaves nothing behind, and the next one brings every row once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from kambium.accounts.models import Account
from kambium.exchange.actions import Source, perform, stop
from kambium.exchange.models import Run
from tests.exchange.conftest import SERVER, counts

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 30_000
LONG = 60.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "big.csv"
    lines = [f"K{n},明远第{n}机械有限公司,苏州,{n}\n" for n in range(ROWS)]
    path.write_text("Account ID,Account Name,City,Employees\n" + "".join(lines), encoding="utf-8")
    return path


def wait(until: Callable[[], object], what: str) -> None:
    end = time.monotonic() + LONG
    while not until():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


@pytest.fixture
def command(file: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The import of the file as a process of its own, seen to be in the middle of its rows."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "import", "account", str(file)],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "kambium.config.settings"},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    wait(lambda: Run.objects.filter(done_rows__gt=0).exists() or process.poll() is not None, "the first rows")
    assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
    assert 0 < Run.objects.get().done_rows < ROWS
    yield process
    process.kill()
    process.wait()


def bring(file: Path) -> dict[str, int]:
    run = Run.objects.create(preset="account")
    return counts(perform(by=SERVER, run=run, sources=[Source(file, file.name)], at=timezone.now()))


def alone() -> bool:
    """Whether the process's connections are gone, with all that they had begun."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0] == 0)


def test_a_killed_import_wrote_nothing_and_the_next_brings_all_rows_once(
    file: Path, command: "subprocess.Popen[bytes]"
) -> None:
    command.send_signal(signal.SIGKILL)
    assert command.wait() == -signal.SIGKILL
    wait(alone, "the end of its connections")
    assert Account.objects.count() == 0
    assert Run.objects.get().state == "running"
    assert bring(file) == {"created": ROWS}
    assert Account.objects.values("source_key").distinct().count() == Account.objects.count() == ROWS
    assert bring(file) == {"unchanged": ROWS}


def test_a_stopped_import_wrote_nothing_and_says_so(file: Path, command: "subprocess.Popen[bytes]") -> None:
    stop(by=SERVER, run=Run.objects.get())
    assert command.wait(LONG) == 2
    run = Run.objects.get()
    assert (run.state, Account.objects.count()) == ("stopped", 0)
    assert run.problem is not None
    assert run.problem["texts"]
