"""Files of accounts, and taking them in: by the import, by a bare COPY, and by a COPY with the least of checks."""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kambium.demo.crowd.names import company

HEAD = ("source_key", "name", "industry", "region", "status", "employees", "city", "phone", "website")
INDUSTRIES = ("machinery", "automotive", "electronics", "food")
FIRST = 5_000_000  # numbers, and so names, that the crowd does not reach
TABLE = "bench_taken"
MAKE = """
CREATE TABLE {name} (source_key text PRIMARY KEY, name text, industry text, region text, status text, employees int,
  city text, phone text, website text)
"""
UPSERT = """
INSERT INTO bench_taken SELECT * FROM bench_staged ON CONFLICT (source_key) DO UPDATE SET name = excluded.name
"""


@dataclass(frozen=True)
class Taken:
    """Seconds for one file, three ways; `findable` is what the worker then needs for the search rows.

    `cpu` are the seconds of a core that the import took, in Python and in PostgreSQL.
    """

    rows: int
    seconds: float
    findable: float
    peak: float
    copy: float
    checked: float
    cpu: tuple[float, float]


def write(path: Path, rows: int, first: int) -> None:
    """A file of so many accounts with names and keys that begin at a number."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for n in range(first, first + rows):
            name = company(n)
            out.writerow((
                f"K{n}", name.zh or name.en, INDUSTRIES[n % 4], "east", "prospect", n % 5000, name.zh[:2] or "Hamburg",
                f"021 {20_000_000 + n:08d}", f"https://k{n}.example",
            ))  # fmt: skip


def taken(line: Any, folder: Path, rows: int, first: int) -> Taken:
    """Take one file in, all three ways."""
    path = folder / f"accounts-{rows}.csv"
    write(path, rows, first)
    command = [sys.executable, "-m", "benchmarks.importing", str(path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    ours = json.loads(answer.stdout.splitlines()[-1])
    if ours["created"] != rows:
        raise RuntimeError(f"The import took in {ours}")
    found = Taken(
        rows,
        ours["seconds"],
        ours["findable"],
        ours["peak"],
        bare_copy(line, path),
        checked_copy(line, path),
        tuple(ours["cpu"]),
    )
    path.unlink()
    return found


def bare_copy(line: Any, path: Path) -> float:
    """The bytes of the file into a table with a key and one index."""
    _make(line)
    begun = time.perf_counter()
    statement = f"COPY {TABLE} FROM STDIN (FORMAT csv, HEADER)"
    with path.open("rb") as file, line.cursor() as cursor, cursor.copy(statement) as copy:
        while block := file.read(1 << 18):
            copy.write(block)
    return time.perf_counter() - begun


def checked_copy(line: Any, path: Path) -> float:
    """Each row looked at in Python, copied to a temporary table, and put into the same table."""
    _make(line)
    line.execute("DROP TABLE IF EXISTS bench_staged")
    line.execute(MAKE.format(name="bench_staged").replace("CREATE", "CREATE TEMP").replace("PRIMARY KEY", ""))
    begun = time.perf_counter()
    with line.transaction():
        with line.cursor() as cursor, cursor.copy("COPY bench_staged FROM STDIN") as copy:
            for row in checked(path):
                copy.write_row(row)
        line.execute(UPSERT)
    return time.perf_counter() - begun


def checked(path: Path) -> Iterator[list[Any]]:
    """The rows that pass simple checks."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            number = row[5].strip()
            if not row[0] or not row[1] or len(row[1]) > 200 or row[2] not in INDUSTRIES or not number.isdigit():
                raise ValueError(row)
            yield [*row[:5], int(number), *row[6:]]


def _make(line: Any) -> None:
    line.execute(f"DROP TABLE IF EXISTS {TABLE}")
    line.execute(MAKE.format(name=TABLE))
    line.execute(f"CREATE INDEX ON {TABLE} (name)")
