"""The files of an embedded server: its folders, `initdb`, its settings, its roles and its database."""

import hashlib
import locale
import os
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from kambium.config.binaries import COMMON_GROUND, Account, Binaries, DatabaseUnavailable
from kambium.config.home import NAME, embedded_url, socket_folder
from kambium.config.words import say

SUPERUSER = "postgres"

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "'UTC'",
    "shared_preload_libraries": "'pg_stat_statements'",
    "logging_collector": "on",
    "log_filename": "'postgres-%a.log'",  # a week of logs: each day writes over last week's
    "log_truncate_on_rotation": "on",
    "log_timezone": "'UTC'",
    # Statements carry customers' data and password hashes: none is ever logged. pg_stat_statements has the slow ones.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROW_AWAY = {
    "fsync": "off",
    "autovacuum": "off",  # its worker is the superuser's, and would be in the way of who drops a database
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
}


def make_folders(folder: Path, account: Account | None) -> None:
    """`folder` for us, and inside it `log` and the socket's folder for the account that runs the server."""
    if not folder.exists():
        _make_root(folder, account)
    for inner in (folder / "log", socket_folder(folder)):
        inner.mkdir(mode=0o700, exist_ok=True)
        _must_be_ours(inner, account)
        _give(inner, account)


def _make_root(folder: Path, account: Account | None) -> None:
    """Where the account cannot walk into `folder` (root's own home, say), it becomes a link to common ground."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if account is None or account.reaches(folder.parent):
        folder.mkdir(mode=0o711 if account else 0o700, exist_ok=True)
        return
    elsewhere = COMMON_GROUND / hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    elsewhere.mkdir(mode=0o711, parents=True, exist_ok=True)
    folder.symlink_to(elsewhere, target_is_directory=True)


def _must_be_ours(folder: Path, account: Account | None) -> None:
    """A folder in /tmp might have been laid there by somebody else to read what we say to the server."""
    found = folder.lstat()
    trusted = {os.geteuid(), account.uid if account else os.geteuid()}
    if folder.is_symlink() or found.st_uid not in trusted or found.st_mode & 0o077:
        raise DatabaseUnavailable(
            say(
                f"{folder} belongs to another account or is open to others. Remove it, or start as its owner.",
                f"{folder} 属于其他账号，或对他人开放。移除它，或换成它的所有者来启动",
            )
        )


def _give(path: Path, account: Account | None) -> None:
    if account:
        os.chown(path, account.uid, account.gid)


def make_data(data: Path, binaries: Binaries, *, throw_away: bool) -> None:
    """`initdb` once; a data folder appears whole or not at all, and only ever meets its own major version."""
    if (data / "PG_VERSION").exists():
        _must_match(data, binaries)
        return
    draft = data.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)  # one that was killed half-way
    draft.mkdir(mode=0o700)
    _give(draft, binaries.account)
    options = ["--no-sync"] if throw_away else []
    try:
        binaries.run(
            *("initdb", "-D", str(draft), "-U", SUPERUSER, "-E", "UTF8", *_locale_options(binaries.major)),
            *("-A", "reject", "--auth-local=trust", *options),
        )
    except subprocess.CalledProcessError as failure:
        raise DatabaseUnavailable(
            say("The database could not be made:", "数据库创建失败：") + "\n" + failure.stderr
        ) from failure
    with (draft / "postgresql.conf").open("a") as file:
        file.write("\ninclude_if_exists = 'kambium.conf'  # written at every start\n")
    draft.rename(data)


def _must_match(data: Path, binaries: Binaries) -> None:
    made_by = int((data / "PG_VERSION").read_text())
    if made_by != binaries.major:
        raise DatabaseUnavailable(
            say(
                f"The data was made by PostgreSQL {made_by}, this Kambium brings {binaries.major}. Dump it with "
                "the old Kambium (pg_dump -Fc) and restore it into a new data folder, or set KAMBIUM_PG_PREFIX to the "
                "old programs.",
                f"数据由 PostgreSQL {made_by} 创建，这个 Kambium 自带 {binaries.major}。用旧版 Kambium 导出"
                "（pg_dump -Fc），再恢复到新的数据目录；或把 KAMBIUM_PG_PREFIX 指向旧版程序",
            )
        )


def _locale_options(major: int) -> list[str]:
    """Code-point order, but with an LC_CTYPE that knows Chinese letters: with plain C, pg_trgm sees none of them."""
    ctype = next((name for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8") if _is_known(name)), "C.UTF-8")
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", f"--lc-ctype={ctype}"]
    return ["--locale=C", f"--lc-ctype={ctype}"]


def _is_known(name: str) -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_CTYPE, before)
    return True


def write_settings(folder: Path, data: Path, *, throw_away: bool) -> None:
    """Ours are written anew at every start; what an operator set with ALTER SYSTEM is read later and wins."""
    places = {
        "unix_socket_directories": f"'{socket_folder(folder).resolve()}'",
        "log_directory": f"'{folder.resolve() / 'log'}'",
    }
    values = SETTINGS | places | (THROW_AWAY if throw_away else {})
    path = data / "kambium.conf"
    path.write_text("".join(f"{name} = {value}\n" for name, value in values.items()))
    path.chmod(0o644)


def make_database(folder: Path) -> None:
    """The program's role, which is no superuser, and the database that it owns; both only when they are missing."""
    with psycopg.connect(embedded_url(folder, SUPERUSER, SUPERUSER), autocommit=True) as connection:
        if not connection.execute("select 1 from pg_roles where rolname = %s", [NAME]).fetchone():
            connection.execute(sql.SQL("create role {} login createdb in role pg_monitor").format(sql.Identifier(NAME)))
        if connection.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone():
            return
        connection.execute(sql.SQL("create database {0} owner {0}").format(sql.Identifier(NAME)))
    with psycopg.connect(embedded_url(folder, NAME, SUPERUSER), autocommit=True) as connection:
        connection.execute("create extension if not exists pg_stat_statements")
