"""What `kambium doctor` looks at: each check answers with one finding."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import psycopg

from kambium.config import catalogues, frontend, machine
from kambium.config.binaries import find_binaries
from kambium.config.home import checkout, home, secret_key
from kambium.config.instance import Address, current_run, is_running
from kambium.config.postgres import OLDEST_POSTGRES
from kambium.config.processes import left_over
from kambium.config.words import say

OLDEST_PYTHON = (3, 11)
LITTLE_SPACE, NO_SPACE = 2 * 2**30, 200 * 2**20
HEARTBEAT_LIMIT = timedelta(seconds=60)
CLOCK_LIMIT = timedelta(seconds=5)

State = Literal["ok", "warn", "bad"]
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do about it."""

    key: str
    state: State
    text: str
    remedy: str = ""


def python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Finding("python", "ok", f"Python {version}")
    return Finding(
        "python", "bad", f"Python {version}", say("Install Python 3.11 or newer.", "安装 Python 3.11 以上版本")
    )


def data_folder() -> Finding:
    where = home()
    if not os.access(where, os.W_OK | os.X_OK):
        text = say(f"The data folder {where} cannot be written.", f"数据目录 {where} 不可写")
        remedy = say(
            "Make it yours (chown) or set KAMBIUM_HOME to another folder.",
            "把它的所有者改为当前账号（chown），或把 KAMBIUM_HOME 设为其他目录",
        )
        return Finding("data folder", "bad", text, remedy)
    return Finding("data folder", "ok", say(f"The data folder is {where}", f"数据目录 {where}"))


def key_file() -> Finding:
    path = home() / "secret_key"
    if os.environ.get("KAMBIUM_SECRET_KEY"):
        return Finding("secret key", "ok", say("The key comes from KAMBIUM_SECRET_KEY", "密钥来自 KAMBIUM_SECRET_KEY"))
    secret_key()
    if path.stat().st_mode & 0o077:
        text = say("Others can read the secret key.", "其他账号能读到密钥")
        return Finding("secret key", "bad", text, f"chmod 600 {path}")
    return Finding("secret key", "ok", say("Only you can read the secret key", "密钥只有你能读"))


def disk_space() -> Finding:
    free = shutil.disk_usage(home()).free
    text = say(f"{free / 2**30:.1f} GB free", f"剩余空间 {free / 2**30:.1f} GB")
    if free > LITTLE_SPACE:
        return Finding("disk", "ok", text)
    remedy = say(
        "Free some space, or move the data folder with KAMBIUM_HOME.",
        "清理磁盘，或用 KAMBIUM_HOME 换一个数据目录",
    )
    return Finding("disk", "warn" if free > NO_SPACE else "bad", text, remedy)


def port() -> Finding:
    address = Address.chosen()
    found = current_run()
    if is_running() and found:
        return Finding("port", "ok", say(f"Running at {found.address}", f"正在运行：{found.address}"))
    if machine.port_is_free(address.host, address.port):
        return Finding("port", "ok", say(f"Port {address.port} is free", f"端口 {address.port} 可用"))
    text = say(f"Port {address.port} is taken by another program.", f"端口 {address.port} 被其他程序占用")
    remedy = say(
        f"Stop it, or choose another: KAMBIUM_PORT={address.port + 1}",
        f"停掉它，或换一个：KAMBIUM_PORT={address.port + 1}",
    )
    return Finding("port", "bad", text, remedy)


def leftovers() -> Finding:
    count = 0 if is_running() else sum(1 for _ in left_over())
    stale = not is_running() and current_run() is not None
    if not count and not stale:
        return Finding("leftovers", "ok", say("Nothing is left of an earlier run", "没有残留的进程"))
    text = say(
        f"An earlier run was killed: {count} of its processes still live.",
        f"上一次运行被强行结束，还残留 {count} 个进程",
    )
    return Finding("leftovers", "warn", text, "kambium stop")


def bundle() -> Finding:
    root = checkout()
    missing = not (Path(__file__).parents[2] / frontend.DIST).is_dir()
    if not missing and (root is None or frontend.is_current(root)):
        return Finding("front end", "ok", say("The front end is built", "前端已构建"))
    text = (
        say("The front end is not built.", "前端还没有构建")
        if missing
        else say("The front end is stale.", "前端不是最新")
    )
    remedy = "./kam run" if root else "pip install --force-reinstall kambium"
    return Finding("front end", "bad" if missing else "warn", text, remedy)


def translations() -> Finding:
    stale = catalogues.stale() if checkout() else []
    if not stale:
        return Finding("catalogues", "ok", say("The translations are compiled", "翻译已编译"))
    text = say(f"{len(stale)} translation catalogues are not compiled.", f"{len(stale)} 个翻译文件还没有编译")
    return Finding("catalogues", "warn", text, "./kam help")


def browser() -> Finding:
    missing = []
    if machine.chromium() is None:
        missing.append("Chromium")
    if not machine.has_chinese_font():
        missing.append(say("a Chinese font", "中文字体"))
    if not missing:
        return Finding("browser", "ok", say("The browser tests can run", "可以运行浏览器测试"))
    text = say(
        f"The browser tests are skipped, missing: {', '.join(missing)}", f"会跳过浏览器测试，缺少：{'、'.join(missing)}"
    )
    return Finding("browser", "warn", text, "apt install chromium fonts-noto-cjk")


def clock() -> Finding:
    """A clock that stands before the program was made is wrong; a database elsewhere tells more (`same_clock`)."""
    made = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    now = datetime.now(UTC)
    text = say(f"The clock says {now:%Y-%m-%d %H:%M} UTC", f"系统时间 {now:%Y-%m-%d %H:%M} UTC")
    if now + timedelta(days=1) > made:
        return Finding("clock", "ok", text)
    text += say(", before this program was made", "，早于程序的日期")
    return Finding("clock", "bad", text, say("Set it: timedatectl set-ntp true", "校准时间：timedatectl set-ntp true"))


