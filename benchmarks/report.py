"""What was measured, as a table to read. Times only inform: nothing fails here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import east_asian_width

from benchmarks.imports import Taken
from benchmarks.pages import Result

IMPORT_SECONDS = {10_000: 1.0}
CHECKED_RATIO = 3.0
MEMORY = 200.0


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Columns side by side; the first is text, the others are figures."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        first, *others = (" " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        yield "  ".join([line[0] + first, *(blank + cell for blank, cell in zip(others, line[1:], strict=True))])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def verdict(value: float, target: float) -> str:
    """Whether a target is held."""
    return "ok" if value <= target else "over"


def pages(results: Iterable[Result]) -> Iterator[str]:
    """One line for each scene; times in milliseconds."""
    head = ("page", "as", "n", "p50 ms", "p95 ms", "target", "", "CPU ms", "queries", "plain ms", "ratio", "KB", "busy")
    yield from table(head, (_page(result) for result in results))


def _page(one: Result) -> tuple[str, ...]:
    return (
        one.label, one.who, str(one.page.n), f"{one.page.p50:.1f}", f"{one.page.p95:.1f}", f"{one.target:.0f}",
        verdict(one.page.p50, one.target), f"{one.cpu:.1f}", str(one.queries), f"{one.plain.p50:.2f}",
        f"{one.ratio:.0f}", f"{one.size / 1024:.0f}", f"{one.busy:.2f}",
    )  # fmt: skip


def imports(results: Iterable[Taken]) -> Iterator[str]:
    """One line for each file; times in seconds."""
    head = (
        "import", "s", "rows/s", "target s", "", "COPY s", "ratio", "checked s", "ratio", "µs a row: Python", "SQL",
        "findable s", "peak MB",
    )  # fmt: skip
    yield from table(head, (_import(result) for result in results))


def _import(one: Taken) -> tuple[str, ...]:
    target = IMPORT_SECONDS.get(one.rows, CHECKED_RATIO * one.checked)
    return (
        f"{one.rows:,} accounts", f"{one.seconds:.1f}", f"{one.rows / one.seconds:,.0f}", f"{target:.1f}",
        verdict(one.seconds, target), f"{one.copy:.2f}", f"{one.seconds / one.copy:.1f}", f"{one.checked:.2f}",
        f"{one.seconds / one.checked:.1f}", *(f"{1e6 * cpu / one.rows:.0f}" for cpu in one.cpu),
        f"{one.findable:.1f}", f"{one.peak:.0f}",
    )  # fmt: skip


def memory(found: Mapping[str, float | None]) -> Iterator[str]:
    """Web and worker together have a target, the database has none."""
    known = {name: value for name, value in found.items() if value is not None}
    if {"web", "worker"} <= set(known):
        ours = known["web"] + known["worker"]
        yield f"memory, web and worker: {ours:.0f} MB, target {MEMORY:.0f} {verdict(ours, MEMORY)}"
    yield from (f"memory, {name}: {value:.0f} MB" for name, value in known.items())


def machine(found: Mapping[str, Any]) -> Iterator[str]:
    """What tells a busy machine from a slow program."""
    yield from (f"{name}: {value}" for name, value in found.items())
