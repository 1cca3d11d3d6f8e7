"""What the operating system refuses is said in the reader's words, with what to do, and never as a traceback."""

import errno
import os
import socket
from pathlib import Path

import pytest

from kambium.config import obstacles
from tests.config.terminal import free_port, kambium


def refused(number: int, where: str | None = None) -> str | None:
    return obstacles.in_words(OSError(number, os.strerror(number), where))


def test_a_full_disk_and_a_read_only_one_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    full = "The disk is full. /data/x\nFree some space, or move the data folder with KAMBIUM_HOME."
    shut = "/data/x cannot be written: its file system is read-only. Set KAMBIUM_HOME to another folder."
    assert (refused(errno.ENOSPC, "/data/x"), refused(errno.EROFS, "/data/x")) == (full, shut)


def test_a_folder_of_another_account_names_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    assert refused(errno.EACCES, "/etc/nowhere/run.lock") == (
        "当前账号不能访问 /etc/nowhere/run.lock，它属于 root。换成 root 来启动，把它交给当前账号（chown），"
        "或把 KAMBIUM_HOME 设为其他目录"
    )


def test_what_is_no_obstacle_keeps_its_traceback() -> None:
    assert refused(errno.ENOENT, "/data/x") is None
    assert refused(errno.EBADF) is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_data_folder_that_cannot_be_written_ends_every_command_in_a_line(place: Path, command: str) -> None:
    place.chmod(0o500)
    done = kambium(command)
    assert done.returncode == 1
    assert "is closed to this account" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["run", "stop", "check"])
def test_a_data_folder_that_is_a_file_ends_every_command_in_a_line(place: Path, command: str) -> None:
    (place / "file").write_text("")
    done = kambium(command, KAMBIUM_HOME=f"{place}/file")
    assert done.returncode == 1
    assert done.stderr == f"{place}/file is a file, not a folder. Set KAMBIUM_HOME to a folder.\n"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "８０"])
def test_a_port_that_is_none_is_refused(place: Path, port: str) -> None:
    done = kambium("run", KAMBIUM_PORT=port)
    assert (done.returncode, done.stderr) == (1, f"KAMBIUM_PORT is {port}; a port is a number up to 65535.\n")


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_an_address_of_another_machine_is_not_taken_for_a_taken_port(place: Path, host: str) -> None:
    done = kambium("run", KAMBIUM_HOST=host, KAMBIUM_PORT=str(free_port()))
    assert done.returncode == 1
    assert done.stderr.startswith("KAMBIUM_HOST names no address of this machine.")


def test_a_name_that_nobody_knows_is_an_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    said = obstacles.in_words(socket.gaierror(socket.EAI_NONAME, "?"))
    assert said
    assert said.startswith("KAMBIUM_HOST 不是本机的地址")
