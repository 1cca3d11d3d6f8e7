"""The web server: warm before it is let go, and its processes share what was loaded."""

import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.template import engines

from kambium.config import web
from kambium.config.home import database_url
from kambium.config.instance import Address
from kambium.config.processes import Program
from kambium.config.supervisor import programs
from tests.config.terminal import free_port

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each process loads for itself")


@pytest.fixture
def address() -> Address:
    return Address("127.0.0.1", free_port())


@pytest.fixture
def held(address: Address) -> Iterator[Program]:
    """The web server as `kambium run` starts it while the database is being prepared."""
    server, _worker = programs(address, database_url())
    server.start(held=True)
    yield server
    server.kill()


def wait_for(address: Address) -> None:
    end = time.monotonic() + 60
    while not address.answers() and time.monotonic() < end:
        time.sleep(0.05)
    assert address.answers()


@pytest.mark.django_db
def test_it_answers_nobody_until_it_is_let_go(held: Program, address: Address) -> None:
    time.sleep(1)
    assert held.exit_code is None
    assert not address.answers()
    held.let_go()
    wait_for(address)


@only_linux
@pytest.mark.django_db
def test_its_processes_have_most_of_their_memory_in_common(held: Program, address: Address) -> None:
    held.let_go()
    wait_for(address)
    serving = psutil.Process(held.pid).children()
    assert len(serving) == int(os.environ.get("KAMBIUM_WORKERS", "2"))
    for process in serving:
        used = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        own, shared = (
            int(re.findall(rf"^{kind}_Dirty:\s+(\d+)", used, re.MULTILINE)[0]) for kind in ("Private", "Shared")
        )
        assert shared > own


def test_to_warm_up_asks_no_database_and_compiles_every_template() -> None:
    web.warm()  # without its mark a test may not connect
    templates: Any = engines["jinja2"]
    assert len(templates.env.cache) == len(templates.env.list_templates())
