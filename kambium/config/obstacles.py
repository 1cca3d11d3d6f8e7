"""What the operating system refuses, in the reader's words: an error number does not help who wants to start.

Standard library only: `kam` meets the same refusals before anything is installed.
"""

import errno
import pwd
import socket
from pathlib import Path

from kambium.config.words import say

FULL = {errno.ENOSPC, errno.EDQUOT}
SHUT = {errno.EACCES, errno.EPERM}
NO_FOLDER = {errno.EEXIST, errno.ENOTDIR}


def in_words(failure: OSError) -> str | None:
    """What stands in the way and what to do; None for what is no such obstacle and shall keep its traceback."""
    if isinstance(failure, socket.gaierror) or failure.errno == errno.EADDRNOTAVAIL:
        return say(
            "KAMBIUM_HOST names no address of this machine. 127.0.0.1 is for this machine alone, 0.0.0.0 for all.",
            "KAMBIUM_HOST 不是本机的地址。只供本机访问用 127.0.0.1，供所有人访问用 0.0.0.0",
        )
    where = str(failure.filename or "")
    if failure.errno in FULL:
        return say(
            f"The disk is full. {where}\nFree some space, or move the data folder with KAMBIUM_HOME.",
            f"磁盘已满。{where}\n清理磁盘，或用 KAMBIUM_HOME 换一个数据目录",
        )
    if failure.errno == errno.EROFS:
        return say(
            f"{where} cannot be written: its file system is read-only. Set KAMBIUM_HOME to another folder.",
            f"{where} 不可写：所在的文件系统是只读的。把 KAMBIUM_HOME 设为其他目录",
        )
    if failure.errno in NO_FOLDER and where:
        return say(
            f"{where} is a file, not a folder. Set KAMBIUM_HOME to a folder.",
            f"{where} 是文件，不是目录。把 KAMBIUM_HOME 设为一个目录",
        )
    if failure.errno in SHUT and where:
        return _of_another(Path(where))
    return None


def _of_another(path: Path) -> str:
    owner = owner_of(path)
    return say(
        f"{path} is closed to this account; it belongs to {owner}. "
        f"Start as {owner}, give it to this account (chown), or set KAMBIUM_HOME to another folder.",
        f"当前账号不能访问 {path}，它属于 {owner}。换成 {owner} 来启动，把它交给当前账号（chown），"
        "或把 KAMBIUM_HOME 设为其他目录",
    )


def owner_of(path: Path) -> str:
    """The account that has the nearest folder on the way to `path` that can be seen."""
    for step in (path, *path.parents):
        try:
            uid = step.stat().st_uid
        except OSError:
            continue
        try:
            return pwd.getpwuid(uid).pw_name
        except KeyError:
            return str(uid)
    return "?"
