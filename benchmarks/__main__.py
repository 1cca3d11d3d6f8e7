"""`./kam bench`: make a large company in a database of its own, measure, print, and leave nothing behind."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import clock, place

QUICK = {"accounts": 20_000, "contacts": 60_000, "activities": 200_000, "seconds": 1.0}
FULL = {"accounts": 100_000, "contacts": 300_000, "activities": 1_000_000, "seconds": 3.0}
FILES, QUICK_FILES = (10_000, 100_000, 1_000_000), (10_000, 100_000)


@dataclass
class Found:
    """Everything that was measured."""

    machine: dict[str, Any] = field(default_factory=dict)
    pages: list[Any] = field(default_factory=list)
    imports: list[Any] = field(default_factory=list)
    memory: dict[str, float | None] = field(default_factory=dict)


def arguments(line: list[str]) -> argparse.Namespace:
    """What was asked for, sizes filled in."""
    parser = argparse.ArgumentParser(prog="kam bench", description=__doc__)
    for name in ("accounts", "contacts", "activities"):
        parser.add_argument(f"--{name}", type=int, metavar="N")
    parser.add_argument("--seconds", type=float, metavar="S", help="how long each page is asked for")
    parser.add_argument("--files", type=int, nargs="*", metavar="N", help="rows of the files that are imported")
    parser.add_argument("--quick", action="store_true", help="smaller in everything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    given = parser.parse_args(line)
    for name, value in (QUICK if given.quick else FULL).items():
        if getattr(given, name) is None:
            setattr(given, name, value)
    if given.files is None:
        given.files = list(QUICK_FILES if given.quick else FILES)
    return given


def main(line: list[str]) -> None:
    """Measure everything; what is done is printed as soon as it is known."""
    asked = arguments(line)
    found = Found()
    with place.own_place() as folder:
        import django

        django.setup()
        found.machine = _prepared(asked)
        _print_machine(found)
        _measure_pages(asked, found)
        _measure_imports(asked, folder, found)
    if asked.json:
        asked.json.write_text(json.dumps(asdict(found), indent=2, ensure_ascii=False))


def _prepared(asked: argparse.Namespace) -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from kambium.demo.crowd import Sizes, fill

    call_command("migrate", verbosity=0, interactive=False)
    begun = time.perf_counter()
    fill(Sizes(asked.accounts, asked.contacts, asked.activities), timezone.now())
    version = str(connection.cursor().execute("show server_version").fetchone()[0])  # type: ignore[union-attr]
    return {
        "cores": os.cpu_count(), "load": " ".join(f"{one:.1f}" for one in os.getloadavg()), "PostgreSQL": version,
        "accounts": asked.accounts, "contacts": asked.contacts, "activities": asked.activities,
        "benchdata s": round(time.perf_counter() - begun, 1), "spin (1.0 is a free core)": round(clock.spin(), 2),
    }  # fmt: skip


def _print_machine(found: Found) -> None:
    from benchmarks import plain, report, server
    from benchmarks.visitor import plain_get

    with plain.connection() as line:
        one = clock.timed(lambda: plain.run(line, [("SELECT 1", ())]), 1.0)
    found.machine["select 1, ms"] = round(one.p50, 2)
    with server.hello() as address:
        visit = plain_get(address)

        def ask() -> None:
            visit.request("GET", "/")
            visit.getresponse().read()

        found.machine["Django hello page, ms"] = round(clock.timed(ask, 1.0).p50, 2)
    _say(report.machine(found.machine))


def _measure_pages(asked: argparse.Namespace, found: Found) -> None:
    from benchmarks import memory, pages, plain, report, server
    from benchmarks.visitor import Visitor
    from kambium.config.postgres import own_server

    with server.kambium() as (address, running), plain.connection() as line:
        plain.make_tables(line)
        names = {"executive": "executive@crowd.example", "kam": "kam1@crowd.example"}
        visitors = {who: Visitor(address, email) for who, email in names.items()}
        measured = [*(program.pid for program in running), own_server().running_pid()]
        for scene in pages.scenes(visitors):
            print("…", scene.label, file=sys.stderr, flush=True)
            visitor = visitors[scene.who]
            found.pages.append(pages.measured(scene, visitor, line, asked.seconds, lambda: memory.work(measured)))
        found.memory = {program.name: memory.megabytes(program.pid) for program in running}
        found.memory["PostgreSQL"] = memory.megabytes(own_server().running_pid())
    _say(report.pages(found.pages))
    _say(report.memory(found.memory))


def _measure_imports(asked: argparse.Namespace, folder: Path, found: Found) -> None:
    from benchmarks import imports, plain, report

    first = imports.FIRST
    with plain.connection() as line:
        for rows in asked.files:
            found.imports.append(imports.taken(line, folder, rows, first))
            first += rows
    if found.imports:
        _say(report.imports(found.imports))


def _say(lines: Iterator[str]) -> None:
    print(*lines, "", sep="\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
