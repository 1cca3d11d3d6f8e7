"""A database and a data folder of the benchmark's own: a real server that forces its log to disk, gone afterwards."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DISK = "/var/tmp"  # /tmp may be memory
FORGOTTEN = ("DATABASE_URL", "KAMBIUM_URL", "KAMBIUM_SMTP", "KAMBIUM_OIDC_URL", "KAMBIUM_REQUIRE_MFA", "KAMBIUM_DEBUG")


@contextmanager
def own_place() -> Iterator[Path]:
    """The data folder; the environment says from here on that it and its server are to be used."""
    folder = Path(tempfile.mkdtemp(prefix="kambium-bench-", dir=DISK if Path(DISK).is_dir() else None))
    folder.chmod(0o711)
    for name in FORGOTTEN:
        os.environ.pop(name, None)
    os.environ |= {"KAMBIUM_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "kambium.config.settings"}
    from kambium.config.postgres import Server

    server = Server(folder / "pg")
    try:
        server.start()
        os.environ["DATABASE_URL"] = server.url
        yield folder
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
