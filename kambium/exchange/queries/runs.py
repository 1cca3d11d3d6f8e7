"""Runs a person may see, and the files of one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from kambium.core.access import Actor
from kambium.core.files import path_of
from kambium.exchange.mapping import header_words
from kambium.exchange.models import Run, RunFile, SavedMap
from kambium.exchange.reading.table import Table, open_table


@dataclass(frozen=True)
class Source:
    """A file to be read: where it lies and what it is called."""

    path: Path
    name: str
    sheet: str | None = None


def visible_runs(actor: Actor) -> "QuerySet[Run]":
    """One's own imports; all of them for who looks after the system."""
    rows = Run.objects.select_related("by").prefetch_related("files")
    return rows if actor.can("exchange.view") else rows.filter(by_id=actor.person_id)


def sources_of(run: Run) -> list[Source]:
    """The uploaded files of a run, ready to be read."""
    files = run.files.select_related("file")
    return [Source(path_of(f.file.sha256), f.name, f.sheet or None) for f in files if f.file]


def tables_of(sources: Sequence[Source]) -> list[Table]:
    """The files opened; words that name a field help to find the header. Raises Unreadable."""
    known = header_words()
    return [open_table(s.path, name=s.name, sheet=s.sheet, known=known) for s in sources]


def signature_of(tables: Sequence[Table]) -> str:
    """What files with the same headers have in common, whatever they are called and in whatever order they come."""
    headers = sorted("\x1f".join(column.name for column in table.columns) for table in tables)
    return hashlib.sha256("\x1e".join(headers).encode()).hexdigest()


def remembered(run: Run, tables: Sequence[Table]) -> str:
    """The mapping with which the same person last checked files with these headers; the empty text for none."""
    found = SavedMap.objects.filter(
        person_id=run.by_id or 0, record=run.preset or run.record, signature=signature_of(tables)
    ).first()
    return found.mapping if found else ""


def sheets_of(run: Run, tables: Sequence[Table]) -> list[tuple[RunFile, str, list[str]]]:
    """The workbooks of a run with several visible sheets: the file, the sheet that is read, and all of them."""
    files = [f for f in run.files.all() if f.file_id]
    pairs = [(f, t.sheet or "", [s.name for s in t.sheets if s.is_visible]) for f, t in zip(files, tables, strict=True)]
    return [pair for pair in pairs if len(pair[2]) > 1]
