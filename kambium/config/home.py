"""Where this installation keeps its things. Standard library only: the settings read it before anything else.

The data folder holds the database (unless DATABASE_URL names another server), the files people attach, the logs and
the secret key. Whoever has that folder has everything, and a copy of it is a backup.
"""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote

NAME = "kambium"
SOCKET_LIMIT = 103  # bytes that a unix socket's path may have on macOS; Linux takes 107


def checkout() -> Path | None:
    """The source tree this code runs from, or None when it was installed from a wheel."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "kam").exists() and (root / "pyproject.toml").exists() else None


def home() -> Path:
    """The data folder, made when it is missing: KAMBIUM_HOME, `.kambium` in a checkout, else the account's own."""
    folder = _named_home().expanduser().resolve()
    # root's PostgreSQL runs as another account, which must be able to walk through; anybody else's folder is shut
    folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    return folder


def _named_home() -> Path:
    if given := os.environ.get("KAMBIUM_HOME"):
        return Path(given)
    if root := checkout():
        return root / ".kambium"
    if os.geteuid() == 0:
        return Path("/var/lib/kambium")  # /root is closed to the account that PostgreSQL must run as
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share") / NAME


def secret_key() -> str:
    """The key that signs sessions and links: KAMBIUM_SECRET_KEY, else made once and kept where only we can read it."""
    if given := os.environ.get("KAMBIUM_SECRET_KEY"):
        return given
    path = home() / "secret_key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def old_secret_keys() -> list[str]:
    """Keys used before (KAMBIUM_OLD_SECRET_KEYS, by commas): they open what they sealed or signed, and seal no more."""
    return [key for key in os.environ.get("KAMBIUM_OLD_SECRET_KEYS", "").split(",") if key]


def _write_once(path: Path, text: str) -> None:
    """Two processes that start together must agree: the first link wins, and nobody ever reads a half-written file."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mkstemp makes it 0600
    with os.fdopen(handle, "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def database_url() -> str:
    """DATABASE_URL, or the address of the embedded server of this data folder (whether it is running or not)."""
    return os.environ.get("DATABASE_URL") or embedded_url(home() / "pg")


def embedded_url(cluster: Path, database: str = NAME, role: str = NAME) -> str:
    """The address of `database` in the server kept in `cluster`."""
    return f"postgresql://{role}@/{database}?host={quote(str(socket_folder(cluster)), safe='')}"


def socket_folder(cluster: Path) -> Path:
    """`run` beside the data, or a short folder under /tmp when that path would be too long for a unix socket."""
    beside = cluster / "run"
    if len(os.fsencode(beside / ".s.PGSQL.5432")) <= SOCKET_LIMIT:
        return beside
    return Path(f"/tmp/{NAME}-{hashlib.sha256(os.fsencode(cluster)).hexdigest()[:12]}")  # noqa: S108  (made 0700 and checked)
