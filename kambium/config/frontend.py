"""Bundling the front end: `assets/` in, `kambium/core/static/dist/` out, and only when `assets/` changed.

Standard library only: `./kam` and the wheel's build use it before anything is installed. A wheel carries the finished
files, so whoever installs Kambium needs no Node.
"""

import hashlib
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

DIST = Path("kambium/core/static/dist")
STAMP = ".built-from"


def sources_digest(root: Path) -> str:
    """One hash of every file under `assets/`, names included."""
    digest = hashlib.sha256()
    for path in sorted((root / "assets").rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def is_current(root: Path) -> bool:
    """Whether the bundle was made from `assets/` as it is now."""
    stamp = root / DIST / STAMP
    return stamp.exists() and stamp.read_text() == sources_digest(root)


def build(root: Path, npm: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Install what the lock names (no package's own scripts are run) and bundle."""
    digest = sources_digest(root)
    env = {**os.environ, **(environment or {}), "NODE_ENV": "development"}
    for step in (
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        ["run", "--silent", "build"],
    ):
        subprocess.run([*npm, *step], cwd=root / "assets", env=env, check=True, stdout=subprocess.DEVNULL)
    (root / DIST / STAMP).write_text(digest)
