"""`kambium run`: everything up, in this terminal, until Ctrl-C."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable

import psycopg

from kambium.config import leash
from kambium.config.binaries import DatabaseUnavailable
from kambium.config.home import home
from kambium.config.instance import Address, AlreadyRunning, Run, sole_run
from kambium.config.machine import port_is_free
from kambium.config.postgres import OLDEST_POSTGRES, own_server
from kambium.config.processes import MARK, end_left_over
from kambium.config.supervisor import Supervisor, programs
from kambium.config.words import say


def database() -> contextlib.AbstractContextManager[str]:
    """The address of the database for the length of a block; the embedded server is up that long."""
    given = os.environ.get("DATABASE_URL")
    return contextlib.nullcontext(checked(given)) if given else own_server().in_use()


def checked(url: str) -> str:
    """A server that somebody else runs must answer, and be of our time."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            major = connection.info.server_version // 10_000
    except psycopg.Error as reason:
        raise DatabaseUnavailable(say(f"DATABASE_URL: {reason}", f"DATABASE_URL 连不上：{reason}")) from None
    if major < OLDEST_POSTGRES:
        raise DatabaseUnavailable(
            say(
                f"DATABASE_URL is PostgreSQL {major}; at least {OLDEST_POSTGRES} is needed.",
                f"DATABASE_URL 是 PostgreSQL {major}，至少需要 {OLDEST_POSTGRES}",
            )
        )
    return url


def prepare(database_url: str, is_told_to_stop: Callable[[], bool]) -> list[tuple[str, str, str]] | None:
    """Migrate, fill an empty database with the demo company, and return its sign-ins: in a process of its own, so that
    this one stays small. None when we are told to stop meanwhile; what was half done is then rolled back."""
    command = leash.command(sys.executable, "-m", "kambium.config.prepare", on_death=signal.SIGTERM)
    environment = {**os.environ, "DATABASE_URL": database_url, MARK: str(home())}
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for us
    ) as process:
        said = _heard(process, is_told_to_stop)
    if is_told_to_stop():
        return None
    if process.returncode:
        raise DatabaseUnavailable(say("The database could not be prepared.", "数据库准备失败"))
    return [tuple(entry) for entry in json.loads(said.splitlines()[-1])]


def _heard(process: "subprocess.Popen[str]", is_told_to_stop: Callable[[], bool]) -> str:
    """All that a process says until it ends, or is ended because we are told to stop."""
    while True:
        try:
            return process.communicate(timeout=0.1)[0]
        except subprocess.TimeoutExpired:
            if is_told_to_stop():
                process.terminate()


def greet(address: Address, sign_ins: list[tuple[str, str, str]]) -> None:
    print(
        say(
            f"\n  Kambium is at {address.url}   (Ctrl-C stops it)\n",
            f"\n  Kambium 在 {address.url}   （Ctrl-C 停止）\n",
        )
    )
    if sign_ins:
        print(say("  Sign in to the demo company as:", "  演示公司的登录账号："))
        for role, email, password in sign_ins:
            print(f"    {email:<34}{password:<22}{role}")
    print(flush=True)


def main() -> int:
    """`kambium run`; the exit code."""
    address = Address.chosen()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # until the supervisor takes over, leave in order
    try:
        with sole_run(address):
            end_left_over()
            if not port_is_free(address.host, address.port):
                print(port_taken(address), file=sys.stderr)
                return 1
            with database() as url:
                return serve(address, url)
    except AlreadyRunning as found:
        print(already_running(found.args[0]))
        return 0
    except KeyboardInterrupt:
        return 130
    except DatabaseUnavailable as reason:
        print(reason, file=sys.stderr)
        return 1


def serve(address: Address, url: str) -> int:
    server = None if os.environ.get("DATABASE_URL") else own_server()
    supervisor = Supervisor(programs(address, url), server)
    supervisor.take_signals()
    try:
        supervisor.warm_up()
        sign_ins = prepare(url, supervisor.is_told_to_stop)
        if sign_ins is not None and supervisor.start(address):
            greet(address, sign_ins)
            supervisor.watch()
        elif not supervisor.is_told_to_stop():
            return give_up(supervisor)
    finally:
        supervisor.stop()
    print(say("Stopped.", "已停止"))
    return 0


def give_up(supervisor: Supervisor) -> int:
    """Nothing answers: say which program ended, with its last words."""
    for program in supervisor.watched:
        if program.exit_code is not None:
            print(say(f"{program.name} ended at once:", f"{program.name} 启动后就退出了："), file=sys.stderr)
            print("\n".join(program.last_lines), file=sys.stderr)
    print(say("See kambium doctor.", "用 kambium doctor 看看原因"), file=sys.stderr)
    return 1


def port_taken(address: Address) -> str:
    return say(
        f"Port {address.port} on {address.host} is taken by another program. "
        f"Choose another: KAMBIUM_PORT={address.port + 1}",
        f"{address.host} 的端口 {address.port} 被其他程序占用。换一个：KAMBIUM_PORT={address.port + 1}",
    )


def already_running(found: Run | None) -> str:
    where, pid = (found.address, found.pid) if found else ("?", "?")
    return say(
        f"Kambium is running already: {where} (process {pid}). kambium stop ends it.",
        f"Kambium 已在运行：{where}（进程 {pid}）。用 kambium stop 结束",
    )
