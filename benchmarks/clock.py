"""Measuring: many calls one after the other, the middle one and the slow ones."""

import time
from collections.abc import Callable
from dataclasses import dataclass

WARM, FEWEST, MOST = 5, 20, 3_000
SPINS = 2_000_000


@dataclass(frozen=True)
class Timing:
    """Calls, and milliseconds: of the middle one, and that nineteen of twenty stay under."""

    n: int
    p50: float
    p95: float


def timed(call: Callable[[], object], seconds: float) -> Timing:
    """Call again and again for so long; the first calls, which fill caches, do not count."""
    for _ in range(WARM):
        call()
    found: list[float] = []
    end = time.perf_counter() + seconds
    while len(found) < MOST and (len(found) < FEWEST or time.perf_counter() < end):
        begun = time.perf_counter()
        call()
        found.append((time.perf_counter() - begun) * 1000)
    return summary(found)


def summary(found: list[float]) -> Timing:
    """The order of the calls does not matter."""
    found = sorted(found)
    return Timing(len(found), found[len(found) // 2], found[min(len(found) - 1, int(len(found) * 0.95))])


def spin() -> float:
    """Time passed for each second of work: 1.0 when a core is ours, more when others want it too."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(SPINS):
        pass
    return (time.perf_counter() - wall) / max(time.process_time() - cpu, 1e-9)