def programs() -> Finding:
    """The embedded server's own programs; not asked where DATABASE_URL names a server."""
    binaries = find_binaries()
    account = f" · {binaries.account.name}" if binaries.account else ""
    return Finding("postgresql", "ok", f"PostgreSQL {binaries.major} · {binaries.prefix}{account}")


# -- with a connection ------------------------------------------------------------------------------------------------


def server_version(connection: Connection) -> Finding:
    major = connection.info.server_version // 10_000
    if major >= OLDEST_POSTGRES:
        return Finding("server", "ok", say(f"The database is PostgreSQL {major}", f"数据库是 PostgreSQL {major}"))
    text = say(
        f"The database is PostgreSQL {major}; at least 15 is needed.", f"数据库是 PostgreSQL {major}，至少需要 15"
    )
    return Finding("server", "bad", text, say("Upgrade it to 15 or newer.", "升级到 15 以上"))


def letters(connection: Connection) -> Finding:
    """A database with LC_CTYPE C sees no letter in Chinese: trigram search finds nothing, and says nothing."""
    has_trigrams = connection.execute("select 1 from pg_extension where extname = 'pg_trgm'").fetchone()
    question = "select show_trgm('华为') <> '{}'" if has_trigrams else r"select '华' ~ '^\w$'"
    row = connection.execute(question).fetchone()
    if row and row[0]:
        return Finding("letters", "ok", say("The database knows Chinese letters", "数据库认得中文字符"))
    text = say(
        "The database does not know Chinese letters (its LC_CTYPE is C), so Chinese search finds nothing.",
        "数据库不认得中文字符（LC_CTYPE 是 C），中文搜索会搜不到",
    )
    remedy = say(
        "Make a new database with UTF-8 letters and restore into it: "
        "create database … template template0 encoding 'UTF8' lc_ctype 'C.UTF-8'",
        "新建一个 UTF-8 的数据库再恢复数据：create database … template template0 encoding 'UTF8' lc_ctype 'C.UTF-8'",
    )
    return Finding("letters", "bad", text, remedy)


def same_clock(connection: Connection) -> Finding:
    row = connection.execute("select clock_timestamp()").fetchone()
    apart = abs(datetime.now(UTC) - row[0]) if row else timedelta()
    if apart < CLOCK_LIMIT:
        return Finding("clocks", "ok", say("Database and program have the same time", "数据库与程序时间一致"))
    seconds = apart.total_seconds()
    text = say(f"The database's clock is {seconds:.0f} s apart from ours.", f"数据库时间与本机相差 {seconds:.0f} 秒")
    return Finding("clocks", "warn", text, say("Set both clocks from one source (NTP).", "两台机器都用 NTP 校时"))


def migrations(connection: Connection) -> Finding:
    import django
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    executor = MigrationExecutor(connections["default"])
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    connections.close_all()
    if not pending:
        return Finding("migrations", "ok", say("The database is up to date", "数据库结构是最新的"))
    text = say(f"{pending} migrations are not applied.", f"有 {pending} 个数据库变更没有执行")
    return Finding("migrations", "bad", text, "kambium migrate")


def factors(connection: Connection) -> Finding:
    """Whether the present key opens the secrets of second factors; with another key nobody gets past theirs."""
    import django

    django.setup()
    from kambium.people.factor_secrets import standing

    if not (connection.execute("select to_regclass('mfa_authenticator')").fetchone() or [None])[0]:
        return Finding("second factors", "ok", say("There are no second factors yet", "还没有第二重验证"))
    found = standing(row[0] for row in connection.execute("select data from mfa_authenticator"))
    if found.lost:
        text = say(
            f"{found.lost} second factors were sealed with another secret key: their owners cannot log in.",
            f"{found.lost} 个第二重验证是用别的密钥加密的，其所有者无法登录",
        )
        remedy = say(
            "Name the former key in KAMBIUM_OLD_SECRET_KEYS, or remove the factors (person → remove second factors).",
            "把原来的密钥写进 KAMBIUM_OLD_SECRET_KEYS，或在个人页面移除第二重验证",
        )
        return Finding("second factors", "bad", text, remedy)
    if not found.count:
        return Finding("second factors", "ok", say("There are no second factors yet", "还没有第二重验证"))
    if found.old:
        text = say(f"{found.old} second factors are sealed with an old key.", f"{found.old} 个第二重验证仍用旧密钥加密")
        return Finding("second factors", "warn", text, "kambium reseal")
    text = say(f"{found.count} second factors are sealed with this key", f"{found.count} 个第二重验证已用当前密钥加密")
    return Finding("second factors", "ok", text)


def worker(connection: Connection) -> Finding:
    if not is_running():
        return Finding("worker", "ok", say("Not running, so no worker", "没有在运行，也就没有后台进程"))
    row = connection.execute("select max(last_heartbeat), now() from procrastinate_workers").fetchone()
    last, now = row or (None, None)
    if last and now - last < HEARTBEAT_LIMIT:
        return Finding("worker", "ok", say("The worker is alive", "后台进程正常"))
    text = say("The worker gives no sign of life.", "后台进程没有响应")
    remedy = say(f"Look at {home()}/logs/worker.log, then restart.", f"看 {home()}/logs/worker.log，再重新启动")
    return Finding("worker", "bad", text, remedy)


LOCAL: list[Callable[[], Finding]] = [
    *(python, data_folder, key_file, disk_space, clock, port, leftovers, bundle, translations),
]
IN_DATABASE: list[Callable[[Connection], Finding]] = [
    *(server_version, letters, same_clock, migrations, factors, worker),
]
