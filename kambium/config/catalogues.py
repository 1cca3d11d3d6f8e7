"""Translation catalogues: every `.po` under the package gets its compiled `.mo` beside it.

The compiled ones are not kept in git. A checkout makes them when a `.po` is newer, the wheel is built with them.
"""

import os
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def stale(package: Path = PACKAGE) -> list[Path]:
    """The `.po` files whose `.mo` is missing or older."""
    return [source for source in sorted(package.rglob("LC_MESSAGES/*.po")) if not _is_compiled(source)]


def compile_stale(package: Path = PACKAGE) -> list[Path]:
    """Compile what is stale; a reader never meets half a file. Returns the `.po` files that were compiled."""
    sources = stale(package)
    for source in sources:
        _compile(source)
    return sources


def _is_compiled(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def _compile(source: Path) -> None:
    from babel.messages.mofile import write_mo  # 0.1 s that a warm start need not spend
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    handle, draft = tempfile.mkstemp(dir=source.parent, suffix=".mo")
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalogue)
    Path(draft).chmod(0o644)
    Path(draft).replace(source.with_suffix(".mo"))
