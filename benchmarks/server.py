"""The programs that are measured, started as `kambium run` starts them."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.place import free_port
from kambium.config.instance import Address
from kambium.config.processes import Program
from kambium.config.supervisor import programs

PATIENCE = 60.0


@contextmanager
def kambium() -> Iterator[tuple[Address, list[Program]]]:
    """The web server with two processes, and the worker."""
    address = Address("127.0.0.1", free_port())
    with _up(programs(address, os.environ["DATABASE_URL"]), address) as running:
        yield address, running


@contextmanager
def hello() -> Iterator[Address]:
    """The same web server with a page of two words."""
    address = Address("127.0.0.1", free_port())
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address.host, "--port", str(address.port)),
        *("--workers", "2", "--no-access-log", "--log-level", "warning", "benchmarks.hello:application"),
    ]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with _up([Program("hello", command, environment)], address):
        yield address


@contextmanager
def _up(running: list[Program], address: Address) -> Iterator[list[Program]]:
    try:
        for program in running:
            program.start()
        _wait(running, address)
        yield running
    finally:
        for program in running:
            program.ask_to_stop()
        for program in running:
            program.wait(time.monotonic() + 10)


def _wait(running: list[Program], address: Address) -> None:
    end = time.monotonic() + PATIENCE
    while not address.answers():
        words = "\n".join(line for program in running for line in program.last_lines)
        if time.monotonic() > end or any(program.exit_code is not None for program in running):
            raise RuntimeError(f"The web server does not answer.\n{words}")
        time.sleep(0.1)
