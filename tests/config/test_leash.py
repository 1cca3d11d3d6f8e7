"""A program on a leash ends with its parent, however that one ended."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from kambium.config import leash

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
PARENT = """
import subprocess, sys
from kambium.config import leash
import signal
wish = signal.SIGTERM if sys.argv[1] == "leashed" else None
child = subprocess.Popen(leash.command(sys.executable, "-c", "import time; time.sleep(60)", on_death=wish),
    stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
child.wait()
"""


def child_of_a_killed_parent(kind: str) -> psutil.Process:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, kind], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = psutil.Process(int(parent.stdout.readline()))
    end = time.monotonic() + 10
    while "leash.py" in " ".join(child.cmdline()) and time.monotonic() < end:
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    return child


def ends(process: psutil.Process, seconds: float = 20) -> bool:
    """Whether it ends in time. Where nobody reaps orphans it stays in the list as a zombie, and has ended all the same."""  # noqa: E501
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_it_ends_when_its_parent_is_killed() -> None:
    child = child_of_a_killed_parent("leashed")
    assert ends(child)


def test_without_the_wish_it_lives_on() -> None:
    child = child_of_a_killed_parent("free")
    time.sleep(0.5)
    assert child.status() == psutil.STATUS_SLEEPING
    child.kill()


def test_it_becomes_the_program_under_the_same_number() -> None:
    command = leash.command(sys.executable, "-c", "import os; print(os.getpid())", on_death=signal.SIGTERM)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.communicate()[0] == f"{process.pid}\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")
def test_it_takes_the_account_on_for_good() -> None:
    ask = "import os; print(os.getresuid(), os.getresgid(), os.getgroups())"
    command = leash.command(sys.executable, "-c", ask, on_death=signal.SIGTERM, account=(65534, 65534))
    readable = subprocess.run(command, check=False, capture_output=True, text=True)
    if readable.returncode:  # this interpreter may lie where the account cannot go
        command = leash.command("/usr/bin/id", "-un", on_death=signal.SIGTERM, account=(65534, 65534))
        assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "nobody\n"
    else:
        assert readable.stdout == "(65534, 65534, 65534) (65534, 65534, 65534) []\n"
