"""What processes use, with all their children. Memory that several share is counted once, in parts."""

import re
from pathlib import Path

import psutil

PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def megabytes(pid: int | None) -> float | None:
    """The memory of a process and its children; None where the system does not tell."""
    if pid is None:
        return None
    try:
        root = psutil.Process(pid)
        return sum(_one(process.pid) for process in (root, *root.children(recursive=True))) / 1024
    except (OSError, psutil.Error, TypeError):
        return None


def _one(pid: int) -> int:
    found = PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    return int(found[1]) if found else 0


def work(pids: list[int | None]) -> float:
    """Seconds of work that these processes and their children have done."""
    found = 0.0
    for pid in pids:
        if pid is not None:
            root = psutil.Process(pid)
            for process in (root, *root.children(recursive=True)):
                times = process.cpu_times()
                found += times.user + times.system
    return found
