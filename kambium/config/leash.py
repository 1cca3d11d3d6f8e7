"""Run as `leash.py SIGNAL USER:GROUP PROGRAM …`: become PROGRAM, and get SIGNAL when our parent dies.

A program of its own and not a `preexec_fn`, which may deadlock in a parent that has threads. USER:GROUP (numbers) is
taken on first, because the kernel forgets the wish when the account changes; `-` leaves either out. Where there is no
such wish to make (macOS) the program simply starts; `kambium stop` finds what is left over.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def command(*program: str, on_death: signal.Signals | None, account: tuple[int, int] | None = None) -> list[str]:
    """The argument list that starts `program` on a leash."""
    wish = on_death.name if on_death else "-"
    who = f"{account[0]}:{account[1]}" if account else "-"
    return [sys.executable, "-IS", __file__, wish, who, *program]


def main(on_death: str, account: str, *program: str) -> None:
    parent = os.getppid()
    if account != "-":
        uid, gid = map(int, account.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if on_death != "-" and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.Signals[on_death])
        if os.getppid() != parent:  # it died before we could ask
            sys.exit(1)
    os.execv(program[0], program)  # noqa: S606  (no shell is what we want)


if __name__ == "__main__":
    main(*sys.argv[1:])
