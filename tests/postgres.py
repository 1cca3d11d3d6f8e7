"""An early pytest plugin: a data folder and a PostgreSQL for this run alone, gone when it ends.

It must be a plugin and not conftest.py, because pytest-django imports the settings before any conftest.py. With
DATABASE_URL that server is used instead, and only the folder is ours. The workers of xdist inherit both.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import psutil

from kambium.config.postgres import Server

PREFIX = "kambium-test-"


def sweep() -> None:
    """Folders of runs that were killed before they could tidy up."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not psutil.pid_exists(int(folder.name.split("-")[2])):
            shutil.rmtree(folder, ignore_errors=True)


def begin() -> None:
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["KAMBIUM_HOME"] = str(folder)
    os.environ["KAMBIUM_TEST_RUN"] = str(os.getpid())
    if not os.environ.get("DATABASE_URL"):
        server = Server(folder / "pg", throw_away=True)
        atexit.register(server.stop)  # runs before the folder goes: last registered, first called
        server.start()
        os.environ["DATABASE_URL"] = server.url


if "KAMBIUM_TEST_RUN" not in os.environ:
    sweep()
    begin()
